using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Tells what the value of a label is from its element.</summary>
internal static class LabelKinds
{
    private const int MaxDigits = 9;
    private const int MaxHexadecimalDigits = 8;

    /// <summary>The digits of decimal numbers.</summary>
    internal static readonly OctetSet Digits = OctetSet.Range(0x30, 0x39);
    private static readonly OctetSet s_hexadecimalDigits = Digits | OctetSet.Range(0x41, 0x46) | OctetSet.Range(0x61, 0x66);

    /// <param name="pattern">The element.</param>
    /// <param name="isSize">Whether the label says how many octets or turns something has: only then are letters digits.</param>
    public static LabelKind Of(Pattern pattern, bool isSize) => Number(pattern) is { } number ? number.Kind
        : PatternFacts.MinLength(pattern) == 0 ? LabelKind.Octets
        : IsRunOf(pattern, Digits) && PatternFacts.MaxLength(pattern) <= MaxDigits ? LabelKind.Decimal
        : isSize && IsRunOf(pattern, s_hexadecimalDigits) && PatternFacts.MaxLength(pattern) <= MaxHexadecimalDigits ? LabelKind.Hexadecimal
        : LabelKind.Octets;

    /// <summary>The number that a pattern is as a whole, or null.</summary>
    public static NumberPattern? Number(Pattern pattern) => pattern switch
    {
        NumberPattern number => number,
        NamedPattern named => Number(named.Item),
        CapturePattern capture => Number(capture.Item),
        BerPattern ber => Number(ber.Body),
        ReferencePattern reference => Number(reference.Shape),
        SequencePattern { Items.Count: 1 } sequence => Number(sequence.Items[0]),
        ChoicePattern choice when choice.Options.Select(Number).ToArray() is var all
            && all.All(number => number is not null && number.Kind == all[0]!.Kind) => all[0],
        _ => null,
    };

    private static bool IsRunOf(Pattern pattern, OctetSet digits) => pattern switch
    {
        OctetPattern octet => (octet.Set - digits).IsEmpty,
        WithinPattern or BerPattern or CountedPattern or PaddedPattern => false,
        _ => PatternFacts.Children(pattern).All(child => IsRunOf(child, digits)),
    };
}
