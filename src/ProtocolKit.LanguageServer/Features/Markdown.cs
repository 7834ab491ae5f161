using System.Text;

namespace ProtocolKit.LanguageServer.Features;

/// <summary>Texts of grammars in Markdown.</summary>
internal static class Markdown
{
    private const int Longest = 120;

    /// <summary>A text that means nothing in Markdown.</summary>
    public static string Plain(string text)
    {
        var result = new StringBuilder();
        foreach (var character in text)
        {
            if (@"\`*_{}[]<>()#+-.!|&~".Contains(character, StringComparison.Ordinal))
                result.Append('\\');
            result.Append(character);
        }

        return result.ToString();
    }

    /// <summary>Code within a line; what is longer ends in an ellipsis.</summary>
    public static string Inline(string text)
    {
        text = string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries)).Replace('`', '\'');
        return $"`{(text.Length <= Longest ? text : text[..Longest] + "…")}`";
    }
}
