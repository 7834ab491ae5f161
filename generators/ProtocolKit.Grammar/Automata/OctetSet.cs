using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace ProtocolKit.Grammar.Automata;

/// <summary>A set of octets.</summary>
public readonly record struct OctetSet(ulong Bits0, ulong Bits1, ulong Bits2, ulong Bits3)
{
    /// <summary>No octet.</summary>
    public static readonly OctetSet None;

    /// <summary>All 256.</summary>
    public static readonly OctetSet All = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>How many octets are in it.</summary>
    public int Count =>
        BitOperations.PopCount(Bits0) + BitOperations.PopCount(Bits1) + BitOperations.PopCount(Bits2) + BitOperations.PopCount(Bits3);

    /// <summary>Whether it is empty.</summary>
    public bool IsEmpty => (Bits0 | Bits1 | Bits2 | Bits3) == 0;

    /// <summary>The set of one octet.</summary>
    public static OctetSet Of(byte octet) => Range(octet, octet);

    /// <summary>The set of a range, both ends included.</summary>
    public static OctetSet Range(byte first, byte last)
    {
        Span<ulong> bits = stackalloc ulong[4];
        bits.Clear();
        for (int octet = first; octet <= last; octet++)
            bits[octet >> 6] |= 1UL << (octet & 63);
        return new OctetSet(bits[0], bits[1], bits[2], bits[3]);
    }

    /// <summary>The set of an ASCII letter in both cases, or of any other octet alone.</summary>
    public static OctetSet IgnoringCase(byte octet) =>
        char.IsAsciiLetter((char)octet) ? Of(octet) | Of((byte)(octet ^ 0x20)) : Of(octet);

    /// <summary>Whether an octet is in it.</summary>
    [MethodImpl(Hot.Loop)]
    public bool Contains(byte octet) => ((octet >> 6) switch { 0 => Bits0, 1 => Bits1, 2 => Bits2, _ => Bits3 } >> (octet & 63) & 1) != 0;

    /// <summary>Whether the sets share an octet.</summary>
    [MethodImpl(Hot.Loop)]
    public bool Overlaps(OctetSet other) => !(this & other).IsEmpty;

    /// <summary>The octets in either.</summary>
    [MethodImpl(Hot.Loop)]
    public static OctetSet operator |(OctetSet a, OctetSet b) =>
        new(a.Bits0 | b.Bits0, a.Bits1 | b.Bits1, a.Bits2 | b.Bits2, a.Bits3 | b.Bits3);

    /// <summary>The octets in both.</summary>
    [MethodImpl(Hot.Loop)]
    public static OctetSet operator &(OctetSet a, OctetSet b) =>
        new(a.Bits0 & b.Bits0, a.Bits1 & b.Bits1, a.Bits2 & b.Bits2, a.Bits3 & b.Bits3);

    /// <summary>The octets of the first that are not in the second.</summary>
    [MethodImpl(Hot.Loop)]
    public static OctetSet operator -(OctetSet a, OctetSet b) =>
        new(a.Bits0 & ~b.Bits0, a.Bits1 & ~b.Bits1, a.Bits2 & ~b.Bits2, a.Bits3 & ~b.Bits3);

    /// <summary>The least octet in it, which is not empty.</summary>
    [MethodImpl(Hot.Loop)]
    public byte First() => (byte)(
        Bits0 != 0 ? BitOperations.TrailingZeroCount(Bits0)
        : Bits1 != 0 ? 64 + BitOperations.TrailingZeroCount(Bits1)
        : Bits2 != 0 ? 128 + BitOperations.TrailingZeroCount(Bits2)
        : 192 + BitOperations.TrailingZeroCount(Bits3));

    /// <summary>The octets in it, ascending.</summary>
    [MethodImpl(Hot.Loop)]
    public byte[] Octets()
    {
        var octets = new byte[Count];
        for (int octet = 0, i = 0; i < octets.Length; octet++)
        {
            if (Contains((byte)octet))
                octets[i++] = (byte)octet;
        }

        return octets;
    }

    /// <summary>The ranges of it, ascending and as long as possible.</summary>
    public IEnumerable<(byte First, byte Last)> Ranges()
    {
        for (var octet = 0; octet < 256; octet++)
        {
            if (!Contains((byte)octet))
                continue;
            var first = octet;
            while (octet < 255 && Contains((byte)(octet + 1)))
                octet++;
            yield return ((byte)first, (byte)octet);
        }
    }

    /// <summary>A member that a person can read, where there is one: a letter, a digit, or another printable character.</summary>
    public byte Representative()
    {
        foreach (var octet in Octets())
        {
            if (char.IsAsciiLetterUpper((char)octet))
                return octet;
        }

        foreach (var octet in Octets())
        {
            if (octet is >= 0x21 and <= 0x7E)
                return octet;
        }

        return First();
    }

    /// <summary>The set in ABNF.</summary>
    public override string ToString()
    {
        if (this == All)
            return "OCTET";
        var text = new StringBuilder();
        foreach (var (first, last) in Ranges())
        {
            if (text.Length > 0)
                text.Append(" / ");
            if (first == last)
                text.Append(first is >= 0x21 and <= 0x7E and not 0x22 ? $"\"{(char)first}\"" : $"%x{first:X2}");
            else
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"%x{first:X2}-{last:X2}");
        }

        return text.ToString();
    }
}
