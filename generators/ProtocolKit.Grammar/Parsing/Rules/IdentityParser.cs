using Pidgin;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;
using static ProtocolKit.Grammar.Parsing.Lines.AnyOfParser;
using static ProtocolKit.Grammar.Parsing.Rules.Terminals;

namespace ProtocolKit.Grammar.Parsing.Rules;

/// <summary><c>identity srv "service", tls "services", other "1.2.3"</c>, or <c>identity none</c></summary>
internal static class IdentityParser
{
    private const int LongestService = 15;
    private const int LongestType = 40;

    private static readonly Parser<Token, (Token Kind, string Text)> s_service =
        Part("srv", "tls", "a service's name in quotes: letters, digits and single '-', 15 at most, without '_'", IsService);

    private static readonly Parser<Token, (Token Kind, string Text)> s_type =
        Part("other", null, "an object identifier in quotes: numbers with '.' between them", IsType);

    public static readonly Parser<Token, FactSyntax> Identity =
        Keyword("identity").Then(AnyOf(
                Keyword("none").ThenReturn(Enumerable.Empty<(Token Kind, string Text)>()),
                AnyOf(s_service, s_type).SeparatedAtLeastOnce(Comma)))
            .Spanned((parts, span, context) =>
            {
                var texts = new Dictionary<string, string>();
                foreach (var (kind, text) in parts)
                {
                    if (!texts.TryAdd(kind.Text, text))
                        context.Report(kind.Span, $"found '{kind.Text}' again, expected it once");
                }

                return (FactSyntax)new IdentityFactSyntax(
                    texts.GetValueOrDefault("srv"), texts.GetValueOrDefault("tls"), texts.GetValueOrDefault("other"), span);
            });

    private static Parser<Token, (Token Kind, string Text)> Part(string keyword, string? another, string label, Func<string, bool> fits) =>
        Parser.Map((kind, text) => (kind, text.Text),
            another is null ? Keyword(keyword) : AnyOf(Keyword(keyword), Keyword(another)),
            new Terminal(label, [], token => token.Kind == TokenKind.Quoted && fits(token.Text)));

    /// <summary>RFC 6335, section 5.1.</summary>
    private static bool IsService(string text) =>
        text is { Length: > 0 and <= LongestService } && text.Any(char.IsAsciiLetter)
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal);

    /// <summary>X.660: the first number is 0, 1 or 2, and the second below 40 behind 0 and 1.</summary>
    private static bool IsType(string text)
    {
        var numbers = text.Split('.');
        return text.Length <= LongestType && numbers.Length >= 2
            && numbers.All(number =>
                number.Length is > 0 and <= 9 && number.All(char.IsAsciiDigit) && (number[0] != '0' || number.Length == 1))
            && (numbers[0] is "2"
                || (numbers[0] is "0" or "1" && int.Parse(numbers[1], System.Globalization.CultureInfo.InvariantCulture) < 40));
    }
}
