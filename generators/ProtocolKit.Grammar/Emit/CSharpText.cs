using System.Globalization;
using System.Text;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Spells texts as C# literals.</summary>
internal static class CSharpText
{
    /// <summary>A literal of type <c>ReadOnlySpan&lt;byte&gt;</c>: the text in UTF-8.</summary>
    internal static string Octets(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                literal.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                literal.Append(c);
            else
                literal.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return literal.Append("\"u8").ToString();
    }
}
