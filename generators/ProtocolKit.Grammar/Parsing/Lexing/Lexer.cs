using System.Globalization;
using Pidgin;
using ProtocolKit.Grammar.Syntax;
using static Pidgin.Parser;

namespace ProtocolKit.Grammar.Parsing.Lexing;

/// <summary>Cuts a text into tokens. Whatever the text, it succeeds: what can't be a token is one of kind
/// <see cref="TokenKind.Stray"/>.</summary>
internal static class Lexer
{
    /// <summary>What separates tokens: a byte order mark does no harm, and older RFCs have form feeds.</summary>
    public const string Spaces = " \t\r\n\v\f\uFEFF";

    private const string SingleSymbols = "=/()[]{}<>*:,-&";

    private const string Symbols = SingleSymbols + ".";

    private static readonly Parser<char, string> s_name =
        Parser<char>.Token(char.IsAsciiLetter).Then(Parser<char>.Token(IsNameCharacter).SkipMany()).Slice((text, _) => text.ToString());

    private static readonly Parser<char, Lexeme> s_role =
        Try(OneOf(Char('C'), Char('S')).Before(Char(':'))).Select(letter => new Lexeme(TokenKind.Role, letter == 'C' ? "C" : "S"));

    private static readonly Parser<char, Lexeme> s_word = s_name.Select(text => new Lexeme(TokenKind.Word, text));

    private static readonly Parser<char, Lexeme> s_roleOrWord = s_role.Or(s_word);

    private static readonly Parser<char, Lexeme> s_hexadecimal =
        Try(String("0x").Then(Parser<char>.Token(char.IsAsciiHexDigit).AtLeastOnceString()))
            .Select(digits => NumberOf(digits, NumberStyles.AllowHexSpecifier));

    private static readonly Parser<char, Lexeme> s_decimal =
        Parser<char>.Token(char.IsAsciiDigit).AtLeastOnceString().Select(digits => NumberOf(digits, NumberStyles.None));

    private static readonly Parser<char, Lexeme> s_number = s_hexadecimal.Or(s_decimal);

    private static readonly Parser<char, Lexeme> s_quoted =
        Map(
            (_, text, end) =>
                new Lexeme(TokenKind.Quoted, text, Problem: end.HasValue ? null : "the closing quote is missing on this line"),
            Char('"'),
            AnyCharExcept('"', '\r', '\n').ManyString(),
            Char('"').Optional());

    private static readonly Parser<char, Lexeme> s_percent =
        Char('%').Then(OneOf(
            Try(CIChar('s').Before(Lookahead(Char('"')))).Then(s_quoted).Select(quoted => quoted with { Kind = TokenKind.ExactQuoted }),
            Try(CIChar('i').Before(Lookahead(Char('"')))).Then(s_quoted),
            Parser<char>.Token(character => IsNameCharacter(character) || character == '.').ManyString()
                .Select(text => new Lexeme(TokenKind.Octets, text))));

    private static readonly Parser<char, Lexeme> s_value =
        Char('$').Then(s_name.Optional()).Select(name => new Lexeme(
            TokenKind.Value, name.GetValueOrDefault(""),
                Problem: name.HasValue ? null : "'$' lacks the name of a value directly behind it"));

    // RFC 5234 lets prose hold '<'; without it, looking for the '>' stays linear whatever the text.
    private static readonly Parser<char, Lexeme> s_prose =
        Try(Char('<').Then(AnyCharExcept('<', '>', '\r', '\n').ManyString()).Before(Char('>')).Where(content => !XmlShape.IsTag(content)))
            .Select(content => new Lexeme(TokenKind.Prose, content));

    private static readonly Parser<char, Lexeme> s_symbol =
        OneOf(
            OneOf(Try(String("...")), Try(String("..")), Try(String("=>")), Try(String("=/")), Try(String("&!")), Try(String("</")),
                Try(String("/>"))),
            Parser<char>.Token(SingleSymbols.Contains).Select(character => character.ToString()))
        .Select(text => new Lexeme(TokenKind.Symbol, text));

    private static readonly Parser<char, Lexeme> s_bracket = s_prose.Or(s_symbol);

    private static readonly Parser<char, Lexeme> s_comment =
        Char(';').Then(AnyCharExcept('\r', '\n').SkipMany()).ThenReturn(new Lexeme(TokenKind.Comment, ""));

    private static readonly Parser<char, Lexeme> s_stray =
        OneOf(Parser<char>.Token(char.IsHighSurrogate).Then(Parser<char>.Token(char.IsLowSurrogate).SkipMany()),
            Parser<char>.Any.IgnoreResult())
            .Slice((text, _) => text.ToString())
            .Select(text => new Lexeme(TokenKind.Stray, text, Problem: StrayCharacters.Describe(text)));

    private static readonly Parser<char, Lexeme> s_symbolOrStray = s_symbol.Or(s_stray);

    private static readonly Parser<char, Unit> s_space = Parser<char>.Token(IsSpace).SkipMany();

    private static readonly Parser<char, Token> s_token =
        Map(
            (start, lexeme, end) => new Token(lexeme.Kind, lexeme.Text, lexeme.Number, new TextSpan(start, end - start), lexeme.Problem),
            Parser<char>.CurrentOffset,
            Lookahead(Parser<char>.Any).Bind(LexemeAt),
            Parser<char>.CurrentOffset);

    private static readonly Parser<char, IEnumerable<Token>> s_tokens = s_space.Then(s_token.Before(s_space).Many());

    /// <summary>All tokens of a text, comments among them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins in a longer one that places are counted through.</param>
    public static List<Token> Scan(string text, int start = 0)
    {
        var tokens = new List<Token>();
        var end = 0;
        var lineStart = text.StartsWith('\uFEFF') ? 1 : 0;
        foreach (var token in s_tokens.ParseOrThrow(text))
        {
            var lineBreak = text.AsSpan(end, token.Span.Start - end).LastIndexOfAny('\r', '\n');
            if (lineBreak >= 0)
                lineStart = end + lineBreak + 1;
            var isFirst = tokens.Count == 0 || lineBreak >= 0;
            tokens.Add(token with
            {
                Span = new TextSpan(start + token.Span.Start, token.Span.Length),
                Indent = isFirst ? token.Span.Start - lineStart : -1,
                IsAdjacent = tokens.Count > 0 && token.Span.Start == end,
            });
            end = token.Span.End;
        }

        return tokens;
    }

    /// <summary>What may begin with a character: looking at it first is several times as fast as trying each.</summary>
    private static Parser<char, Lexeme> LexemeAt(char character) => character switch
    {
        'C' or 'S' => s_roleOrWord,
        _ when char.IsAsciiLetter(character) => s_word,
        _ when char.IsAsciiDigit(character) => s_number,
        '"' => s_quoted,
        '%' => s_percent,
        '$' => s_value,
        ';' => s_comment,
        '<' => s_bracket,
        _ when Symbols.Contains(character) => s_symbolOrStray,
        _ => s_stray,
    };

    public static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '-';

    private static bool IsSpace(char character) => Spaces.Contains(character);

    private static Lexeme NumberOf(string digits, NumberStyles style) =>
        ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var value)
            ? new Lexeme(TokenKind.Number, digits, value)
            : new Lexeme(TokenKind.Number, digits, Problem: "the number has more than 64 bits");

    private sealed record Lexeme(TokenKind Kind, string Text, ulong Number = 0, string? Problem = null);
}
