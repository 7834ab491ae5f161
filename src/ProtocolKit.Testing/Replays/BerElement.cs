using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit.Testing;

/// <summary>One element of BER with a definite length and a tag of one octet.</summary>
internal sealed record BerElement(byte Tag, int LengthOctets, byte[] Content, IReadOnlyList<BerElement> Children)
{
    private const byte Sequence = 0x30;
    private const byte Constructed = 0x20;

    public bool IsConstructed => (Tag & Constructed) != 0;

    /// <summary>Reads octets that are SEQUENCEs from end to end.</summary>
    public static bool TryParse(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out List<BerElement>? elements)
    {
        elements = null;
        return octets.Length > 0 && octets[0] == Sequence && TryParseAll(octets, out elements);
    }

    /// <summary>Writes the element; a length of more octets than needed keeps them.</summary>
    public byte[] Encode()
    {
        byte[] content = IsConstructed ? [.. Children.SelectMany(child => child.Encode())] : Content;
        var length = new List<byte>();
        for (var rest = content.Length; rest > 0; rest >>= 8)
            length.Insert(0, (byte)rest);
        if (LengthOctets == 0 && content.Length < 0x80)
            return [Tag, (byte)content.Length, .. content];
        while (length.Count < LengthOctets)
            length.Insert(0, 0);
        return [Tag, (byte)(0x80 | length.Count), .. length, .. content];
    }

    private static bool TryParseAll(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out List<BerElement>? elements)
    {
        elements = [];
        while (octets.Length > 0)
        {
            if (!TryParseOne(octets, out var element, out var length))
            {
                elements = null;
                return false;
            }

            elements.Add(element);
            octets = octets[length..];
        }

        return true;
    }

    private static bool TryParseOne(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out BerElement? element, out int total)
    {
        (element, total) = (null, 0);
        if (octets.Length < 2 || (octets[0] & 0x1F) == 0x1F)
            return false;
        var lengthOctets = octets[1] < 0x80 ? 0 : octets[1] & 0x7F;
        if (octets[1] == 0x80 || lengthOctets > 4 || octets.Length < 2 + lengthOctets)
            return false;
        var declared = lengthOctets == 0 ? (uint)octets[1] : 0;
        foreach (var octet in octets.Slice(2, lengthOctets))
            declared = (declared << 8) | octet;
        if ((uint)(octets.Length - 2 - lengthOctets) < declared)
            return false;
        var length = (int)declared;
        var content = octets.Slice(2 + lengthOctets, length);
        List<BerElement>? children = [];
        if ((octets[0] & Constructed) != 0 && !TryParseAll(content, out children))
            return false;
        element = new BerElement(octets[0], lengthOctets, content.ToArray(), children);
        total = 2 + lengthOctets + length;
        return true;
    }
}
