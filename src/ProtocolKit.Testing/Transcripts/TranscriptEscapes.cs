using System.Globalization;

namespace ProtocolKit.Testing;

/// <summary>The escapes of transcripts: <c>\r \n \t \\ \"</c> and <c>\xNN</c> with exactly two hexadecimal digits.</summary>
public static class TranscriptEscapes
{
    /// <summary>Writes octets as printable ASCII.</summary>
    /// <param name="octets">The octets.</param>
    public static string Escape(ReadOnlySpan<byte> octets) => EscapedText.Escape(octets, int.MaxValue);

    /// <summary>Reads what <see cref="Escape"/> writes. A quotation mark needs no escape; text beyond ASCII is taken as UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">There is an unknown or unfinished escape.</exception>
    public static byte[] Unescape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var octets = new List<byte>(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (rest[0] == '\\')
            {
                octets.Add(ReadEscape(rest, out var length));
                rest = rest[length..];
                continue;
            }

            var plain = rest.IndexOf('\\') is var next and >= 0 ? rest[..next] : rest;
            octets.AddRange(System.Text.Encoding.UTF8.GetBytes(plain.ToString()));
            rest = rest[plain.Length..];
        }

        return [.. octets];
    }

    private static byte ReadEscape(ReadOnlySpan<char> text, out int length)
    {
        length = 2;
        switch (text.Length > 1 ? text[1] : '\0')
        {
            case 'r': return (byte)'\r';
            case 'n': return (byte)'\n';
            case 't': return (byte)'\t';
            case '\\': return (byte)'\\';
            case '"': return (byte)'"';
            case 'x' when text.Length >= 4
                && byte.TryParse(text[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet):
                length = 4;
                return octet;
            default:
                throw new FormatException(
                    $"Not an escape: '{text[..Math.Min(4, text.Length)]}'. Write \\r, \\n, \\t, \\\\, \\\" or \\xNN.");
        }
    }
}
