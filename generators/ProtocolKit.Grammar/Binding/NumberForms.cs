using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Tells how numbers are written, and which numbers a place holds.</summary>
internal static class NumberForms
{
    private const ulong MaxTried = 1024;

    private static readonly OctetSet s_smallLetters = OctetSet.Range(0x61, 0x66);
    private static readonly OctetSet s_capitals = OctetSet.Range(0x41, 0x46);

    /// <summary>How a number of a pattern is written, or null where it is no number.</summary>
    /// <param name="pattern">The pattern of the whole number.</param>
    /// <param name="isSize">Whether it says how many octets or turns something has: only then are letters digits.</param>
    public static NumberForm? Of(Pattern pattern, bool isSize)
    {
        var kind = LabelKinds.Of(pattern, isSize);
        if (kind is LabelKind.Octets or LabelKind.Element)
            return null;
        if (LabelKinds.Number(pattern) is { } number)
            return new NumberForm(kind, number.OctetCount);
        var octets = Octets(pattern);
        return new NumberForm(kind, PatternFacts.MinLength(pattern), !(octets & s_smallLetters).IsEmpty && (octets & s_capitals).IsEmpty);
    }

    /// <summary>How a number of fixed width is written.</summary>
    public static NumberForm Of(UnsignedIntegerSyntax number) =>
        new(number.LittleEndian ? LabelKind.LittleEndian : LabelKind.BigEndian, number.Octets);

    /// <summary>The octets of a number.</summary>
    public static IReadOnlyList<byte> Encode(ulong value, NumberForm form)
    {
        switch (form.Kind)
        {
            case LabelKind.Decimal:
                return Encoding.ASCII.GetBytes(value.ToString("D" + form.Width, CultureInfo.InvariantCulture));
            case LabelKind.Hexadecimal:
                return Encoding.ASCII.GetBytes(value.ToString((form.IsLowerCase ? "x" : "X") + form.Width, CultureInfo.InvariantCulture));
            case LabelKind.BerInteger:
                return ShortestInteger(value);
            default:
                var octets = Enumerable.Range(0, form.Width).Select(i => (byte)(value >> 8 * i));
                return [.. form.Kind == LabelKind.LittleEndian ? octets : octets.Reverse()];
        }
    }

    /// <summary>The least number that a pattern allows, of those from 0 to 1024; null where there is none.</summary>
    public static ulong? Least(Pattern pattern, NumberForm form)
    {
        var automaton = Determinizer.Determinize(NfaBuilder.Build(BerElements.Contents(pattern), onlyLabels: []), [], []);
        for (ulong number = 0; number <= MaxTried; number++)
        {
            if (ParameterBinder.Accepts(automaton, [.. Encode(number, form)]))
                return number;
        }

        return null;
    }

    /// <summary>The greatest number that fits, whatever else is asked of it.</summary>
    public static ulong Capacity(NumberForm form, int? digits = null) => form.Kind switch
    {
        LabelKind.Decimal => (ulong)Math.Pow(10, digits ?? 9) - 1,
        LabelKind.Hexadecimal => (1UL << 4 * (digits ?? 8)) - 1,
        LabelKind.BerInteger => long.MaxValue,
        _ => form.Width >= 8 ? ulong.MaxValue : (1UL << 8 * form.Width) - 1,
    };

    /// <summary>The greatest number of a pattern, or null where it is none.</summary>
    public static ulong? Greatest(Pattern pattern, bool isSize)
    {
        if (Of(pattern, isSize) is not { } form)
            return null;
        var automaton = Determinizer.Determinize(NfaBuilder.Build(BerElements.Contents(pattern), onlyLabels: []), [], []);
        if (form.Kind is LabelKind.Decimal or LabelKind.Hexadecimal)
            return Capacity(form, PatternFacts.MaxLength(pattern));
        if (LabelKinds.Number(pattern)!.Range is { } range)
            return range.Last;
        if (form.Kind is not LabelKind.BigEndian)
            return Capacity(form);

        // Each octet as great as it may be: the first decides.
        var (state, greatest) = (automaton.States[0], 0UL);
        for (var i = 0; i < form.Width && state.Transitions.Count > 0; i++)
        {
            var next = state.Transitions.MaxBy(transition => transition.Octets.Octets().Max())!;
            (state, greatest) = (automaton.States[next.Target], greatest << 8 | next.Octets.Octets().Max());
        }

        return greatest;
    }

    /// <summary>The pattern of the numbers of a range, as they are written.</summary>
    public static Pattern PatternOf(ulong first, ulong last, NumberForm form) => form.Kind switch
    {
        LabelKind.Decimal or LabelKind.Hexadecimal => Digits(first, last, form),
        LabelKind.BerInteger => NumberRanges.Ber(first, Math.Min(last, long.MaxValue)),
        LabelKind.BigEndian => NumberRanges.Fixed(first, Math.Min(last, Capacity(form)), form.Width),
        _ => NumberRanges.FixedLittleEndian(first, Math.Min(last, Capacity(form)), form.Width),
    };

    private static ChoicePattern Digits(ulong first, ulong last, NumberForm form)
    {
        var radix = form.Kind == LabelKind.Decimal ? 10UL : 16UL;
        var options = new List<Pattern>();
        ulong least = 0, power = radix;
        for (var digits = 1; digits <= 16 && least <= last; digits++)
        {
            if (digits >= form.Width && power - 1 >= first)
                options.Add(Fixed(Math.Max(first, least), Math.Min(last, power - 1), digits));
            if (digits >= form.Width)
                least = power;
            power *= radix;
        }

        return new ChoicePattern(options);

        Pattern Fixed(ulong from, ulong to, int digits)
        {
            if (digits == 1)
                return new OctetPattern(
                    Enumerable.Range((int)from, (int)(to - from) + 1).Aggregate(OctetSet.None, (set, digit) => set | Digit((ulong)digit)));
            var unit = 1UL;
            for (var i = 1; i < digits; i++)
                unit *= radix;
            var turns = new List<Pattern>();
            for (var high = from / unit; high <= to / unit; high++)
                turns.Add(
                    Pattern.Sequence(
                    [new OctetPattern(Digit(high)),
                    Fixed(high == from / unit ? from % unit : 0, high == to / unit ? to % unit : unit - 1, digits - 1)]));
            return turns.Count == 1 ? turns[0] : new ChoicePattern(turns);
        }

        OctetSet Digit(ulong digit) => OctetSet.Of(Encode(digit, form with { Width = 1 })[0]);
    }

    private static byte[] ShortestInteger(ulong value)
    {
        var octets = new List<byte>();
        do
        {
            octets.Insert(0, (byte)value);
            value >>= 8;
        }
        while (value != 0);
        if (octets[0] >= 0x80)
            octets.Insert(0, 0);
        return [.. octets];
    }

    private static OctetSet Octets(Pattern pattern) => pattern is OctetPattern octet ? octet.Set
        : PatternFacts.Children(pattern).Aggregate(OctetSet.None, (set, child) => set | Octets(child));
}
