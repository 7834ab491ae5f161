using System.Text;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <content>Known words: literals that a label's element lists beside a rule that contains them. They change nothing about what is
/// read.</content>
internal sealed partial class PatternCompiler
{
    /// <summary>The known words of each label.</summary>
    public KnownWordTable Words { get; } = new();

    private Pattern VisitLabelled(LabelSyntax label, Arguments scope)
    {
        var (element, within) = ElementOf(label.Item, scope);
        if (element is not AlternationSyntax alternation)
            return Visit(label.Item, scope);
        var words = alternation.Options.Select(WordsOf).ToArray();
        var others = alternation.Options.Where((_, i) => words[i] is null).ToArray();
        if (others.Length == 0 || others.Length == words.Length)
            return Visit(label.Item, scope);
        var rest = others.Length == 1 ? Visit(others[0], within) : Visit(alternation with { Options = others }, within);
        var (contents, isBer) = (BerElements.Contents(rest), BerElements.Element(rest) is not null);
        var contained = words.Select(option => option?.TrueForAll(word => word.IsBer == isBer && Contains(contents, word)) == true)
            .ToArray();
        if (!contained.Contains(true))
            return Visit(label.Item, scope);
        foreach (var word in words.Where((_, i) => contained[i]).SelectMany(option => option!))
        {
            Words.Add(label.Name, word, diagnostics);
            foreach (var rule in word.Rules)
                rules.MarkUsed(rule);
        }

        return contained.Count(known => known) + others.Length == words.Length ? rest
            : Visit(alternation with { Options = [.. alternation.Options.Where((_, i) => !contained[i])] }, within);
    }

    /// <summary>The words that an option is or lists; null where it is anything else.</summary>
    private List<KnownWord>? WordsOf(ExpressionSyntax option)
    {
        if (WordOf(option) is { } word)
            return [word];
        if (option is not RuleReferenceSyntax { Arguments.Count: 0 } reference
            || rules.Find(reference.Name.Text) is not { Parameters.Count: 0, Body: AlternationSyntax list } rule)
        {
            return null;
        }

        var words = list.Options.Select(WordOf).ToArray();
        return words.Contains(null) ? null : [.. words.Select(listed => listed! with { Rules = [rule.Name.Text, .. listed.Rules] })];
    }

    /// <summary>What stands behind names that are nothing more, and the arguments there.</summary>
    private (ExpressionSyntax Expression, Arguments Scope) ElementOf(ExpressionSyntax expression, Arguments scope)
    {
        if (expression is not RuleReferenceSyntax reference)
            return (expression, scope);
        var passed = new List<string>();
        var found = Arguments.Resolve(reference, rules, scope, (rule, _, around) =>
        {
            if (rule is null || around.IsWithin(rule) || rule.Parameters.Count > 0)
                return false;
            passed.Add(rule.Name.Text);
            return true;
        });
        if (found is not { } target || target.Expression is not AlternationSyntax)
            return (expression, scope);
        passed.ForEach(rules.MarkUsed);
        return (target.Expression, target.Scope);
    }

    private KnownWord? WordOf(ExpressionSyntax option) => option switch
    {
        LiteralSyntax { Text.Length: > 0 } literal => new KnownWord(literal.Text, literal.CaseSensitive, literal.Text, [], IsBer: false),
        BerSyntax { Type: BerType.Octets, Content: BerTextSyntax { Text: var text } } =>
            WordOf(text) is { IsBer: false } word ? word with { IsBer = true } : null,
        RuleReferenceSyntax { Arguments.Count: 0 } reference when rules.Find(reference.Name.Text) is { Parameters.Count: 0 } rule =>
            rule.Body is LiteralSyntax or BerSyntax && WordOf(rule.Body) is { } word
                ? word with { Name = word.Text.Any(char.IsAsciiLetter) ? word.Text : rule.Name.Text,
                    Rules = [rule.Name.Text, .. word.Rules] }
                : null,
        _ => null,
    };

    /// <summary>Whether a pattern accepts a word however its letters are written.</summary>
    private static bool Contains(Pattern pattern, KnownWord word)
    {
        var nfa = NfaBuilder.Build(pattern, onlyLabels: []);
        var sets = new HashSet<string>();
        var states = new List<HashSet<int>> { Close([nfa.Start]) };
        foreach (var octet in Encoding.UTF8.GetBytes(word.Text))
        {
            var set = word.IsExact ? OctetSet.Of(octet) : OctetSet.IgnoringCase(octet);
            states = [
                .. states.SelectMany(from => set.Octets().Select(next => Step(from, next))).DistinctBy(to => string.Join(',', to.Order()))];
        }

        return states.TrueForAll(set => set.Contains(nfa.Accept));

        HashSet<int> Step(HashSet<int> from, byte octet) =>
            Close(from.SelectMany(state => nfa.Edges[state]).Where(edge => edge.Octets?.Contains(octet) == true)
                .Select(edge => edge.Target));

        HashSet<int> Close(IEnumerable<int> from)
        {
            var closed = new HashSet<int>();
            var open = new Stack<int>(from);
            while (open.TryPop(out var state))
            {
                if (!closed.Add(state))
                    continue;
                foreach (var edge in nfa.Edges[state].Where(edge => edge.IsEmpty))
                    open.Push(edge.Target);
            }

            return closed;
        }
    }
}
