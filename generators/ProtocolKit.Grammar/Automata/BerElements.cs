namespace ProtocolKit.Grammar.Automata;

/// <summary>Several BER integers of one tag, read as one.</summary>
internal sealed record BerIntegerPattern(ReadBerInteger Marker) : Pattern;

/// <summary>Finds the BER elements that can be read as a whole.</summary>
internal static class BerElements
{
    /// <summary>How an INTEGER or ENUMERATED is read, or null where the element is something else.</summary>
    public static ReadBerInteger? AsInteger(BerPattern ber)
    {
        var (label, reference) = ((string?)null, (string?)null);
        var body = ber.Body;
        while (true)
        {
            switch (body)
            {
                case CapturePattern capture when label is null && reference is null:
                    (label, body) = (capture.Label, capture.Item);
                    break;
                case ReferencePattern repeated when reference is null:
                    (reference, body) = (repeated.Name, repeated.Shape);
                    break;
                case NamedPattern named:
                    body = named.Item;
                    break;
                case NumberPattern { Kind: Model.LabelKind.BerInteger } number:
                    return new ReadBerInteger(ber.Tag, number.Range is { } range ? $"{range.First}..{range.Last}" : "", label, reference);
                default:
                    return null;
            }
        }
    }

    /// <summary>The element that a pattern is as a whole, rules put in; null where it is none, or one of several tags.</summary>
    public static BerPattern? Element(Pattern pattern) => pattern switch
    {
        BerPattern ber => ber,
        NamedPattern named => Element(named.Item),
        ChoicePattern choice when choice.Options.Select(Element).ToArray() is var all
            && all.All(ber => ber is not null && ber.Tag == all[0]!.Tag) => new BerPattern(all[0]!.Tag, Contents(choice)),
        _ => null,
    };

    /// <summary>The contents of the element that a pattern is, which are the value of its label; other patterns as they are.</summary>
    public static Pattern Contents(Pattern pattern) => pattern switch
    {
        BerPattern ber => ber.Body,
        NamedPattern named => named with { Item = Contents(named.Item) },
        ChoicePattern choice => choice with { Options = [.. choice.Options.Select(Contents)] },
        _ => pattern,
    };

    /// <summary>Joins options that are integers of one tag and label.</summary>
    public static IEnumerable<Pattern> Join(IReadOnlyList<Pattern> options)
    {
        var joined = new List<Pattern>();
        foreach (var option in options)
        {
            var integer = option is BerPattern ber ? AsInteger(ber) : null;
            var same = integer is { Reference: null }
                ? joined.FindIndex(other =>
                other is BerIntegerPattern { Marker: var marker } && marker with { Ranges = integer.Ranges } == integer) : -1;
            if (same >= 0)
                joined[same] = new BerIntegerPattern(
                    integer! with { Ranges = ((BerIntegerPattern)joined[same]).Marker.Ranges is { Length: > 0 } ranges
                    && integer.Ranges.Length > 0 ? $"{ranges} {integer.Ranges}" : "" });
            else
                joined.Add(integer is { Reference: null } ? new BerIntegerPattern(integer) : option);
        }

        return joined;
    }
}
