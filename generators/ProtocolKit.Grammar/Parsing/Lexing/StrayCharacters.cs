using System.Globalization;
using System.Text;

namespace ProtocolKit.Grammar.Parsing.Lexing;

/// <summary>What to write instead of a character that the language has no use for.</summary>
internal static class StrayCharacters
{
    public static string Describe(string text)
    {
        var found = text.Length > 0 && Rune.TryGetRuneAt(text, 0, out var rune) ? Show(rune) : "half a character";
        return Remedy(text) is { } remedy ? $"found {found}; {remedy}" : $"found {found}, which means nothing here";
    }

    private static string Show(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
            ? string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")
            : $"'{rune}'";

    private static string? Remedy(string text) => text switch
    {
        "|" => "alternatives are separated by '/'",
        "'" or "\u201C" or "\u201D" or "\u2018" or "\u2019" or "`" => "text is quoted with '\"'",
        "#" => "a comment begins with ';'",
        "?" => "what may be absent is written in brackets: '[x]'",
        "+" => "one x or more is '1*x'",
        "_" => "names are letters, digits and '-'",
        "\u2013" or "\u2014" => "write '-'",
        "\u2026" => "write '...'",
        "\u00A0" => "write a plain space",
        "\\" => "there are no escapes: write the octet as '%x…'",
        "%" => "write an octet as '%x…', '%d…' or '%b…'",
        _ => null,
    };
}
