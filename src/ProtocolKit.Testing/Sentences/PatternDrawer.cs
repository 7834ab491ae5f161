using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Testing.Sentences;

/// <summary>Draws sentences of a message of text, binary or BER from its pattern, with the values that its labels get.</summary>
internal sealed class PatternDrawer(ProtocolModel protocol, MessageModel message, DrawnValues values, Random random)
{
    private static readonly ConcurrentDictionary<OctetSet, byte[]> s_octets = [];

    private readonly List<LabelPiece> _labels = [];
    private readonly List<OctetsPiece> _free = [];
    private int _depth;
    private int _octets;

    /// <summary>The labels' values so far, in the order in which they were drawn.</summary>
    public IReadOnlyList<LabelPiece> Labels => _labels;

    /// <exception cref="RejectedException">A size could not be met.</exception>
    public Piece Draw(Pattern pattern)
    {
        switch (pattern)
        {
            case OctetPattern octet:
                return Octets([Any(octet.Set)]);
            case SequencePattern sequence:
                return new SequencePiece([.. sequence.Items.Select(Draw)]);
            case ChoicePattern choice:
                return Draw(choice.Options[random.Next(choice.Options.Count)]);
            case RepeatPattern { Item: OctetPattern, Minimum: 0, Maximum: null } run when _depth > 0:
                var free = Octets([.. Enumerable.Range(0, Length()).Select(_ => Any(((OctetPattern)run.Item).Set))]);
                _free.Add(free);
                return free;
            case RepeatPattern repeat:
                return new SequencePiece([.. Enumerable.Range(0, Turns(repeat)).Select(_ => Draw(repeat.Item))]);
            case DifferencePattern difference:
                return Octets(Walk(difference));
            case NamedPattern named:
                return Draw(named.Item);
            case NumberPattern number:
                return Draw(number.Item);
            case CapturePattern capture:
                var before = _labels.Count;
                var value = Fixed(capture) ?? Draw(capture.Item);
                var label = new LabelPiece(capture.Label, capture.Item, value) { Inner = [.. _labels.Skip(before)] };
                _labels.Add(label);
                return label;
            case ReferencePattern reference:
                return Repeat(reference);
            case BerPattern ber:
                return new BerPiece(ber.Tag, Within(ber.Body, size: null), random.Next(4) == 0 ? random.Next(5) : 0);
            case WithinPattern { Size: ConstantSize size } within:
                return Within(within.Body, size.Octets);
            case WithinPattern { Size: LabelSize size } within:
                return Sized(within.Body, Latest(size.Label), size.Constant);
            case PaddedPattern padded:
                return new PaddedPiece(
                    padded.Multiple, Draw(padded.Item), [.. Enumerable.Range(0, padded.Multiple).Select(_ => (byte)random.Next(256))]);
            case CountedPattern counted:
                return Counted(counted);
            default:
                throw new RejectedException();
        }
    }

    /// <summary>The value that a label is to have, if one is given and fits; else null.</summary>
    private OctetsPiece? Fixed(CapturePattern capture)
    {
        if (values.FixedNumbers.TryGetValue(capture.Label, out var number) && NumberOf(capture.Item) is { } shape
            && capture.Item is not BerPattern)
        {
            return Octets(shape.Kind is LabelKind.Decimal or LabelKind.Hexadecimal ? Digits(capture.Item, shape.Kind, number)
                : Numbers.Write(number, shape.Kind, shape.OctetCount));
        }

        return values.FixedOctets.TryGetValue(capture.Label, out var octets) ? Octets(octets) : null;
    }

    private OctetsPiece Octets(byte[] octets)
    {
        _octets += octets.Length;
        if (_octets > protocol.Limits.Octets / 2)
            throw new RejectedException();
        return new OctetsPiece(octets);
    }

    private byte Any(OctetSet set)
    {
        var octets = s_octets.GetOrAdd(set, static set => [.. set.Octets()]);
        return octets[random.Next(octets.Length)];
    }

    /// <summary>Mostly few, now and then a number at which something changes.</summary>
    private int Length() => random.Next(12) switch { 0 => 127, 1 => 128, 2 => random.Next(300), var other => other - 3 };

    private int Turns(RepeatPattern repeat)
    {
        var isClass = repeat.Item is OctetPattern or NamedPattern { Item: OctetPattern };
        var most = Math.Min(
            repeat.Maximum ?? int.MaxValue, isClass ? Math.Max(repeat.Minimum, 300) : Math.Max(repeat.Minimum, protocol.Limits.Items / 4));
        return random.Next(12) switch
        {
            0 => repeat.Minimum,
            1 => most,
            2 when isClass => random.Next(repeat.Minimum, most + 1),
            _ => Math.Min(most, repeat.Minimum + random.Next(4)),
        };
    }

    private byte[] Walk(DifferencePattern difference)
    {
        var octets = new List<byte>();
        for (var place = difference.Places[0]; !place.IsAccepting || place.Ways.Count > 0 && random.Next(6) > 0;)
        {
            if (octets.Count > 400 || place.Ways.Count == 0)
                throw new RejectedException();
            var (set, target) = place.Ways[random.Next(place.Ways.Count)];
            octets.Add(Any(set));
            place = difference.Places[target];
        }

        return [.. octets];
    }

    private LabelPiece Latest(string name) => _labels.FindLast(label => label.Name == name) ?? throw new RejectedException();

    private OctetsPiece Repeat(ReferencePattern reference)
    {
        if (_labels.FindLast(label => label.Name == reference.Name) is { } own)
        {
            own.IsFixed = true;
            var kind = message.Labels.First(label => label.Name == reference.Name).Kind;
            var value = own.Value.ToArray();
            return NumberOf(reference.Shape) is { } number
                ? Octets(Numbers.Write(Numbers.Read(value, kind), number.Kind, number.OctetCount)) : Octets(value);
        }

        if (NumberOf(reference.Shape) is not { } shape)
        {
            var binding = message.NeededBindings.FirstOrDefault(binding => binding.Name == reference.Name);
            if (binding is { IsNumber: true } && values.AllNumbers.TryGetValue(reference.Name, out var known))
                return Octets(Digits(reference.Shape, binding.Kind, known));
            var octets = values.Octets(reference.Name, () => Draw(reference.Shape).ToArray(), random);
            if (binding is { IsNumber: true })
                _ = values.Number(reference.Name, () => Numbers.Read(octets, binding.Kind));
            return Octets(octets);
        }

        var repeated = values.Number(reference.Name, () => Numbers.Read(Draw(shape).ToArray(), shape.Kind));
        return Octets(Numbers.Write(repeated, shape.Kind, shape.OctetCount));
    }

    private static NumberPattern? NumberOf(Pattern pattern) => pattern switch
    {
        NumberPattern number => number,
        NamedPattern named => NumberOf(named.Item),
        BerPattern ber => NumberOf(ber.Body),
        CapturePattern capture => NumberOf(capture.Item),
        SequencePattern { Items: [var only] } => NumberOf(only),
        ChoicePattern choice => NumberOf(choice.Options[0]),
        _ => null,
    };

    /// <summary>A part; of a known size where one is given: what may be of any length in it makes up for the difference.</summary>
    private Piece Within(Pattern body, int? size)
    {
        var known = _free.Count;
        _depth++;
        var piece = Draw(body);
        _depth--;
        var free = _free[known..];
        if (size is not { } octets)
            return piece;
        var missing = octets - piece.ToArray().Length;
        foreach (var run in free.Where(_ => missing != 0))
        {
            var length = Math.Max(0, run.Octets.Length + missing);
            missing -= length - run.Octets.Length;
            var padding = new byte[Math.Max(0, length - run.Octets.Length)];
            random.NextBytes(padding);
            run.Octets = [.. run.Octets.Take(length), .. padding];
        }

        return missing == 0 ? piece : throw new RejectedException();
    }

    private Piece Sized(Pattern body, LabelPiece label, int constant)
    {
        if (label.IsFixed)
            return Within(body, (int)Numbers.Read(label.Value.ToArray(), KindOf(label)) + constant);
        var piece = Within(body, size: null);
        Set(label, piece.ToArray().Length - constant);
        return piece;
    }

    private SequencePiece Counted(CountedPattern counted)
    {
        var label = Latest(counted.Count);
        if (!label.IsFixed)
            Set(label, random.Next(8) == 0 ? Math.Min(protocol.Limits.Items, 40) : random.Next(5));
        return new SequencePiece(
            [.. Enumerable.Range(0, (int)Numbers.Read(label.Value.ToArray(), KindOf(label))).Select(_ => Draw(counted.Item))]);
    }

    private LabelKind KindOf(LabelPiece label) => message.Labels.First(other => other.Name == label.Name).Kind;

    private void Set(LabelPiece label, long number)
    {
        label.IsFixed = true;
        var kind = KindOf(label);
        label.Value = new OctetsPiece(kind is LabelKind.Decimal or LabelKind.Hexadecimal ? Digits(label.Pattern, kind, number)
            : Numbers.Write(number, kind, label.Value.ToArray().Length) is var way && PatternMatcher.Matches(label.Pattern, way)
                && Numbers.Read(way, kind) == number ? way
            : throw new RejectedException());
    }

    /// <summary>A number in digits, with as many zeros before it as the pattern may have.</summary>
    private byte[] Digits(Pattern pattern, LabelKind kind, long number)
    {
        var possible = Enumerable.Range(1, 9)
            .Select(width =>
            Encoding.ASCII.GetBytes(number.ToString((kind == LabelKind.Decimal ? "D" : "x") + width, CultureInfo.InvariantCulture)))
            .Where(way => PatternMatcher.Matches(pattern, way)).DistinctBy(Convert.ToHexString).ToArray();
        return possible.Length > 0 ? possible[random.Next(possible.Length)] : throw new RejectedException();
    }
}
