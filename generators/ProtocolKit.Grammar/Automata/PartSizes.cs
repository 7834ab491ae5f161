using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Automata;

/// <summary>What is known of the sizes and counts of a message that is read: those whose octets are spelled out are numbers.</summary>
internal sealed record PartSizes
{
    /// <summary>Up to here, octets and turns that are left are counted.</summary>
    private const long MaxCounted = 512;

    private const int MaxOctets = 20;

    /// <summary>Nothing.</summary>
    public static readonly PartSizes None = new();

    /// <summary>Of each part that it stands in, outermost first, how many octets are left; -1 where that is not known.</summary>
    public ImmutableArray<int> Parts { get; private init; } = [];

    /// <summary>Of each size its octets; null where they may be several.</summary>
    private ImmutableSortedDictionary<string, string?> Values { get; init; } = ImmutableSortedDictionary<string, string?>.Empty;

    /// <summary>The sizes that are being read.</summary>
    private ImmutableSortedSet<string> Open { get; init; } = [];

    /// <summary>The sizes that have begun since the last octet.</summary>
    public ImmutableSortedSet<string> BegunHere { get; private init; } = [];

    /// <summary>The sizes that have ended since the last octet.</summary>
    public ImmutableSortedSet<string> EndedHere { get; private init; } = [];

    /// <summary>Of each counted repetition how many turns are left; -1 where that is not known.</summary>
    private ImmutableSortedDictionary<int, int> Turns { get; init; } = ImmutableSortedDictionary<int, int>.Empty;

    /// <summary>All of it, as text.</summary>
    public string Key { get; private init; } = "";

    /// <summary>Whether another octet fits.</summary>
    public bool HasRoom => !Parts.Contains(0);

    public PartSizes Do(Operation operation) => operation switch
    {
        BeginLabel { Label: var label } =>
            With(this with { Values = Values.SetItem(label, ""), Open = Open.Add(label), BegunHere = BegunHere.Add(label) }),
        EndLabel end => With(this with { Open = Open.Remove(end.Label), EndedHere = EndedHere.Add(end.Label) }),
        ForgetLabel forget => With(this with { Values = Values.SetItem(forget.Label, null) }),
        _ => this,
    };

    /// <summary>Goes on behind an octet, for which there is room.</summary>
    public PartSizes Take(OctetSet octets)
    {
        if (Open.IsEmpty && BegunHere.IsEmpty && EndedHere.IsEmpty && Parts.All(left => left <= 0))
            return this;
        var values = Values;
        foreach (var label in Open)
        {
            var isSpelled = octets.Count == 1 && values[label] is { Length: < MaxOctets };
            values = values.SetItem(label, isSpelled ? values[label] + (char)octets.Representative() : null);
        }

        ImmutableArray<int> parts = [.. Parts.Select(left => left > 0 ? left - 1 : left)];
        return With(this with { Values = values, Parts = parts, BegunHere = [], EndedHere = [] });
    }

    /// <summary>Begins a part; null where it can't have its size.</summary>
    private PartSizes? Begin(SizeSource source, IReadOnlyDictionary<string, LabelKind> kinds)
    {
        var size = source switch
        {
            ConstantSize constant => constant.Octets,
            LabelSize label => Number(label.Label, kinds) + label.Constant,
            _ => null,
        };
        if (size < 0 || Parts.Any(left => left >= 0 && left < size))
            return null;
        return With(this with { Parts = Parts.Add(size is <= MaxCounted ? (int)size : -1) });
    }

    /// <summary>Ends the innermost part; null where it must have more octets.</summary>
    private PartSizes? End() => Parts is [.., > 0] ? null : With(this with { Parts = Parts.RemoveAt(Parts.Length - 1) });

    private PartSizes Begin(BeginCount count, IReadOnlyDictionary<string, LabelKind> kinds) =>
        With(this with { Turns = Turns.SetItem(count.Loop, Number(count.Count, kinds) is { } turns and <= MaxCounted ? (int)turns : -1) });

    /// <summary>Begins another turn; null where there is none.</summary>
    private PartSizes? Turn(int loop) => Turns.GetValueOrDefault(loop, -1) switch
    {
        0 => null,
        > 0 and var left => With(this with { Turns = Turns.SetItem(loop, left - 1) }),
        _ => this,
    };

    /// <summary>Ends a repetition; null where there must be another turn.</summary>
    private PartSizes? NoTurn(int loop) => Turns.GetValueOrDefault(loop, -1) > 0 ? null : With(this with { Turns = Turns.Remove(loop) });

    /// <summary>Passes a marker; null where it can't be passed.</summary>
    public PartSizes? Pass(Marker marker, Dfa message) => marker switch
    {
        BeginWithin begin => Begin(begin.Size, message.Sizes),
        EndWithin => End(),
        BeginCount count => Begin(count, message.Sizes),
        AnotherTurn turn => Turn(turn.Loop),
        NoMoreTurns turn => NoTurn(turn.Loop),
        _ => this,
    };

    /// <summary>Whether a part ends here, and not only perhaps.</summary>
    public bool EndsHere => Parts is [.., 0];

    /// <summary>Whether a count is known to have no turn left.</summary>
    public bool HasNoTurn(int loop) => Turns.GetValueOrDefault(loop, -1) == 0;

    private long? Number(string label, IReadOnlyDictionary<string, LabelKind> kinds)
    {
        if (!kinds.TryGetValue(label, out var kind) || Values.GetValueOrDefault(label) is not { Length: > 0 } value)
            return null;
        var style = kind == LabelKind.Decimal ? NumberStyles.None : NumberStyles.AllowHexSpecifier;
        return kind switch
        {
            LabelKind.Decimal or LabelKind.Hexadecimal =>
                long.TryParse(value, style, CultureInfo.InvariantCulture, out var number) ? number : null,
            LabelKind.BigEndian or LabelKind.BerInteger when value.Length < 8 => value.Aggregate(0L, (all, octet) => all << 8 | octet),
            LabelKind.LittleEndian when value.Length < 8 => value.Reverse().Aggregate(0L, (all, octet) => all << 8 | octet),
            _ => value.All(octet => octet == 0) ? 0 : null,
        };
    }

    private static PartSizes With(PartSizes sizes)
    {
        if (sizes is { Parts.Length: 0, Values.Count: 0, Turns.Count: 0 })
            return None;
        var key = new StringBuilder().AppendJoin(',', sizes.Parts).Append('|');
        foreach (var (label, value) in sizes.Values)
            key.Append(label).Append('=').Append(value ?? "?").Append(sizes.Open.Contains(label) ? "+" : "").Append(',');
        key.Append('|').AppendJoin(',', sizes.BegunHere).Append('|').AppendJoin(',', sizes.EndedHere);
        key.Append('|').AppendJoin(',', sizes.Turns);
        return sizes with { Key = key.ToString() };
    }

    public bool Equals(PartSizes? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
