using System.Globalization;
using System.Text.Encodings.Web;

namespace ProtocolKit.Cli;

/// <summary>Makes what peers and users chose safe to stand in a report. A file of results may have been changed, so that it counts for
/// nothing that the tool has escaped it before.</summary>
internal static class ReportText
{
    /// <summary>Escapes for HTML, in elements and in quoted attributes.</summary>
    public static string Html(string text) => HtmlEncoder.Default.Encode(Printable(text));

    /// <summary>Escapes for a cell of a table in Markdown, in which HTML counts as well.</summary>
    public static string Markdown(string text) =>
        string.Concat(Printable(text).Select(letter => char.IsAsciiLetterOrDigit(letter)
            || letter is ' ' or '.' or ',' or ':' or ';' or '/' or '-' || letter > 127
            ? letter.ToString() : $"&#{(int)letter};"));

    /// <summary>Replaces what is not seen, or changes how the rest is seen: control characters, and those that turn the direction of
    /// writing.</summary>
    public static string Printable(string text) => text.All(IsPrintable) ? text : string.Concat(text.Select(letter =>
        IsPrintable(letter) ? letter : '\uFFFD'));

    private static bool IsPrintable(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
