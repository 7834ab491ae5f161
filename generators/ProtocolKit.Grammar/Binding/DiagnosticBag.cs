using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Takes findings; the same one at the same place is kept once.</summary>
internal sealed class DiagnosticBag(string path)
{
    private readonly List<GrammarDiagnostic> _all = [];

    public IReadOnlyList<GrammarDiagnostic> InOrder => [.. _all.OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Span.Start)];

    public bool HasErrors => _all.Any(d => d.IsError);

    /// <summary>Whether there are errors of other kinds than this one, of which it may be a mere consequence.</summary>
    public bool HasErrorsBesides(GrammarDiagnosticDescriptor descriptor) => _all.Any(d => d.IsError && d.Descriptor != descriptor);

    public void Report(GrammarDiagnosticDescriptor descriptor, TextSpan span, string message)
    {
        var diagnostic = new GrammarDiagnostic(descriptor, message, path, span);
        if (!_all.Contains(diagnostic))
            _all.Add(diagnostic);
    }
}
