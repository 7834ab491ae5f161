using System.Collections.Concurrent;
using System.Threading.Channels;
using ProtocolKit.Grammar;
using ProtocolKit.LanguageServer.Protocol;
using ProtocolKit.LanguageServer.Rpc;
using ProtocolKit.LanguageServer.Workspace;
using Diagnostic = ProtocolKit.LanguageServer.Protocol.Diagnostic;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>Compiles what has changed, one file after the other; of several versions that came meanwhile, the last.</summary>
internal sealed class FindingsLoop : IAsyncDisposable
{
    private const string InternalError = "PK999";

    private readonly GrammarWorkspace _workspace;
    private readonly EditorConnection _editor;
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, byte> _changed = new(StringComparer.Ordinal);
    private readonly Task _run;

    public FindingsLoop(GrammarWorkspace workspace, EditorConnection editor)
    {
        (_workspace, _editor) = (workspace, editor);
        _run = Task.Run(RunAsync);
    }

    /// <summary>Compiles an open file as soon as those before are done.</summary>
    public void Add(Document document)
    {
        if (_changed.TryAdd(document.Path, 0))
            _changes.Writer.TryWrite(document.Path);
    }

    public async ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        _changed.Clear();
        await _run.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        await foreach (var path in _changes.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (!_changed.TryRemove(path, out _) || _workspace.Open.FirstOrDefault(open => open.Path == path) is not { } document)
                continue;
            await _editor.PublishAsync(Find(document)).ConfigureAwait(false);

            // It was closed meanwhile, and nothing must be left of it.
            if (!_workspace.Open.Any(open => open.Path == path))
                await _editor.PublishAsync(Findings.None(document.Uri)).ConfigureAwait(false);
        }
    }

#pragma warning disable CA1031 // Whatever goes wrong with one text, the next one is compiled.
    private PublishDiagnosticsParams Find(Document document)
    {
        try
        {
            return Findings.Of(_workspace, document);
        }
        catch (Exception failure)
        {
            var message = $"A mistake in ProtocolKit itself: {failure.GetType().Name}: {failure.Message} Report it, with the grammar.";
            var help = Findings.Help(GrammarDiagnosticDescriptor.LinkTo(InternalError));
            var finding = new Diagnostic(default, Diagnostic.Error, InternalError, help, message);
            return new PublishDiagnosticsParams(document.Uri, document.Version, [finding]);
        }
    }
#pragma warning restore CA1031
}
