namespace ProtocolKit.Grammar.Automata;

/// <summary>What can be told of a pattern without an automaton.</summary>
internal static class PatternFacts
{
    /// <summary>How many octets its longest sentence has, or null where that is unbounded.</summary>
    public static int? MaxLength(Pattern pattern) => pattern switch
    {
        OctetPattern => 1,
        SequencePattern sequence => sequence.Items.Aggregate((int?)0, (sum, item) => sum + MaxLength(item)),
        ChoicePattern choice => choice.Options.Select(MaxLength).Aggregate((a, b) => a is null || b is null ? null : Math.Max(a.Value, b.Value)),
        RepeatPattern { Maximum: int maximum } repeat => MaxLength(repeat.Item) * maximum,
        RepeatPattern => null,
        NamedPattern named => MaxLength(named.Item),
        NumberPattern number => MaxLength(number.Item),
        CapturePattern capture => MaxLength(capture.Item),
        ReferencePattern reference => MaxLength(reference.Shape),
        WithinPattern { Size: ConstantSize constant } => constant.Octets,
        BerPattern ber => MaxLength(ber.Body) + 5,
        _ => null,
    };

    /// <summary>How many octets its shortest sentence has.</summary>
    public static int MinLength(Pattern pattern) => pattern switch
    {
        OctetPattern => 1,
        SequencePattern sequence => sequence.Items.Sum(MinLength),
        ChoicePattern choice => choice.Options.Min(MinLength),
        RepeatPattern repeat => repeat.Minimum * MinLength(repeat.Item),
        NamedPattern named => MinLength(named.Item),
        NumberPattern number => MinLength(number.Item),
        CapturePattern capture => MinLength(capture.Item),
        ReferencePattern reference => MinLength(reference.Shape),
        WithinPattern { Size: ConstantSize constant } => constant.Octets,
        WithinPattern within => MinLength(within.Body),
        BerPattern ber => MinLength(ber.Body) + 2,
        _ => 0,
    };

    /// <summary>How many parts of known size stand within each other.</summary>
    public static int Depth(Pattern pattern) => pattern switch
    {
        WithinPattern within => 1 + Depth(within.Body),
        BerPattern ber => 1 + Depth(ber.Body),
        _ => Children(pattern).Select(Depth).DefaultIfEmpty(0).Max(),
    };

    /// <summary>Whether there are parts of known size or number.</summary>
    public static bool HasParts(Pattern pattern) => pattern is BerPattern or WithinPattern or CountedPattern || Children(pattern).Any(HasParts);

    /// <summary>Whether there are BER elements, or parts of constant size.</summary>
    public static bool HasElements(Pattern pattern) => pattern is BerPattern or WithinPattern { Size: ConstantSize } || Children(pattern).Any(HasElements);

    /// <summary>The patterns within a pattern.</summary>
    public static IEnumerable<Pattern> Children(Pattern pattern) => pattern switch
    {
        SequencePattern sequence => sequence.Items,
        ChoicePattern choice => choice.Options,
        RepeatPattern repeat => [repeat.Item],
        NamedPattern named => [named.Item],
        NumberPattern number => [number.Item],
        CapturePattern capture => [capture.Item],
        ReferencePattern reference => [reference.Shape],
        WithinPattern within => [within.Body],
        BerPattern ber => [ber.Body],
        CountedPattern counted => [counted.Item],
        _ => [],
    };

    /// <summary>How often a label is filled, at least and at most (null: any number of times).</summary>
    public static (int Least, int? Most) Occurrences(Pattern pattern, string label)
    {
        switch (pattern)
        {
            case CapturePattern capture when capture.Label == label:
                return (1, 1);
            case ChoicePattern choice:
                var options = choice.Options.Select(option => Occurrences(option, label)).ToArray();
                return (options.Min(o => o.Least), options.Any(o => o.Most is null) ? null : options.Max(o => o.Most));
            case RepeatPattern repeat:
                var (least, most) = Occurrences(repeat.Item, label);
                return (least * repeat.Minimum, most == 0 ? 0 : most * repeat.Maximum);
            case CountedPattern counted:
                return (0, Occurrences(counted.Item, label).Most == 0 ? 0 : null);
            case ReferencePattern:
                return (0, 0);
            default:
                var (sum, total) = (0, (int?)0);
                foreach (var child in Children(pattern))
                {
                    var (l, m) = Occurrences(child, label);
                    (sum, total) = (sum + l, total + m);
                }

                return (sum, total);
        }
    }

    /// <summary>The octets of a pattern that stands for one octet, or null.</summary>
    public static OctetSet? AsClass(Pattern pattern)
    {
        switch (pattern)
        {
            case OctetPattern octet:
                return octet.Set;
            case NamedPattern named:
                return AsClass(named.Item);
            case SequencePattern { Items.Count: 1 } sequence:
                return AsClass(sequence.Items[0]);
            case ChoicePattern choice:
                var all = OctetSet.None;
                foreach (var option in choice.Options)
                {
                    if (AsClass(option) is not { } set)
                        return null;
                    all |= set;
                }

                return all;
            default:
                return null;
        }
    }
}
