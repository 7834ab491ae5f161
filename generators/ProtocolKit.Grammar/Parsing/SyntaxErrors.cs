using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Parsing.Lines;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>Says in words what was found, what was expected, and what may have been meant.</summary>
internal static class SyntaxErrors
{
    private const int LongestQuotation = 30;

    /// <summary>Why a line could not be read.</summary>
    public static (TextSpan Span, string Message) Explain(LineContext context)
    {
        if (context.Abandoned is { } abandoned)
            return abandoned;
        var index = Math.Clamp(context.FurthestMiss, 0, context.Tokens.Length - 1);
        var found = context.Tokens[index];
        if (Foreign.InLine(context.Tokens, index) is { } foreign)
            return foreign;
        if (found.IsSymbol("{") && index > 0 && context.Tokens[index - 1] is { Kind: TokenKind.Word } before
            && Spelling.Nearest(before.Text, Keywords.BerTypes) is { } type && type != before.Text)
        {
            return (before.Span, Describe(before, ["a type of ASN.1 before '{'"], type));
        }

        var meant = found.Kind == TokenKind.Word ? Spelling.Nearest(found.Text, context.ExpectedKeywords) : null;
        var message = Describe(found, context.Expected, meant);
        return (found.Span, found.Kind == TokenKind.Role ? message + "; 'C:' and 'S:' begin a line of the dialogue" : message);
    }

    /// <summary>The words for one token that does not fit.</summary>
    public static string Describe(Token found, IReadOnlyList<string> expected, string? meant)
    {
        var message = $"found {Show(found)}, expected {Join(expected)}";
        return meant is null ? message : $"{message}; did you mean '{meant}'?";
    }

    private static string Show(Token token) => token.Kind switch
    {
        TokenKind.End => "the end of the line",
        TokenKind.Quoted => Quote('"' + token.Text + '"'),
        TokenKind.ExactQuoted => Quote("%s\"" + token.Text + '"'),
        TokenKind.Octets => Quote('%' + token.Text),
        TokenKind.Value => Quote('$' + token.Text),
        TokenKind.Prose => Quote('<' + token.Text + '>'),
        TokenKind.Role => Quote(token.Text + ':'),
        _ => Quote(token.Text),
    };

    private static string Quote(string text) => text.Length <= LongestQuotation ? $"'{text}'" : $"'{text.AsSpan(0, LongestQuotation)}…'";

    private static string Join(IReadOnlyList<string> labels) => labels.Count switch
    {
        0 => "something else",
        1 => labels[0],
        _ => string.Join(", ", labels.SkipLast(1)) + " or " + labels[^1],
    };
}
