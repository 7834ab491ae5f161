namespace ProtocolKit.Grammar.Automata;

/// <summary>Compares what two automata accept, on their product. Values that must repeat are taken for anything of their shape.</summary>
internal static class LanguageRelation
{
    private const int MaxPairs = 200_000;

    /// <summary>Thrown where two automata have too many places together to be compared.</summary>
    public sealed class TooLargeException : Exception;

    /// <summary>The shortest sentence of both, or null.</summary>
    public static IReadOnlyList<Symbol>? FindCommon(Dfa a, Dfa b) =>
        Explore(a, b, (p, q) => q is not null && p.IsAccepting && q.IsAccepting);

    /// <summary>The shortest sentence of the first that is none of the second, or null where all are.</summary>
    public static IReadOnlyList<Symbol>? FindOutside(Dfa a, Dfa b) =>
        Explore(a, b, (p, q) => p.IsAccepting && (q is null || !AcceptsAsIs(b, q)), followAlone: true);

    /// <summary>Whether a state accepts, perhaps after the ends of parts.</summary>
    private static bool AcceptsAsIs(Dfa dfa, DfaState state) => state.IsAccepting ||
        state.Markers.Exists(marker => marker.Marker is EndWithin && AcceptsAsIs(dfa, dfa.States[marker.Target]));

    /// <summary>The shortest sentence of the first that is the beginning of a longer one of the second, with the longer one; or null.</summary>
    public static (IReadOnlyList<Symbol> Sentence, IReadOnlyList<Symbol> Longer)? FindPrefix(Dfa a, Dfa b)
    {
        DfaState? at = null;
        var sentence = Explore(a, b, (p, q) =>
        {
            if (!p.IsAccepting || q is null || q.Transitions.Count == 0 && q.Markers.Count == 0)
                return false;
            at = q;
            return true;
        });
        return sentence is null ? null : (sentence, [.. sentence, .. Complete(b, at!, hasOctets: true) is { Count: > 0 } more ? more : Complete(b, at!)]);
    }

    /// <summary>The shortest way from a state to the end of a sentence; at least one symbol.</summary>
    /// <param name="dfa">The automaton.</param>
    /// <param name="from">The state.</param>
    /// <param name="hasOctets">Whether there must be an octet on the way.</param>
    public static IReadOnlyList<Symbol> Complete(Dfa dfa, DfaState from, bool hasOctets = false)
    {
        var start = (from.Id, HasOctet: !hasOctets);
        var open = new Queue<(int State, bool HasOctet)>([start]);
        var origin = new Dictionary<(int, bool), ((int, bool) From, Symbol Symbol)>();
        while (open.TryDequeue(out var at))
        {
            foreach (var (symbol, target) in Steps(dfa.States[at.State]))
            {
                var next = (target, HasOctet: at.HasOctet || symbol is OctetSymbol);
                if (next.HasOctet && dfa.States[target].IsAccepting)
                    return [.. Trace(origin, start, at), symbol];
                if (next != start && origin.TryAdd(next, (at, symbol)))
                    open.Enqueue(next);
            }
        }

        return [];
    }

    private static List<Symbol> Trace(Dictionary<(int, bool), ((int, bool) From, Symbol Symbol)> origin, (int, bool) from, (int, bool) to)
    {
        var path = new List<Symbol>();
        for (; to != from; to = origin[to].From)
            path.Add(origin[to].Symbol);
        path.Reverse();
        return path;
    }

    /// <summary>The octets of the shortest sentence of an automaton without markers.</summary>
    public static byte[] Complete(Dfa dfa) =>
        [.. Complete(dfa, dfa.States[0]).OfType<OctetSymbol>().Select(symbol => symbol.Octets.Representative())];

    private static IEnumerable<(Symbol Symbol, int Target)> Steps(DfaState state) =>
        state.Transitions.Select(t => ((Symbol)new OctetSymbol(t.Octets), t.Target))
            .Concat(state.Markers.Where(m => m.Marker is not AnotherTurn).Select(m => ((Symbol)new MarkerSymbol(m.Marker), m.Target)))
            .Concat(state.Markers.Where(m => m.Marker is AnotherTurn).Select(m => ((Symbol)new MarkerSymbol(m.Marker), m.Target)));

    /// <param name="P">The state of the first.</param>
    /// <param name="Q">The state of the second, or -1 where it has none any more.</param>
    /// <param name="Shared">How many parts of known size both are in, begun at the same place with the same size.</param>
    private readonly record struct Pair(int P, int Q, int Shared);

    private static List<Symbol>? Explore(Dfa a, Dfa b, Func<DfaState, DfaState?, bool> isFound, bool followAlone = false)
    {
        var origin = new Dictionary<Pair, (Pair From, Symbol? Symbol)> { [new Pair(0, 0, 0)] = default };
        var open = new Queue<Pair>(origin.Keys);
        while (open.TryDequeue(out var pair))
        {
            if (isFound(a.States[pair.P], pair.Q < 0 ? null : b.States[pair.Q]))
                return Trace(origin, pair);
            if (origin.Count > MaxPairs)
                throw new TooLargeException();
            foreach (var (next, symbol) in Next(a.States[pair.P], pair.Q < 0 ? null : b.States[pair.Q], pair, followAlone))
            {
                if (origin.TryAdd(next, (pair, symbol)))
                    open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<Symbol> Trace(Dictionary<Pair, (Pair From, Symbol? Symbol)> origin, Pair pair)
    {
        var path = new List<Symbol>();
        for (var step = origin[pair]; step.Symbol is not null; step = origin[step.From])
            path.Add(step.Symbol);
        path.Reverse();
        return path;
    }

    private static IEnumerable<(Pair, Symbol)> Next(DfaState p, DfaState? q, Pair pair, bool followAlone)
    {
        foreach (var t in p.Transitions)
        {
            var rest = t.Octets;
            foreach (var u in q?.Transitions ?? [])
            {
                var common = t.Octets & u.Octets;
                rest -= u.Octets;
                if (!common.IsEmpty)
                    yield return (new Pair(t.Target, u.Target, pair.Shared), new OctetSymbol(common));
            }

            if (followAlone && !rest.IsEmpty && q is not { Markers: [{ Marker: BeginWithin or AnotherTurn or NoMoreTurns }, ..] })
                yield return (new Pair(t.Target, -1, 0), new OctetSymbol(rest));
        }

        foreach (var t in p.Markers)
        {
            var symbol = new MarkerSymbol(t.Marker);
            var same = q?.Markers.FirstOrDefault(u => IsSame(t.Marker, u.Marker, pair.Shared));
            if (same is not null)
            {
                var shared = t.Marker switch { BeginWithin begin when begin.Depth == pair.Shared + 1 => begin.Depth, EndWithin end => Math.Min(pair.Shared, end.Depth - 1), _ => pair.Shared };
                yield return (new Pair(t.Target, same.Target, shared), symbol);
            }
            else if (q is null)
            {
                yield return (new Pair(t.Target, -1, 0), symbol);
            }
            else if (t.Marker is EndWithin { Depth: var depth } && depth <= pair.Shared)
            {
                // The second is in the same part and has more to read: they part here.
                if (followAlone)
                    yield return (new Pair(t.Target, -1, 0), symbol);
            }
            else if (t.Marker is BeginWithin { Size: BerSize })
            {
                // To the second the octets of the length are octets like all others.
                foreach (var u in q.Transitions)
                    yield return (new Pair(t.Target, u.Target, pair.Shared), symbol);
                var takesAll = q.Transitions is [{ Octets: var octets, Target: var target }] && octets == OctetSet.All && target == q.Id;
                if (followAlone && !takesAll)
                    yield return (new Pair(t.Target, -1, 0), symbol);
            }
            else
            {
                yield return (new Pair(t.Target, pair.Q, pair.Shared), symbol);
            }
        }

        foreach (var u in q?.Markers ?? [])
        {
            if (p.Markers.Any(t => IsSame(t.Marker, u.Marker, pair.Shared)) || u.Marker is EndWithin { Depth: var depth } && depth <= pair.Shared)
                continue;
            if (u.Marker is BeginWithin { Size: BerSize })
            {
                foreach (var t in p.Transitions)
                    yield return (new Pair(t.Target, u.Target, pair.Shared), new OctetSymbol(t.Octets));
            }
            else
            {
                yield return (new Pair(pair.P, u.Target, pair.Shared), new MarkerSymbol(u.Marker));
            }
        }
    }

    private static bool IsSame(Marker a, Marker b, int shared) => (a, b) switch
    {
        (EndWithin x, EndWithin y) => x == y && x.Depth <= shared,
        (BeginWithin x, BeginWithin y) => x == y && x.Depth == shared + 1,
        _ => a == b,
    };
}
