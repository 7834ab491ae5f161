using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>The findings in one file.</summary>
internal sealed class Findings(string path)
{
    /// <summary>Nobody reads more of them, and a text that is no grammar at all has as many as it has characters.</summary>
    private const int Most = 100;

    private readonly List<GrammarDiagnostic> _all = [];

    public void NotUnderstood(TextSpan span, string message) => Add(GrammarDiagnostics.NotUnderstood, span, message);

    public void DefinedTwice(TextSpan span, string message) => Add(GrammarDiagnostics.DefinedTwice, span, message);

    public IReadOnlyList<GrammarDiagnostic> InOrder() => [.. _all.OrderBy(finding => finding.Span.Start)];

    private void Add(GrammarDiagnosticDescriptor descriptor, TextSpan span, string message)
    {
        if (_all.Count < Most)
            _all.Add(new GrammarDiagnostic(descriptor, message, path, span));
    }
}
