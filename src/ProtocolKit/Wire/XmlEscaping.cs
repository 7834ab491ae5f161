using System.Buffers;
using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>Writes values into XML.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class XmlEscaping
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("&<>'\"\t\r\n"u8);

    /// <summary>Writes a value into a quoted attribute or a text: what XML would take for its own, or change, becomes a
    /// reference.</summary>
    /// <param name="writer">Takes the octets.</param>
    /// <param name="value">The value, in UTF-8.</param>
    /// <returns>The writer.</returns>
    public static ref OctetWriter WriteEscaped(this ref OctetWriter writer, scoped ReadOnlySpan<byte> value)
    {
        int length;
        while ((length = value.IndexOfAny(Special)) >= 0)
        {
            writer.Write(value[..length]);
            writer.Write(value[length] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                (byte)'\'' => "&apos;"u8,
                (byte)'"' => "&quot;"u8,
                (byte)'\t' => "&#9;"u8,
                (byte)'\r' => "&#13;"u8,
                _ => "&#10;"u8,
            });
            value = value[(length + 1)..];
        }

        return ref writer.Write(value);
    }
}
