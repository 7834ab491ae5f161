using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Tells what the value of a label is from its element.</summary>
internal static class LabelKinds
{
    private const int MaxDigits = 9;

    public static LabelKind Of(Pattern pattern) => Number(pattern) is { } number ? number.Kind
        : IsDigits(pattern) && PatternFacts.MinLength(pattern) > 0 && PatternFacts.MaxLength(pattern) <= MaxDigits ? LabelKind.Decimal : LabelKind.Octets;

    /// <summary>The number that a pattern is as a whole, or null.</summary>
    public static NumberPattern? Number(Pattern pattern) => pattern switch
    {
        NumberPattern number => number,
        NamedPattern named => Number(named.Item),
        CapturePattern capture => Number(capture.Item),
        BerPattern ber => Number(ber.Body),
        ReferencePattern reference => Number(reference.Shape),
        SequencePattern { Items.Count: 1 } sequence => Number(sequence.Items[0]),
        ChoicePattern choice when choice.Options.Select(Number).ToArray() is var all && all.All(number => number is not null && number.Kind == all[0]!.Kind) => all[0],
        _ => null,
    };

    private static bool IsDigits(Pattern pattern) => pattern switch
    {
        OctetPattern octet => (octet.Set - OctetSet.Range(0x30, 0x39)).IsEmpty,
        WithinPattern or BerPattern or CountedPattern => false,
        _ => PatternFacts.Children(pattern).All(IsDigits),
    };
}
