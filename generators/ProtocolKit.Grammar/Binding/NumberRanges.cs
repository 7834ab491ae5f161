using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Patterns of the numbers of a range.</summary>
internal static class NumberRanges
{
    /// <summary>Big endian, in a fixed number of octets.</summary>
    public static Pattern Fixed(ulong first, ulong last, int octets)
    {
        if (octets == 1)
            return new OctetPattern(OctetSet.Range((byte)first, (byte)last));
        var shift = 8 * (octets - 1);
        var mask = (1UL << shift) - 1;
        var (high, low) = ((byte)(first >> shift), (byte)(last >> shift));
        if (high == low)
            return Join(OctetSet.Of(high), Fixed(first & mask, last & mask, octets - 1));
        if ((first & mask) == 0 && (last & mask) == mask)
            return Join(OctetSet.Range(high, low), Fixed(0, mask, octets - 1));

        var options = new List<Pattern> { Join(OctetSet.Of(high), Fixed(first & mask, mask, octets - 1)) };
        if (low - high > 1)
            options.Add(Join(OctetSet.Range((byte)(high + 1), (byte)(low - 1)), Fixed(0, mask, octets - 1)));
        options.Add(Join(OctetSet.Of(low), Fixed(0, last & mask, octets - 1)));
        return new ChoicePattern(options);
    }

    /// <summary>Little endian, in a fixed number of octets.</summary>
    public static Pattern FixedLittleEndian(ulong first, ulong last, int octets) => Reversed(Fixed(first, last, octets));

    private static Pattern Reversed(Pattern pattern) => pattern switch
    {
        SequencePattern sequence => new SequencePattern([.. sequence.Items.Reverse().Select(Reversed)]),
        ChoicePattern choice => new ChoicePattern([.. choice.Options.Select(Reversed)]),
        _ => pattern,
    };

    /// <summary>The numbers with bits that are set, and bits that are not.</summary>
    public static Pattern Bits(ulong set, ulong unset, NumberForm form)
    {
        var (must, mustNot) = (NumberForms.Encode(set, form), NumberForms.Encode(unset, form));
        return Pattern.Sequence([.. must.Zip(mustNot, (on, off) => (Pattern)new OctetPattern(
            Enumerable.Range(0, 256).Where(octet => (octet & (on | off)) == on)
                .Aggregate(OctetSet.None, (all, octet) => all | OctetSet.Of((byte)octet))))]);
    }

    /// <summary>The contents of any BER INTEGER of at most eight octets: its first nine bits are not all the same (X.690, 8.3.2).</summary>
    public static Pattern AnyBer { get; } = new ChoicePattern(
    [
        new OctetPattern(OctetSet.All),
        new SequencePattern(
        [
            new ChoicePattern(
            [
                Join(OctetSet.Of(0), new OctetPattern(OctetSet.Range(0x80, 0xFF))),
                Join(OctetSet.Range(0x01, 0xFE), new OctetPattern(OctetSet.All)),
                Join(OctetSet.Of(0xFF), new OctetPattern(OctetSet.Range(0x00, 0x7F))),
            ]),
            new RepeatPattern(new OctetPattern(OctetSet.All), 0, 6),
        ]),
    ]);

    /// <summary>The contents of a BER INTEGER of at most eight octets, in as few as it takes (X.690, 8.3; numbers from 0 on).</summary>
    public static Pattern Ber(ulong first, ulong last)
    {
        var options = new List<Pattern>();
        for (var octets = 1; octets <= 8; octets++)
        {
            var greatest = (1UL << (8 * octets - 1)) - 1;
            var least = octets == 1 ? 0 : 1UL << (8 * octets - 9);
            if (first <= greatest && last >= least)
                options.Add(Fixed(Math.Max(first, least), Math.Min(last, greatest), octets));
        }

        return new ChoicePattern(options);
    }

    private static SequencePattern Join(OctetSet first, Pattern rest) =>
        new([new OctetPattern(first), .. rest is SequencePattern sequence ? sequence.Items : [rest]]);
}
