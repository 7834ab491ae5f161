using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>A literal beside a rule that contains it.</summary>
/// <param name="Text">The word.</param>
/// <param name="IsExact">Whether the case of letters matters.</param>
/// <param name="Name">What it is named after: itself, or, where it has no letters, the rule that it has to itself.</param>
/// <param name="Rules">The rules that it stands in.</param>
/// <param name="IsBer">Whether it is the contents of a BER element.</param>
internal sealed record KnownWord(string Text, bool IsExact, string Name, IReadOnlyList<string> Rules, bool IsBer);

/// <summary>The known words of each label of a grammar.</summary>
internal sealed class KnownWordTable
{
    /// <summary>How many words of one label a message can note.</summary>
    public const int MaxWords = 127;

    private readonly Dictionary<string, List<KnownWord>> _words = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of a label, in the order in which they are listed.</summary>
    public IReadOnlyList<KnownWord> Of(string label) =>
        _words.TryGetValue(label, out var words) ? words : [];

    /// <summary>Adds a word to those of a label; the same one again is no other.</summary>
    public void Add(NameToken label, KnownWord word, DiagnosticBag diagnostics)
    {
        if (!_words.TryGetValue(label.Text, out var words))
            _words.Add(label.Text, words = []);
        if (words.Exists(other =>
            other.IsExact && word.IsExact ? other.Text == word.Text : other.Text.Equals(word.Text, StringComparison.OrdinalIgnoreCase)))
            return;
        words.Add(word);
        if (words.Count == MaxWords + 1)
        {
            diagnostics.Report(GrammarDiagnostics.NotCompilable, label.Span,
                $"'{label.Text}' has more than {MaxWords} known words. List those that callers ask for; the rule beside them takes the others.");
        }
    }
}
