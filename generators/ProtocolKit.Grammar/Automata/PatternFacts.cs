namespace ProtocolKit.Grammar.Automata;

/// <summary>What can be told of a pattern without an automaton.</summary>
internal static class PatternFacts
{
    /// <summary>How many octets its longest sentence has, or null where that is unbounded.</summary>
    public static int? MaxLength(Pattern pattern) => pattern switch
    {
        OctetPattern => 1,
        SequencePattern sequence => sequence.Items.Aggregate((int?)0, (sum, item) => Sum(sum, MaxLength(item))),
        ChoicePattern choice =>
            choice.Options.Select(MaxLength).Aggregate((a, b) => a is null || b is null ? null : Math.Max(a.Value, b.Value)),
        RepeatPattern { Maximum: int maximum } repeat => Product(MaxLength(repeat.Item), maximum),
        RepeatPattern => null,
        DifferencePattern difference => MaxLength(difference.Item),
        NamedPattern named => MaxLength(named.Item),
        NumberPattern number => MaxLength(number.Item),
        CapturePattern capture => MaxLength(capture.Item),
        ReferencePattern reference => MaxLength(reference.Shape),
        WithinPattern { Size: ConstantSize constant } => constant.Octets,
        WithinPattern within => MaxLength(within.Body),
        BerPattern ber => Sum(MaxLength(ber.Body), 5),
        PaddedPattern padded => MaxLength(padded.Item) is { } most ? Sum(most, PaddedPattern.Padding(most, padded.Multiple)) : null,
        _ => null,
    };

    /// <summary>How many octets its shortest sentence has.</summary>
    public static int MinLength(Pattern pattern) => pattern switch
    {
        OctetPattern => 1,
        SequencePattern sequence => sequence.Items.Aggregate(0, (sum, item) => Sum(sum, MinLength(item))),
        ChoicePattern choice => choice.Options.Min(MinLength),
        RepeatPattern repeat => Product(MinLength(repeat.Item), repeat.Minimum),
        DifferencePattern difference => Math.Max(MinLength(difference.Item), difference.Places[0].IsAccepting ? 0 : 1),
        NamedPattern named => MinLength(named.Item),
        NumberPattern number => MinLength(number.Item),
        CapturePattern capture => MinLength(capture.Item),
        ReferencePattern reference => MinLength(reference.Shape),
        WithinPattern { Size: ConstantSize constant } => constant.Octets,
        WithinPattern within => MinLength(within.Body),
        BerPattern ber => Sum(MinLength(ber.Body), 2),
        PaddedPattern padded => MinLength(padded.Item) is var least ? Sum(least, PaddedPattern.Padding(least, padded.Multiple)) : 0,
        _ => 0,
    };

    /// <summary>How often its repetitions without a greatest number of turns must turn at least.</summary>
    public static int MinTurns(Pattern pattern) =>
        All(pattern).OfType<RepeatPattern>().Where(repeat => repeat.Maximum is null).Select(repeat => repeat.Minimum)
            .DefaultIfEmpty(0).Max();

    /// <summary>A pattern, and all within it.</summary>
    public static IEnumerable<Pattern> All(Pattern pattern) => Children(pattern).SelectMany(All).Prepend(pattern);

    /// <summary>Whether there are octets that nothing names and that may be one of many: neither spelled out, but for the case of
    /// letters, nor a label's.</summary>
    public static bool HasFreeOctets(Pattern pattern) => pattern switch
    {
        OctetPattern octet => octet.Set.Count > 2,
        CapturePattern or ReferencePattern => false,
        NumberPattern { Range: { } range } when range.First == range.Last => false,
        _ => Children(pattern).Any(HasFreeOctets),
    };

    /// <summary>About how many states it takes to read it.</summary>
    public static int Places(Pattern pattern)
    {
        var within = Children(pattern).Aggregate(1, (sum, child) => Sum(sum, Places(child)));
        if (pattern is PaddedPattern padded)
            return Product(within, padded.Multiple);
        return pattern is not RepeatPattern repeat || NfaBuilder.IsRun(repeat) ? within
            : Product(
                within, Math.Max(
                1, Math.Max(repeat.Minimum, repeat.Maximum is <= 16 + NfaBuilder.MaxSpelledTurns ? repeat.Maximum.Value : 0)));
    }

    private static int Sum(int a, int b) => (int)Math.Min(int.MaxValue, (long)a + b);

    private static int Product(int a, int b) => (int)Math.Min(int.MaxValue, (long)a * b);

    private static int? Sum(int? a, int? b) => a is null || b is null ? null : Sum(a.Value, b.Value);

    private static int? Product(int? a, int? b) => a is null || b is null ? null : Product(a.Value, b.Value);

    /// <summary>How many parts of known size stand within each other.</summary>
    public static int Depth(Pattern pattern) => pattern switch
    {
        WithinPattern within => 1 + Depth(within.Body),
        BerPattern ber => 1 + Depth(ber.Body),
        _ => Children(pattern).Select(Depth).DefaultIfEmpty(0).Max(),
    };

    /// <summary>Whether there are parts of known size or number.</summary>
    public static bool HasParts(Pattern pattern) =>
        pattern is BerPattern or WithinPattern or CountedPattern || Children(pattern).Any(HasParts);

    /// <summary>Whether there are BER elements.</summary>
    public static bool HasBer(Pattern pattern) => pattern is BerPattern || Children(pattern).Any(HasBer);

    /// <summary>Whether there are BER elements, or parts of constant size.</summary>
    public static bool HasElements(Pattern pattern) =>
        pattern is BerPattern or WithinPattern { Size: ConstantSize } || Children(pattern).Any(HasElements);

    /// <summary>The patterns within a pattern.</summary>
    public static IEnumerable<Pattern> Children(Pattern pattern) => pattern switch
    {
        SequencePattern sequence => sequence.Items,
        ChoicePattern choice => choice.Options,
        RepeatPattern repeat => [repeat.Item],
        DifferencePattern difference => [difference.Item],
        NamedPattern named => [named.Item],
        NumberPattern number => [number.Item],
        CapturePattern capture => [capture.Item],
        ReferencePattern reference => [reference.Shape],
        WithinPattern within => [within.Body],
        PaddedPattern padded => [padded.Item],
        BerPattern ber => [ber.Body],
        CountedPattern counted => [counted.Item],
        _ => [],
    };

    /// <summary>A pattern with others in the place of some of those within it.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="find">What stands in the place of one; null where it stays.</param>
    public static Pattern Replace(Pattern pattern, Func<Pattern, Pattern?> find)
    {
        return find(pattern) ?? pattern switch
        {
            SequencePattern sequence => new SequencePattern(All(sequence.Items)),
            ChoicePattern choice => new ChoicePattern(All(choice.Options)),
            RepeatPattern repeat => repeat with { Item = Replace(repeat.Item, find) },
            NamedPattern named => named with { Item = Replace(named.Item, find) },
            NumberPattern number => number with { Item = Replace(number.Item, find) },
            CapturePattern capture => capture with { Item = Replace(capture.Item, find) },
            WithinPattern within => within with { Body = Replace(within.Body, find) },
            PaddedPattern padded => padded with { Item = Replace(padded.Item, find) },
            BerPattern ber => ber with { Body = Replace(ber.Body, find) },
            CountedPattern counted => counted with { Item = Replace(counted.Item, find) },
            _ => pattern,
        };

        Pattern[] All(IEnumerable<Pattern> items) => [.. items.Select(item => Replace(item, find))];
    }

    /// <summary>How often a label is filled, at least and at most (null: any number of times).</summary>
    /// <param name="pattern">Where to look.</param>
    /// <param name="label">The label.</param>
    /// <param name="closed">Labels whose values are not looked into, or null.</param>
    public static (int Least, int? Most) Occurrences(Pattern pattern, string label, IReadOnlySet<string>? closed = null)
    {
        switch (pattern)
        {
            case CapturePattern capture when capture.Label == label:
                return (1, 1);
            case CapturePattern capture when closed?.Contains(capture.Label) == true:
                return (0, 0);
            case ChoicePattern choice:
                var options = choice.Options.Select(option => Occurrences(option, label, closed)).ToArray();
                return (options.Min(o => o.Least), options.Any(o => o.Most is null) ? null : options.Max(o => o.Most));
            case RepeatPattern repeat:
                var (least, most) = Occurrences(repeat.Item, label, closed);
                return (Product(least, repeat.Minimum), most == 0 ? 0 : Product(most, repeat.Maximum));
            case CountedPattern counted:
                return (0, Occurrences(counted.Item, label, closed).Most == 0 ? 0 : null);
            case ReferencePattern:
                return (0, 0);
            default:
                var (sum, total) = (0, (int?)0);
                foreach (var child in Children(pattern))
                {
                    var (l, m) = Occurrences(child, label, closed);
                    (sum, total) = (Sum(sum, l), Sum(total, m));
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
