using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Takes findings; the same one at the same place is kept once.</summary>
internal sealed class DiagnosticBag(string path)
{
    private readonly List<GrammarDiagnostic> _all = [];

    public IReadOnlyList<GrammarDiagnostic> InOrder => [.. _all.OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Span.Start)];

    public bool HasErrors => _all.Any(d => d.IsError);

    public void Report(GrammarDiagnosticDescriptor descriptor, TextSpan span, string message)
    {
        var diagnostic = new GrammarDiagnostic(descriptor, message, path, span);
        if (!_all.Contains(diagnostic))
            _all.Add(diagnostic);
    }
}
