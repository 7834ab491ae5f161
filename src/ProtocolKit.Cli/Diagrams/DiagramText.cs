using System.Globalization;
using System.Text;

namespace ProtocolKit.Cli.Diagrams;

/// <summary>Text of a grammar as diagrams show it: on one line, and without what is invisible or can't stand in XML.</summary>
internal static class DiagramText
{
    private const char Ellipsis = '…';

    /// <summary>All of a text.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is ' ' or '\r' or '\n' or '\t')
            {
                if (shown.Length > 0 && shown[^1] != ' ')
                    shown.Append(' ');
            }
            else if (IsVisible(rune))
            {
                shown.Append(rune.ToString());
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            }
        }

        return shown.ToString().TrimEnd();
    }

    /// <summary>The beginning of a text that has been made by <see cref="Of"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="columns">The most columns that it may take.</param>
    public static string Shorten(string text, int columns)
    {
        if (Columns(text) <= columns)
            return text;
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Columns(kept.ToString()) + Columns(rune) >= columns)
                break;
            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + Ellipsis;
    }

    /// <summary>How many columns of a fixed-width font a text takes.</summary>
    public static int Columns(string text) => text.EnumerateRunes().Sum(Columns);

    /// <summary>Breaks a list of texts into lines of up to so many columns; no text is broken.</summary>
    public static IReadOnlyList<string> Wrap(IEnumerable<string> texts, string separator, int columns)
    {
        var lines = new List<string>();
        foreach (var text in texts)
        {
            if (lines.Count > 0 && Columns(lines[^1]) + separator.Length + Columns(text) <= columns)
                lines[^1] += separator + text;
            else
                lines.Add(text);
        }

        return lines;
    }

    /// <summary>Ideographs and what is beyond the basic plane are taken for wide.</summary>
    private static int Columns(Rune rune) =>
        rune.Value is >= 0x1100 and < 0x1160 or >= 0x2E80 and < 0xD7B0 or >= 0xF900 and < 0xFB00 or >= 0xFF00 ? 2 : 1;

    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
