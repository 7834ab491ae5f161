using ProtocolKit.Grammar;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.LanguageServer.Protocol;
using ProtocolKit.LanguageServer.Workspace;
using Diagnostic = ProtocolKit.LanguageServer.Protocol.Diagnostic;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>The findings of a file, as <c>protocolkit check</c> has them.</summary>
internal static class Findings
{
    public static PublishDiagnosticsParams Of(GrammarWorkspace workspace, Document document)
    {
        var (compilation, origin) = workspace.Compile(document);
        var findings = compilation.Diagnostics.Select(finding => Of(finding, document, origin));
        return new PublishDiagnosticsParams(document.Uri, document.Version, [.. findings]);
    }

    /// <summary>None, for a file that is no longer open.</summary>
    public static PublishDiagnosticsParams None(string uri) => new(uri, null, []);

    private static Diagnostic Of(GrammarDiagnostic finding, Document document, Document? origin)
    {
        // What stands in the base is shown where the variant names it.
        var isInBase = origin is not null && finding.Path == origin.Path && origin.Path != document.Path;
        var span = isInBase ? document.Parsed.File.Protocol?.Like?.Span ?? default : finding.Span;
        return new Diagnostic(
            document.Lines.RangeOf(AtLeastOne(span, document.Text)),
            finding.IsError ? Diagnostic.Error : Diagnostic.Warning,
            finding.Id,
            Help(finding.Descriptor.HelpLink),
            finding.Message)
        {
            Tags = finding.Id == GrammarDiagnostics.NeverUsed.Id ? [Diagnostic.Unnecessary] : null,
            RelatedInformation = isInBase
                ? [new RelatedInformation(new Location(origin!.Uri, origin.Lines.RangeOf(finding.Span)), "It is written here.")]
                : null,
        };
    }

    /// <summary>A help link; one that is relative leads to the copy that comes with this program.</summary>
    internal static CodeDescription Help(string link)
    {
        var parts = link.Split('#', 2);
        return new CodeDescription(new Uri(new Uri(AppContext.BaseDirectory), parts[0]).AbsoluteUri + "#" + parts[^1]);
    }

    /// <summary>An editor shows no empty range.</summary>
    private static TextSpan AtLeastOne(TextSpan span, string text) =>
        span.Length > 0 ? span
        : span.Start < text.Length && text[span.Start] is not ('\r' or '\n') ? span with { Length = 1 }
        : span.Start > 0 ? new TextSpan(Math.Min(span.Start, text.Length) - 1, 1)
        : span;
}
