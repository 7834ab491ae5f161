using ProtocolKit.LanguageServer.Features;
using ProtocolKit.LanguageServer.Protocol;
using ProtocolKit.LanguageServer.Rpc;
using ProtocolKit.LanguageServer.Symbols;
using ProtocolKit.LanguageServer.Workspace;
using StreamJsonRpc;

namespace ProtocolKit.LanguageServer;

/// <summary>What an editor can ask for. Its messages are taken one after the other, in their order.</summary>
internal sealed class Session(GrammarWorkspace workspace, FindingsLoop findings, EditorConnection editor)
{
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isInitialized;

    /// <summary>Done when the editor has said <c>exit</c>.</summary>
    internal Task Exited => _exited.Task;

    /// <summary>Whether the editor has said <c>shutdown</c>.</summary>
    internal bool IsShutDown { get; private set; }

    [JsonRpcMethod("initialize")]
    public InitializeResult Initialize(InitializeParams parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (_isInitialized)
            throw LspError.InvalidRequest("'initialize' was said already.");
        _isInitialized = true;
        return new InitializeResult(new ServerCapabilities(), new ServerInfo("protocolkit-lsp", Server.Version));
    }

    [JsonRpcMethod("shutdown")]
    public object? Shutdown()
    {
        Running();
        IsShutDown = true;
        return null;
    }

    [JsonRpcMethod("exit")]
    public void Exit() => _exited.TrySetResult();

    [JsonRpcMethod("textDocument/didOpen")]
    public void DidOpen(DidOpenParams parameters) =>
        Changed(workspace.Set(parameters.TextDocument.Uri, parameters.TextDocument.Version, parameters.TextDocument.Text));

    [JsonRpcMethod("textDocument/didChange")]
    public void DidChange(DidChangeParams parameters)
    {
        if (parameters.ContentChanges is [.., { Text: { } text }])
            Changed(workspace.Set(parameters.TextDocument.Uri, parameters.TextDocument.Version, text));
    }

    [JsonRpcMethod("textDocument/didSave")]
    public void DidSave(DocumentParams parameters) => Changed(workspace.Find(parameters.TextDocument.Uri));

    [JsonRpcMethod("textDocument/didClose")]
    public async Task DidCloseAsync(DocumentParams parameters)
    {
        workspace.Close(parameters.TextDocument.Uri);
        await editor.PublishAsync(Findings.None(parameters.TextDocument.Uri)).ConfigureAwait(false);
    }

    [JsonRpcMethod("textDocument/hover")]
    public Hover? Hover(PositionParams parameters)
    {
        var (document, index) = At(parameters.TextDocument, parameters.Position);
        return Hovers.At(workspace, document, index);
    }

    [JsonRpcMethod("textDocument/definition")]
    public IReadOnlyList<Location> Definition(PositionParams parameters)
    {
        var (document, index) = At(parameters.TextDocument, parameters.Position);
        return document.Symbols.At(index) is { } occurrence
            ? [.. Definitions.Of(workspace, document, occurrence).Select(place => place.Location)]
            : [];
    }

    [JsonRpcMethod("textDocument/references")]
    public IReadOnlyList<Location> References(ReferenceParams parameters)
    {
        var (document, index) = At(parameters.TextDocument, parameters.Position);
        return document.Symbols.At(index) is { } occurrence
            ? [.. Definitions.All(workspace.FamilyOf(document), document, occurrence.Symbol)
                .Where(place => !place.Occurrence.IsDefinition || parameters.Context is not { IncludeDeclaration: false })
                .Select(place => place.Location)]
            : [];
    }

    [JsonRpcMethod("textDocument/prepareRename")]
    public PrepareRenameResult PrepareRename(PositionParams parameters)
    {
        var (document, index) = At(parameters.TextDocument, parameters.Position);
        return Renames.Prepare(workspace, document, index);
    }

    [JsonRpcMethod("textDocument/rename")]
    public WorkspaceEdit Rename(RenameParams parameters, CancellationToken cancellationToken)
    {
        var (document, index) = At(parameters.TextDocument, parameters.Position);
        return Renames.Rename(workspace, document, index, parameters.NewName, cancellationToken);
    }

    [JsonRpcMethod("textDocument/completion")]
    public IReadOnlyList<CompletionItem> Completion(PositionParams parameters)
    {
        var (document, index) = At(parameters.TextDocument, parameters.Position);
        return Completions.At(workspace, document, index);
    }

    [JsonRpcMethod("textDocument/documentSymbol")]
    public IReadOnlyList<DocumentSymbol> DocumentSymbols(DocumentParams parameters) =>
        Outline.Of(Running().Find(parameters.TextDocument.Uri));

    private GrammarWorkspace Running() =>
        IsShutDown ? throw LspError.InvalidRequest("'shutdown' was said, and nothing but 'exit' may follow.")
        : !_isInitialized ? throw LspError.NotInitialized()
        : workspace;

    private (Document Document, int Index) At(TextDocumentIdentifier file, Position position)
    {
        var document = Running().Find(file.Uri);
        return document.Lines.IndexOf(position) is { } index
            ? (document, index)
            : throw LspError.InvalidParams(
                $"There is no line {position.Line}, character {position.Character}: the text has {document.Lines.Count} lines, counted from 0.");
    }

    /// <summary>Compiles a file, and the variants that it may be the base of.</summary>
    private void Changed(Document document)
    {
        if (!_isInitialized || IsShutDown)
            return;
        findings.Add(document);
        foreach (var other in workspace.Open.Where(other => other.Path != document.Path && other.BaseName is not null))
            findings.Add(other);
    }
}
