using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ProtocolKit.Benchmarks.Xmpp;

/// <summary>Namespaces, and the classes of octets of XML 1.0.</summary>
internal static class XmlNames
{
    public const int None = -1;
    public const int Other = 0;
    public const int Stream = 2;
    public const int Tls = 3;
    public const int Sasl = 4;

    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(octet => octet is not ('\t' or '\n' or '\r')).Select(octet => (byte)octet)]);

    // 1: begins a name, 2: goes on in one, 4: space.
    private static readonly byte[] Classes = [.. Enumerable.Range(0, 256).Select(octet => octet switch
    {
        ' ' or '\t' or '\r' or '\n' => (byte)4,
        '_' or >= 0x80 or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => (byte)3,
        '-' or '.' or (>= '0' and <= '9') => (byte)2,
        _ => (byte)0,
    })];

    private static ReadOnlySpan<byte> XmlUri => "http://www.w3.org/XML/1998/namespace"u8;

    private static ReadOnlySpan<byte> DeclarationUri => "http://www.w3.org/2000/xmlns/"u8;

    public static bool IsNameStart(byte octet) => (Classes[octet] & 1) != 0;

    public static bool IsName(byte octet) => (Classes[octet] & 2) != 0;

    public static bool IsSpace(byte octet) => (Classes[octet] & 4) != 0;

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(" \t\r\n"u8);

    public static int Find(ReadOnlySpan<byte> uri) => uri.Length switch
    {
        0 => None,
        31 when uri.SequenceEqual("urn:ietf:params:xml:ns:xmpp-tls"u8) => Tls,
        32 when uri.SequenceEqual("urn:ietf:params:xml:ns:xmpp-sasl"u8) => Sasl,
        32 when uri.SequenceEqual("http://etherx.jabber.org/streams"u8) => Stream,
        _ => Other,
    };

    public static bool MayDeclare(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> uri)
    {
        if (prefix.SequenceEqual("xml"u8))
            return uri.SequenceEqual(XmlUri);
        return !prefix.SequenceEqual("xmlns"u8) && !uri.SequenceEqual(XmlUri) && !uri.SequenceEqual(DeclarationUri)
            && (prefix.IsEmpty || !uri.IsEmpty);
    }

    public static bool AreLegalCharacters(ReadOnlySpan<byte> octets)
    {
        if (octets.ContainsAny(Controls))
            return false;
        return Ascii.IsValid(octets) || (Utf8.IsValid(octets) && octets.IndexOf("\uFFFE"u8) < 0 && octets.IndexOf("\uFFFF"u8) < 0);
    }

    public static bool AreLegalReferences(ReadOnlySpan<byte> text)
    {
        int start;
        while ((start = text.IndexOf((byte)'&')) >= 0)
        {
            text = text[(start + 1)..];
            var length = text.IndexOf((byte)';');
            if (length < 0 || !IsReference(text[..length]))
                return false;
            text = text[(length + 1)..];
        }

        return true;
    }

    private static bool IsReference(ReadOnlySpan<byte> name)
    {
        if (!name.StartsWith("#"u8))
            return name.SequenceEqual("lt"u8) || name.SequenceEqual("gt"u8) || name.SequenceEqual("amp"u8)
                || name.SequenceEqual("quot"u8) || name.SequenceEqual("apos"u8);
        var digits = name[1..];
        var isHex = digits.StartsWith("x"u8);
        digits = isHex ? digits[1..] : digits;
        while (digits.Length > 1 && digits[0] == '0')
            digits = digits[1..];
        return digits.Length is > 0 and < 9
            && int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value is '\t' or '\n' or '\r' or (>= 0x20 and < 0xD800) or (>= 0xE000 and < 0xFFFE) or (>= 0x10000 and <= 0x10FFFF);
    }
}
