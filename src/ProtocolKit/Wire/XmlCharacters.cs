using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ProtocolKit.Generated;

/// <summary>The classes of octets that XML 1.0 in UTF-8 knows. Octets above 0x7F are taken for name characters, all of them.</summary>
internal static class XmlCharacters
{
    private const byte Start = 1;
    private const byte Name = 2;
    private const byte Space = 4;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    private static readonly byte[] Classes = CreateClasses();

    /// <summary>Whether a name may begin with it, colons left out.</summary>
    internal static bool IsNameStart(byte octet) => (Classes[octet] & Start) != 0;

    /// <summary>Whether it may stand within a name, colons left out.</summary>
    internal static bool IsName(byte octet) => (Classes[octet] & Name) != 0;

    /// <summary>Whether it is white space.</summary>
    internal static bool IsSpace(byte octet) => (Classes[octet] & Space) != 0;

    /// <summary>Whether octets are UTF-8 without characters that XML forbids.</summary>
    internal static bool AreLegal(ReadOnlySpan<byte> octets)
    {
        if (!octets.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            return true;
        if (octets.ContainsAny(Controls))
            return false;
        if (Ascii.IsValid(octets))
            return true;
        return Utf8.IsValid(octets) && octets.IndexOf("\uFFFE"u8) < 0 && octets.IndexOf("\uFFFF"u8) < 0;
    }

    /// <summary>Whether every <c>&amp;</c> in a text or value begins one of the five entities or a reference to a legal
    /// character.</summary>
    internal static bool AreReferencesLegal(ReadOnlySpan<byte> octets)
    {
        int start;
        while ((start = octets.IndexOf((byte)'&')) >= 0)
        {
            octets = octets[(start + 1)..];
            var length = octets.IndexOf((byte)';');
            if (length < 0 || !IsReference(octets[..length]))
                return false;
            octets = octets[(length + 1)..];
        }

        return true;
    }

    private static bool IsReference(ReadOnlySpan<byte> name)
    {
        if (name.Length > 1 && name[0] == '#')
            return name[1] == 'x' ? IsCharacter(name[2..], 16) : IsCharacter(name[1..], 10);
        return name.SequenceEqual("lt"u8) || name.SequenceEqual("gt"u8) || name.SequenceEqual("amp"u8)
            || name.SequenceEqual("quot"u8) || name.SequenceEqual("apos"u8);
    }

    private static bool IsCharacter(ReadOnlySpan<byte> digits, int radix)
    {
        var value = 0;
        foreach (var octet in digits)
        {
            var digit = octet switch
            {
                >= (byte)'0' and <= (byte)'9' => octet - '0',
                >= (byte)'A' and <= (byte)'F' => octet - 'A' + 10,
                >= (byte)'a' and <= (byte)'f' => octet - 'a' + 10,
                _ => radix,
            };
            if (digit >= radix || (value = (value * radix) + digit) > 0x10FFFF)
                return false;
        }

        return digits.Length > 0 && value switch
        {
            < 0x20 => value is '\t' or '\n' or '\r',
            _ => value is not (>= 0xD800 and <= 0xDFFF or 0xFFFE or 0xFFFF),
        };
    }

    private static byte[] CreateClasses()
    {
        var classes = new byte[256];
        for (var octet = 0; octet < classes.Length; octet++)
        {
            if (octet is ' ' or '\t' or '\r' or '\n')
                classes[octet] = Space;
            else if (octet == '_' || octet >= 0x80 || char.IsAsciiLetter((char)octet))
                classes[octet] = Start | Name;
            else if (octet is '-' or '.' || char.IsAsciiDigit((char)octet))
                classes[octet] = Name;
        }

        return classes;
    }
}
