using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Takes findings; the same one at the same place is kept once.</summary>
internal sealed class DiagnosticBag(string path)
{
    private const int Most = 100;

    private readonly List<GrammarDiagnostic> _all = [];
    private readonly HashSet<GrammarDiagnostic> _known = [];
    private readonly HashSet<GrammarDiagnosticDescriptor> _errors = [];

    public IReadOnlyList<GrammarDiagnostic> InOrder => [.. _all.OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Span.Start)];

    public bool HasErrors => _errors.Count > 0;

    /// <summary>Whether there are errors of other kinds than this one, of which it may be a mere consequence.</summary>
    public bool HasErrorsBesides(GrammarDiagnosticDescriptor descriptor) => _errors.Any(other => other != descriptor);

    /// <summary>Names the known name that was probably meant, unless so much is wrong that it is not worth the time.</summary>
    public string Suggest(string name, IEnumerable<string> known) => _all.Count < Most ? Suggestion.For(name, known) : "";

    public void Report(GrammarDiagnosticDescriptor descriptor, TextSpan span, string message)
    {
        var diagnostic = new GrammarDiagnostic(descriptor, message, path, span);
        // Nobody reads more; but one of each kind of error is always there.
        if ((_all.Count < Most || descriptor.IsError && !_errors.Contains(descriptor)) && _known.Add(diagnostic))
            _all.Add(diagnostic);
        if (descriptor.IsError)
            _errors.Add(descriptor);
    }
}
