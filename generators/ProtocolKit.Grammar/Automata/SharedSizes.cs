using System.Collections.Immutable;

namespace ProtocolKit.Grammar.Automata;

/// <summary>What is known of the sizes and counts of two messages that are read together: which of them are numbers, and which are the same
/// in both, as the same octets spell them.</summary>
internal sealed record SharedSizes
{
    /// <summary>Nothing.</summary>
    public static readonly SharedSizes None = new();

    /// <summary>Those of the first.</summary>
    public PartSizes First { get; private init; } = PartSizes.None;

    /// <summary>Those of the second.</summary>
    public PartSizes Second { get; private init; } = PartSizes.None;

    /// <summary>Something of the first, and what is the same of the second.</summary>
    private sealed record Two<T>(T First, T Second);

    /// <summary>How many parts both are in, outermost first, that begin at the same place and have the same size.</summary>
    public int Parts { get; private init; }

    /// <summary>The sizes of the first and the second that begin at the same place.</summary>
    private ImmutableHashSet<Two<string>> Begun { get; init; } = [];

    /// <summary>Those of them that end at the same place as well.</summary>
    private ImmutableHashSet<Two<string>> Same { get; init; } = [];

    /// <summary>The counted repetitions of the first and the second that have as many turns.</summary>
    private ImmutableHashSet<Two<int>> Turns { get; init; } = [];

    /// <summary>Notes where sizes begin and end.</summary>
    public SharedSizes Do(Dfa message, IReadOnlyList<Operation> operations, bool isFirst)
    {
        if (operations.Count == 0 || message.Sizes.Count == 0)
            return this;
        var sizes = this;
        foreach (var operation in operations)
        {
            var label = operation switch
            {
                BeginLabel begin => begin.Label,
                EndLabel end => end.Label,
                ForgetLabel forget => forget.Label,
                _ => null,
            };
            if (label is null || !message.Sizes.ContainsKey(label))
                continue;
            sizes = isFirst ? sizes with { First = sizes.First.Do(operation) } : sizes with { Second = sizes.Second.Do(operation) };
            var other = isFirst ? sizes.Second : sizes.First;
            if (operation is not EndLabel)
                sizes = sizes with { Begun = Without(sizes.Begun), Same = Without(sizes.Same) };
            if (operation is BeginLabel)
                sizes = sizes with { Begun = sizes.Begun.Union(other.BegunHere.Select(Pair)) };
            else if (operation is EndLabel)
                sizes = sizes with { Same = sizes.Same.Union(other.EndedHere.Select(Pair).Where(sizes.Begun.Contains)) };

            Two<string> Pair(string second) => isFirst ? new(label, second) : new(second, label);
            ImmutableHashSet<Two<string>> Without(ImmutableHashSet<Two<string>> pairs) =>
                pairs.Except(pairs.Where(pair => (isFirst ? pair.First : pair.Second) == label));
        }

        return sizes;
    }

    /// <summary>Goes on behind an octet of both.</summary>
    public SharedSizes Take(OctetSet octets) =>
        this == None ? this : this with { First = First.Take(octets), Second = Second.Take(octets) };

    /// <summary>Goes on behind an octet of one of them.</summary>
    public SharedSizes TakeOne(OctetSet octets, bool isFirst) =>
        isFirst ? this with { First = First.Take(octets) } : this with { Second = Second.Take(octets) };

    /// <summary>What is known of one message that is read alone.</summary>
    public static SharedSizes Of(PartSizes first) => None with { First = first };

    /// <summary>Goes on with the first alone.</summary>
    public SharedSizes Alone() => this == None ? this : None with { First = First };

    /// <summary>Goes on with a marker of one of them; null where it can't be passed.</summary>
    public SharedSizes? Pass(Marker marker, Dfa message, bool isFirst)
    {
        if ((isFirst ? First : Second).Pass(marker, message) is not { } passed)
            return null;
        var turns = marker is AnotherTurn turn
            ? Turns.Except(Turns.Where(pair => (isFirst ? pair.First : pair.Second) == turn.Loop)) : Turns;
        return isFirst ? this with { First = passed, Turns = turns } : this with { Second = passed, Turns = turns };
    }

    /// <summary>Goes on with a marker of both that is the same; null where it can't be passed.</summary>
    public SharedSizes? PassBoth(Marker first, Dfa one, Marker second, Dfa other)
    {
        if (First.Pass(first, one) is not { } passed || Second.Pass(second, other) is not { } also)
            return null;
        var parts = first switch { BeginWithin => Parts + 1, EndWithin => Parts - 1, _ => Parts };
        var turns = (first, second) switch
        {
            (BeginCount x, BeginCount y) => Turns.Add(new(x.Loop, y.Loop)),
            (NoMoreTurns x, NoMoreTurns y) => Turns.Remove(new(x.Loop, y.Loop)),
            _ => Turns,
        };
        return this with { First = passed, Second = also, Parts = parts, Turns = turns };
    }

    /// <summary>Whether the innermost part of one of them is one of both, which ends for both at once.</summary>
    public bool IsInShared(bool isFirst) => Parts > 0 && (isFirst ? First : Second).Parts.Length == Parts;

    /// <summary>Whether markers of both, which stand at the same place, are the same.</summary>
    public bool AreSame(Marker first, Dfa one, Marker second, Dfa other)
    {
        switch (first, second)
        {
            case (EndWithin, EndWithin):
                return IsInShared(isFirst: true) && IsInShared(isFirst: false);
            case (BeginWithin x, BeginWithin y):
                return First.Parts.Length == Parts && Second.Parts.Length == Parts && (x.Size, y.Size) switch
                {
                    (LabelSize a, LabelSize b) => a.Constant == b.Constant && IsSameNumber(a.Label, one, b.Label, other),
                    var (a, b) => a == b,
                };
            case (BeginCount x, BeginCount y):
                return IsSameNumber(x.Count, one, y.Count, other);
            case (AnotherTurn x, AnotherTurn y):
                return Turns.Contains(new(x.Loop, y.Loop));
            case (NoMoreTurns x, NoMoreTurns y):
                return Turns.Contains(new(x.Loop, y.Loop));
            default:
                return false;
        }
    }

    /// <summary>Where the places of a size are not known in one of them, the name says which is the same.</summary>
    private bool IsSameNumber(string first, Dfa one, string second, Dfa other) =>
        one.Sizes.TryGetValue(first, out var kind) && other.Sizes.TryGetValue(second, out var otherKind)
            ? kind == otherKind && Same.Contains(new(first, second))
            : first == second;

    public bool Equals(SharedSizes? other) => ReferenceEquals(this, other)
        || other is not null && Parts == other.Parts && First == other.First && Second == other.Second && Begun.SetEquals(other.Begun)
            && Same.SetEquals(other.Same) && Turns.SetEquals(other.Turns);

    public override int GetHashCode() => (First.GetHashCode() * 31 + Second.GetHashCode()) * 31 + Parts;
}
