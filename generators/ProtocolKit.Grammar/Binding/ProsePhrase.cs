using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>The phrase that RFCs write between angle brackets: <c>any X except Y, Z and "W"</c>.</summary>
internal sealed record ProsePhrase(ExpressionSyntax Any, IReadOnlyList<ExpressionSyntax> Except)
{
    public static ProsePhrase? TryParse(string text)
    {
        var words = text.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4 || !words[0].Equals("any", StringComparison.OrdinalIgnoreCase)
            || !words[2].Equals("except", StringComparison.OrdinalIgnoreCase))
            return null;
        var except = words[3..].Where(word =>
            !word.Equals("and", StringComparison.OrdinalIgnoreCase) && !word.Equals("or", StringComparison.OrdinalIgnoreCase)).Select(Word)
            .ToArray();
        return except.Length == 0 || except.Any(item => item is null) || Word(words[1]) is not { } any ? null
            : new ProsePhrase(any, except!);
    }

    private static ExpressionSyntax? Word(string word)
    {
        if (word is ['"', .. var quoted, '"'])
            return new LiteralSyntax(quoted, CaseSensitive: true, default);
        return word.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? new RuleReferenceSyntax(new NameToken(word, default), [], default)
            : null;
    }
}
