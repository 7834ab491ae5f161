using System.Text;

namespace ProtocolKit;

/// <summary>Makes octets from a peer safe to show: printable ASCII stays, all else becomes C escapes.</summary>
public static class EscapedText
{
    /// <summary>Escapes octets: <c>\r</c>, <c>\n</c>, <c>\t</c>, <c>\\</c>, <c>\"</c>, and <c>\xNN</c> with exactly two hexadecimal
    /// digits for all others outside 0x20 to 0x7E.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="maximumOctets">How many octets are shown at most; what is left out is marked by an ellipsis of three dots.</param>
    /// <returns>The text, pure printable ASCII.</returns>
    public static string Escape(ReadOnlySpan<byte> octets, int maximumOctets = 256)
    {
        var text = new StringBuilder(Math.Min(octets.Length, maximumOctets) + 8);
        foreach (var octet in octets[..Math.Min(octets.Length, maximumOctets)])
        {
            _ = octet switch
            {
                (byte)'\r' => text.Append("\\r"),
                (byte)'\n' => text.Append("\\n"),
                (byte)'\t' => text.Append("\\t"),
                (byte)'\\' => text.Append("\\\\"),
                (byte)'"' => text.Append("\\\""),
                >= 0x20 and <= 0x7E => text.Append((char)octet),
                _ => text.Append("\\x").Append(octet.ToString("x2", null)),
            };
        }

        return octets.Length > maximumOctets ? text.Append("...").ToString() : text.ToString();
    }
}
