namespace ProtocolKit.Grammar.Automata;

/// <summary>Compares what two automata accept, on their product. Values that must repeat are taken for anything of their shape.</summary>
internal static class LanguageRelation
{
    private const int MaxPairs = 200_000;

    /// <summary>Thrown where two automata have too many places together to be compared.</summary>
    public sealed class TooLargeException : Exception;

    /// <summary>The shortest sentence of both, or null.</summary>
    public static IReadOnlyList<Symbol>? FindCommon(Dfa a, Dfa b) =>
        Explore(a, b, (p, q, _) => q is not null && p.IsAccepting && q.IsAccepting);

    /// <summary>The shortest sentence of the first that is none of the second, or null where all are.</summary>
    public static IReadOnlyList<Symbol>? FindOutside(Dfa a, Dfa b) =>
        Explore(a, b, (p, q, sizes) => p.IsAccepting && (q is null || !AcceptsAsIs(b, q, sizes.Second)), followAlone: true);

    /// <summary>Whether a state accepts, perhaps after the ends of parts, and parts and repetitions with nothing in them.</summary>
    private static bool AcceptsAsIs(Dfa dfa, DfaState state, PartSizes sizes) => state.IsAccepting || state.Markers.Exists(marker =>
        Passed(dfa, marker, sizes) is { } passed
        && marker.Marker switch
        {
            EndWithin => true,
            BeginWithin => passed.EndsHere,
            BeginCount count => passed.HasNoTurn(count.Loop),
            NoMoreTurns turns => sizes.HasNoTurn(turns.Loop),
            _ => false,
        }
        && AcceptsAsIs(dfa, dfa.States[marker.Target], passed));

    private static PartSizes? Passed(Dfa dfa, DfaMarkerTransition marker, PartSizes sizes) =>
        SharedSizes.Of(sizes).Do(dfa, marker.Operations, isFirst: true).First.Pass(marker.Marker, dfa);

    /// <summary>The shortest sentence of the first that is the beginning of a longer one of the second, with the longer one; or
    /// null.</summary>
    public static (IReadOnlyList<Symbol> Sentence, IReadOnlyList<Symbol> Longer)? FindPrefix(Dfa a, Dfa b)
    {
        DfaState? at = null;
        var sentence = Explore(a, b, (p, q, sizes) =>
        {
            if (!p.IsAccepting || q is null || !GoesOn(b, q, sizes.Second, []))
                return false;
            at = q;
            return true;
        });
        return sentence is null ? null
            : (sentence, [.. sentence, .. Complete(b, at!, hasOctets: true) is { Count: > 0 } more ? more : Complete(b, at!)]);
    }

    /// <summary>Whether another octet may come at a state.</summary>
    private static bool GoesOn(Dfa dfa, DfaState state, PartSizes sizes, HashSet<int> seen) => state.Transitions.Count > 0 && sizes.HasRoom
        || seen.Add(state.Id) && state.Markers.Exists(marker =>
            Passed(dfa, marker, sizes) is { } passed && GoesOn(dfa, dfa.States[marker.Target], passed, seen));

    /// <summary>The shortest way from a state to the end of a sentence; at least one symbol.</summary>
    /// <param name="dfa">The automaton.</param>
    /// <param name="from">The state.</param>
    /// <param name="hasOctets">Whether there must be an octet on the way.</param>
    public static IReadOnlyList<Symbol> Complete(Dfa dfa, DfaState from, bool hasOctets = false)
    {
        var start = new Step(from.Id, !hasOctets, null, null);
        var open = new Queue<Step>([start]);
        var seen = new HashSet<int> { start.Number };
        while (open.TryDequeue(out var at))
        {
            foreach (var next in Steps(dfa.States[at.State], at))
            {
                if (next.HasOctet && dfa.States[next.State].IsAccepting)
                    return Trace(next);
                if (seen.Add(next.Number))
                    open.Enqueue(next);
            }
        }

        return [];
    }

    /// <summary>Where one comes to from a state; turns of counted repetitions last.</summary>
    private static IEnumerable<Step> Steps(DfaState state, Step from)
    {
        foreach (var transition in state.Transitions)
            yield return new Step(transition.Target, HasOctet: true, from, new OctetSymbol(transition.Octets));
        foreach (var marker in state.Markers.OrderBy(marker => marker.Marker is AnotherTurn))
            yield return new Step(marker.Target, from.HasOctet, from, new MarkerSymbol(marker.Marker));
    }

    private static List<Symbol> Trace(Step last)
    {
        var path = new List<Symbol>();
        for (var step = last; step.Symbol is not null; step = step.From!)
            path.Add(step.Symbol);
        path.Reverse();
        return path;
    }

    /// <summary>A state on the way to the end of a sentence.</summary>
    private sealed record Step(int State, bool HasOctet, Step? From, Symbol? Symbol)
    {
        /// <summary>The same for the same state, with an octet before it or without.</summary>
        public int Number => 2 * State + (HasOctet ? 1 : 0);
    }

    /// <summary>The octets of the shortest sentence of an automaton without markers.</summary>
    public static byte[] Complete(Dfa dfa) =>
        [.. Complete(dfa, dfa.States[0]).OfType<OctetSymbol>().Select(symbol => symbol.Octets.Representative())];

    /// <summary>A state of each, and how it is reached; equal to another that is reached otherwise.</summary>
    /// <param name="p">The state of the first.</param>
    /// <param name="q">The state of the second, or -1 where it has none any more.</param>
    /// <param name="sizes">What is known of their sizes.</param>
    /// <param name="from">Where it is reached from, or null for the first.</param>
    /// <param name="symbol">What is read on the way.</param>
    private sealed class Pair(int p, int q, SharedSizes sizes, Pair? from, Symbol? symbol) : IEquatable<Pair>
    {
        public int P => p;

        public int Q => q;

        public SharedSizes Sizes => sizes;

        public Pair? From => from;

        public Symbol? Symbol => symbol;

        public bool Equals(Pair? other) => other is not null && p == other.P && q == other.Q && sizes.Equals(other.Sizes);

        public override bool Equals(object? obj) => Equals(obj as Pair);

        public override int GetHashCode() => p * 4099 + q ^ sizes.GetHashCode();
    }

    private static List<Symbol>? Explore(Dfa a, Dfa b, Func<DfaState, DfaState?, SharedSizes, bool> isFound, bool followAlone = false)
    {
        var start = new Pair(0, 0, SharedSizes.None, null, null);
        var seen = new HashSet<Pair> { start };
        var open = new Queue<Pair>(seen);
        while (open.TryDequeue(out var pair))
        {
            if (isFound(a.States[pair.P], pair.Q < 0 ? null : b.States[pair.Q], pair.Sizes))
                return Trace(pair);
            if (seen.Count > MaxPairs)
                throw new TooLargeException();
            foreach (var next in Octets(a, b, pair, followAlone))
                Enter(next);
            foreach (var next in MarkersOfFirst(a, b, pair, followAlone))
                Enter(next);
            foreach (var next in MarkersOfSecond(a, b, pair))
                Enter(next);
        }

        return null;

        void Enter(Pair next)
        {
            if (seen.Add(next))
                open.Enqueue(next);
        }
    }

    private static List<Symbol> Trace(Pair pair)
    {
        var path = new List<Symbol>();
        for (var step = pair; step.Symbol is not null; step = step.From!)
            path.Add(step.Symbol);
        path.Reverse();
        return path;
    }

    private static IEnumerable<Pair> Octets(Dfa a, Dfa b, Pair pair, bool followAlone)
    {
        var (q, sizes) = (pair.Q < 0 ? null : b.States[pair.Q], pair.Sizes);
        if (!sizes.First.HasRoom)
            yield break;
        foreach (var t in a.States[pair.P].Transitions)
        {
            var done = sizes.Do(a, t.Operations, isFirst: true);
            var rest = t.Octets;
            foreach (var u in q is not null && sizes.Second.HasRoom ? q.Transitions : [])
            {
                if (!t.Octets.Overlaps(u.Octets))
                    continue;
                var common = t.Octets & u.Octets;
                rest -= u.Octets;
                var both = done.Do(b, u.Operations, isFirst: false);
                yield return new Pair(t.Target, u.Target, both.Take(common), pair, new OctetSymbol(common));
            }

            var isBefore = q is { Markers: [{ Marker: BeginWithin or BeginCount or AnotherTurn or NoMoreTurns }, ..] }
                || q is { Markers.Count: > 0 } && sizes.Second.EndsHere;
            if (followAlone && !rest.IsEmpty && !isBefore)
                yield return new Pair(t.Target, -1, done.Alone().Take(rest), pair, new OctetSymbol(rest));
        }
    }

    private static IEnumerable<Pair> MarkersOfFirst(Dfa a, Dfa b, Pair pair, bool followAlone)
    {
        var (q, sizes) = (pair.Q < 0 ? null : b.States[pair.Q], pair.Sizes);
        foreach (var t in a.States[pair.P].Markers)
        {
            var symbol = new MarkerSymbol(t.Marker);
            var done = sizes.Do(a, t.Operations, isFirst: true);
            if (q is null)
            {
                if (done.Pass(t.Marker, a, isFirst: true) is { } alone)
                    yield return new Pair(t.Target, -1, alone, pair, symbol);
            }
            else if (q.Markers.Find(u => done.Do(b, u.Operations, isFirst: false).AreSame(t.Marker, a, u.Marker, b)) is { } same)
            {
                if (done.Do(b, same.Operations, isFirst: false).PassBoth(t.Marker, a, same.Marker, b) is { } both)
                    yield return new Pair(t.Target, same.Target, both, pair, symbol);
            }
            else if (MovesFirst(b, q, sizes))
            {
                // The second comes to its place without an octet: whether the two do the same is seen there.
            }
            else if (t.Marker is EndWithin && sizes.IsInShared(isFirst: true))
            {
                // The second is in the same part and has more to read: they part here.
                if (followAlone && done.Alone().Pass(t.Marker, a, isFirst: true) is { } parted)
                    yield return new Pair(t.Target, -1, parted, pair, symbol);
            }
            else if (done.Pass(t.Marker, a, isFirst: true) is not { } passed)
            {
                continue;
            }
            else if (t.Marker is BeginWithin { Size: BerSize })
            {
                // To the second the octets of the length are octets like all others.
                foreach (var u in q.Transitions)
                {
                    var taken = passed.Do(b, u.Operations, isFirst: false).TakeOne(u.Octets, isFirst: false);
                    yield return new Pair(t.Target, u.Target, taken, pair, symbol);
                }

                var takesAll = q.Transitions is [{ Octets: var octets, Target: var target }] && octets == OctetSet.All && target == q.Id;
                if (followAlone && !takesAll)
                    yield return new Pair(t.Target, -1, passed.Alone(), pair, symbol);
            }
            else
            {
                yield return new Pair(t.Target, pair.Q, passed, pair, symbol);
            }
        }
    }

    /// <summary>Whether the second has nothing but markers of its own here.</summary>
    private static bool MovesFirst(Dfa b, DfaState q, SharedSizes sizes) => q is { Transitions.Count: 0, IsAccepting: false }
        && q.Markers.Exists(u => u.Marker is not BeginWithin { Size: BerSize }
            && !(u.Marker is EndWithin && sizes.IsInShared(isFirst: false))
            && sizes.Do(b, u.Operations, isFirst: false).Pass(u.Marker, b, isFirst: false) is not null);

    private static IEnumerable<Pair> MarkersOfSecond(Dfa a, Dfa b, Pair pair)
    {
        var (p, sizes) = (a.States[pair.P], pair.Sizes);
        foreach (var u in pair.Q < 0 ? [] : b.States[pair.Q].Markers)
        {
            var done = sizes.Do(b, u.Operations, isFirst: false);
            if (p.Markers.Exists(t => done.Do(a, t.Operations, isFirst: true).AreSame(t.Marker, a, u.Marker, b))
                || u.Marker is EndWithin && sizes.IsInShared(isFirst: false)
                || done.Pass(u.Marker, b, isFirst: false) is not { } passed)
            {
                continue;
            }

            if (u.Marker is BeginWithin { Size: BerSize })
            {
                foreach (var t in p.Transitions)
                {
                    var taken = passed.Do(a, t.Operations, isFirst: true).TakeOne(t.Octets, isFirst: true);
                    yield return new Pair(t.Target, u.Target, taken, pair, new OctetSymbol(t.Octets));
                }
            }
            else
            {
                yield return new Pair(pair.P, u.Target, passed, pair, new MarkerSymbol(u.Marker));
            }
        }
    }
}
