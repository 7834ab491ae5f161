using System.Globalization;
using ProtocolKit.Grammar.Parsing.Lexing;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Parsing;

/// <summary>Knows what other notations write in place of what this one does.</summary>
internal static class Foreign
{
    private static readonly string[] s_definitions = ["::=", ":=", "->", ":"];

    /// <summary>What stands behind a rule's name in place of <c>=</c>, or null.</summary>
    public static (TextSpan Span, string Message)? Definition(Token[] tokens, int name)
    {
        foreach (var text in s_definitions)
        {
            if (Spells(tokens, name + 1, text) is { } span)
                return (span, $"found '{text}', expected '=' behind the name of a rule");
        }

        return null;
    }

    /// <summary>What is meant at a token that does not fit, or null.</summary>
    public static (TextSpan Span, string Message)? InLine(Token[] tokens, int index)
    {
        var found = tokens[index];
        var before = index > 0 ? tokens[index - 1] : found;
        if (Arrow(tokens, index) is { } arrow)
            return arrow;
        if (found.IsSymbol(":") && before.Kind == TokenKind.Word && Keywords.IsReserved(before.Text))
            return (before.Span, $"'{before.Text}' has a meaning of its own in this language; expected another name for the label");
        if (found.IsSymbol("-") && before.Kind == TokenKind.Number && index + 1 < tokens.Length
            && tokens[index + 1].Kind == TokenKind.Number)
        {
            var last = tokens[index + 1];
            var span = TextSpan.FromBounds(before.Span, last.Span);
            return (span,
                $"found '{Spelling(before)}-{Spelling(last)}', expected '{Octet(before)}-{Octet(last)[2..]}' for octets in this range");
        }

        return before.Kind == TokenKind.Number && IsHexadecimal(before) && index > 0
            ? (before.Span, $"found '{Spelling(before)}', expected '{Octet(before)}' for an octet, or a number of turns directly before what is repeated")
            : null;
    }

    /// <summary>What in quoted text was meant for an octet that can't stand there, or null: a backslash itself is one like
    /// others.</summary>
    public static string? Escape(string text)
    {
        for (var at = text.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('\\', at + 1))
        {
            if (text[at + 1] is 'r' or 'n' or 't')
                return text.Substring(at, 2);
            if (text[at + 1] == 'x' && at + 3 < text.Length && char.IsAsciiHexDigit(text[at + 2]) && char.IsAsciiHexDigit(text[at + 3]))
                return text.Substring(at, 4);
        }

        return null;
    }

    private static (TextSpan Span, string Message)? Arrow(Token[] tokens, int index)
    {
        for (var at = Math.Max(0, index - 1); at <= index; at++)
        {
            if (Spells(tokens, at, "->") is { } span)
                return (span, "found '->', expected '=>' before an outcome");
        }

        return null;
    }

    /// <summary>Where symbols that nothing stands between spell a text, or null.</summary>
    private static TextSpan? Spells(Token[] tokens, int index, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (index + i >= tokens.Length || !tokens[index + i].IsSymbol(text[i..(i + 1)]) || i > 0 && !tokens[index + i].IsAdjacent)
                return null;
        }

        return TextSpan.FromBounds(tokens[index].Span, tokens[index + text.Length - 1].Span);
    }

    private static bool IsHexadecimal(Token number) => number.Span.Length > number.Text.Length;

    private static string Spelling(Token number) => (IsHexadecimal(number) ? "0x" : "") + number.Text;

    private static string Octet(Token number) => IsHexadecimal(number)
        ? string.Create(CultureInfo.InvariantCulture, $"%x{number.Number:X2}")
        : string.Create(CultureInfo.InvariantCulture, $"%d{number.Number}");
}
