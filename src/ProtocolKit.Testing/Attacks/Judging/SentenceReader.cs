using System.Runtime.CompilerServices;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Testing.Sentences;

namespace ProtocolKit.Testing;

/// <summary>Tells whether octets are a sentence of a message, by trying all ways through its pattern. It shares nothing with the generated
/// parsers, and is slow.</summary>
internal sealed class SentenceReader
{
    /// <summary>Longer messages are not judged.</summary>
    public const int MaxOctets = 600;

    private readonly MessageModel _message;
    private readonly byte[] _octets;
    private readonly KnownValues _known;
    private readonly Dictionary<Way, HashSet<Place>> _ends = [];
    private readonly HashSet<string> _needed = new(StringComparer.OrdinalIgnoreCase);

    private SentenceReader(MessageModel message, byte[] octets, KnownValues known)
    {
        (_message, _octets, _known) = (message, octets, known);
        FindNeeded(message.Pattern!);
    }

    public static bool IsSentence(MessageModel message, byte[] octets, KnownValues known) =>
        message.Pattern is null || octets.Length > MaxOctets
        || new SentenceReader(message, octets, known).Ends(message.Pattern, new Place(0, null), octets.Length).Any(place =>
            place.At == octets.Length);

    private HashSet<Place> Ends(Pattern pattern, Place start, int limit)
    {
        if (pattern is OctetPattern)
            return Find(pattern, start, limit);
        var key = new Way(pattern, start, limit);
        if (!_ends.TryGetValue(key, out var ends))
            _ends.Add(key, ends = Find(pattern, start, limit));
        return ends;
    }

    private HashSet<Place> Find(Pattern pattern, Place start, int limit)
    {
        switch (pattern)
        {
            case OctetPattern octet:
                return start.At < limit && octet.Set.Contains(_octets[start.At]) ? [start with { At = start.At + 1 }] : [];
            case SequencePattern sequence:
                return Sequence(sequence.Items, start, limit);
            case ChoicePattern choice:
                return [.. choice.Options.SelectMany(option => Ends(option, start, limit))];
            case RepeatPattern repeat:
                return Turns(repeat, start, limit);
            case DifferencePattern difference:
                return Walk(difference, start, limit);
            case NamedPattern named:
                return Ends(named.Item, start, limit);
            case NumberPattern number:
                return [.. Ends(number.Item, start, limit).Where(end => IsInRange(number, start.At, end.At))];
            case CapturePattern capture:
                var ends = Ends(capture.Item, start, limit);
                return _needed.Contains(capture.Label)
                    ? [.. ends.Select(end => end with { Last = new Captured(capture.Label, start.At, end.At, end.Last) })]
                    : ends;
            case ReferencePattern reference:
                return [.. Ends(reference.Shape, start, limit).Where(end => Repeats(reference, start, end))];
            case BerPattern ber:
                return Element(ber, start, limit);
            case WithinPattern { Size: ConstantSize size } within:
                return Within(within.Body, start, size.Octets, limit);
            case WithinPattern { Size: LabelSize size } within:
                return Find(start, size.Label) is { } value ? Within(within.Body, start, NumberOf(value) + size.Constant, limit) : [];
            case PaddedPattern padded:
                return [.. Ends(padded.Item, start, limit).Select(end => end with { At = end.At + PaddedPattern.Padding(end.At - start.At,
                    padded.Multiple) })
                    .Where(end => end.At <= limit)];
            case CountedPattern counted:
                return Find(start, counted.Count) is { } count && NumberOf(count) is >= 0 and <= MaxOctets and var turns
                    ? Turns(new RepeatPattern(counted.Item, (int)turns, (int)turns), start, limit) : [];
            default:
                throw new NotSupportedException($"{pattern.GetType()} is not read.");
        }
    }

    private HashSet<Place> Sequence(IReadOnlyList<Pattern> items, Place start, int limit)
    {
        HashSet<Place> ends = [start];
        foreach (var item in items)
        {
            if (ends.Count == 0)
                break;
            ends = [.. ends.SelectMany(end => Ends(item, end, limit))];
        }

        return ends;
    }

    private HashSet<Place> Turns(RepeatPattern repeat, Place start, int limit)
    {
        HashSet<Place> all = [];
        HashSet<Place> ends = [start];
        for (var turn = 0; turn <= (repeat.Maximum ?? int.MaxValue) && ends.Count > 0; turn++)
        {
            if (turn >= repeat.Minimum)
                ends.RemoveWhere(end => !all.Add(end));
            if (turn < (repeat.Maximum ?? int.MaxValue))
                ends = [.. ends.SelectMany(end => Ends(repeat.Item, end, limit))];
        }

        return all;
    }

    private HashSet<Place> Walk(DifferencePattern difference, Place start, int limit)
    {
        HashSet<Place> all = [];
        var place = difference.Places[0];
        for (var at = start.At; ; at++)
        {
            if (place.IsAccepting)
                all.Add(start with { At = at });
            var way = at < limit ? place.Ways.FirstOrDefault(way => way.Octets.Contains(_octets[at])) : default;
            if (way.Octets.IsEmpty)
                return all;
            place = difference.Places[way.Target];
        }
    }

    private HashSet<Place> Element(BerPattern ber, Place start, int limit)
    {
        var at = start.At;
        if (at + 2 > limit || _octets[at] != ber.Tag || _octets[at + 1] == 0x80)
            return [];
        long size = _octets[at + 1];
        at += 2;
        if (size > 0x80)
        {
            var width = (int)size & 0x7F;
            if (at + width > limit)
                return [];
            size = _octets[at..(at + width)].Aggregate(0L, (value, octet) => value > int.MaxValue ? value : value << 8 | octet);
            at += width;
        }

        return Within(ber.Body, start with { At = at }, size, limit);
    }

    private HashSet<Place> Within(Pattern body, Place start, long size, int limit) =>
        size < 0 || start.At + size > limit ? []
            : [.. Ends(body, start, start.At + (int)size).Where(end => end.At == start.At + (int)size)];

    private bool IsInRange(NumberPattern number, int start, int end) =>
        number.Range is null || (ulong)Numbers.Read(_octets[start..end], number.Kind) is var value && value >= number.Range.First
            && value <= number.Range.Last;

    private bool Repeats(ReferencePattern reference, Place start, Place end)
    {
        var repeated = _octets[start.At..end.At];
        var number = NumberIn(reference.Shape, ref repeated);
        if (Find(start, reference.Name) is { } own)
            return number is null ? repeated.AsSpan().SequenceEqual(_octets.AsSpan(own.Start, own.End - own.Start))
                : Numbers.Read(repeated, number.Kind) == NumberOf(own);
        var binding = _message.NeededBindings.FirstOrDefault(binding => binding.Name.Equals(reference.Name,
            StringComparison.OrdinalIgnoreCase));
        if (number is not null || binding is { IsNumber: true })
            return _known.Number(reference.Name) is not { } known || Numbers.Read(repeated, number?.Kind ?? binding!.Kind) == known;
        return _known.Octets(reference.Name) is not { } octets
            || (binding is { IgnoresCase: true } ? WireFormat.EqualsIgnoreCase(octets, repeated) : octets.AsSpan().SequenceEqual(repeated));
    }

    /// <summary>The number that a shape is, and its octets: within BER, the contents of the element.</summary>
    private static NumberPattern? NumberIn(Pattern pattern, ref byte[] octets)
    {
        switch (pattern)
        {
            case NumberPattern number:
                return number;
            case NamedPattern named:
                return NumberIn(named.Item, ref octets);
            case CapturePattern capture:
                return NumberIn(capture.Item, ref octets);
            case SequencePattern { Items: [var only] }:
                return NumberIn(only, ref octets);
            case ChoicePattern choice:
                return NumberIn(choice.Options[0], ref octets);
            case BerPattern ber:
                octets = octets[(octets[1] > 0x80 ? 2 + (octets[1] & 0x7F) : 2)..];
                return NumberIn(ber.Body, ref octets);
            default:
                return null;
        }
    }

    private long NumberOf(Captured value)
    {
        var kind = _message.Labels.First(label => label.Name.Equals(value.Label, StringComparison.OrdinalIgnoreCase)).Kind;
        return value.End == value.Start ? -1 : Numbers.Read(_octets[value.Start..value.End], kind);
    }

    private static Captured? Find(Place place, string label)
    {
        for (var value = place.Last; value is not null; value = value.Before)
        {
            if (value.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    private void FindNeeded(Pattern pattern)
    {
        switch (pattern)
        {
            case SequencePattern sequence:
                foreach (var item in sequence.Items)
                    FindNeeded(item);
                break;
            case ChoicePattern choice:
                foreach (var option in choice.Options)
                    FindNeeded(option);
                break;
            case RepeatPattern repeat:
                FindNeeded(repeat.Item);
                break;
            case NamedPattern named:
                FindNeeded(named.Item);
                break;
            case CapturePattern capture:
                FindNeeded(capture.Item);
                break;
            case BerPattern ber:
                FindNeeded(ber.Body);
                break;
            case PaddedPattern padded:
                FindNeeded(padded.Item);
                break;
            case ReferencePattern reference:
                _needed.Add(reference.Name);
                break;
            case WithinPattern within:
                if (within.Size is LabelSize size)
                    _needed.Add(size.Label);
                FindNeeded(within.Body);
                break;
            case CountedPattern counted:
                _needed.Add(counted.Count);
                FindNeeded(counted.Item);
                break;
        }
    }

    /// <summary>A place in the octets, and the values on the way there that something depends on.</summary>
    private readonly record struct Place(int At, Captured? Last);

    /// <summary>What was tried: patterns are the same only if they are one object.</summary>
    private readonly record struct Way(Pattern Pattern, Place Start, int Limit)
    {
        public bool Equals(Way other) => ReferenceEquals(Pattern, other.Pattern) && Start == other.Start && Limit == other.Limit;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Pattern), Start.At, Limit);
    }

    private sealed record Captured(string Label, int Start, int End, Captured? Before);
}
