using System.Globalization;
using System.Text;

namespace ProtocolKit.Cli.Diagrams;

/// <summary>Text within Mermaid's diagrams.</summary>
internal static class MermaidText
{
    private const int MaxColumns = 90;
    private const string Harmless = " -.,()=*+_/!?'";

    /// <summary>Spells what Mermaid, Markdown or HTML could take for their own as numbered characters.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in DiagramText.Shorten(DiagramText.Of(text), MaxColumns).EnumerateRunes())
        {
            if (!rune.IsAscii || char.IsAsciiLetterOrDigit((char)rune.Value)
                || Harmless.Contains((char)rune.Value, StringComparison.Ordinal))
                escaped.Append(rune.ToString());
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return escaped.ToString();
    }
}
