using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>The ways of an automaton that lead from a state back to it: what repetitions in a message look like.</summary>
internal sealed class Cycles
{
    private readonly IReadOnlyList<DfaState> _states;

    private Cycles(IReadOnlyList<DfaState> states, DfaState begin)
    {
        _states = states;
        Begin = begin;
    }

    /// <summary>The state in which the ways begin and end.</summary>
    public DfaState Begin { get; }

    /// <summary>A set of ways for each repetition, parts of known size aside.</summary>
    public static IEnumerable<Cycles> Of(IReadOnlyList<DfaState> states)
    {
        var known = new HashSet<int>();
        foreach (var state in states.Where(IsPlain))
        {
            var around = Around(states, state);
            if (around.Count > 1 && known.Intersect(around).FirstOrDefault(-1) < 0)
                yield return new Cycles(states, state);
            known.UnionWith(around);
        }
    }

    /// <summary>The octets of ways: through each state and with each set of octets, a short one.</summary>
    /// <param name="random">Draws the octets.</param>
    public IEnumerable<byte[]> Ways(Random random)
    {
        foreach (var id in Around(_states, Begin))
        {
            foreach (var step in _states[id].Transitions)
            {
                if (Path(Begin.Id, id, random) is { } there && Path(step.Target, Begin.Id, random) is { } back)
                    yield return [.. there, Octet(step.Octets, random), .. back];
            }
        }
    }

    /// <summary>The octets of ways that lead out of the repetition: from each state in it, and through each behind it, with each set of
    /// octets.</summary>
    /// <param name="random">Draws the octets.</param>
    public IEnumerable<byte[]> Ends(Random random)
    {
        var around = Around(_states, Begin);
        foreach (var id in Reach(Begin.Id, id => _states[id].Transitions.Select(step => step.Target), _states).Append(Begin.Id))
        {
            foreach (var step in _states[id].Transitions.Where(step => !around.Contains(id) || !around.Contains(step.Target)))
            {
                if (Path(Begin.Id, id, random) is { } there)
                    yield return [.. there, Octet(step.Octets, random)];
            }
        }
    }

    private static bool IsPlain(DfaState state) => state is { IsAccepting: false, Depth: 0, Markers.Count: 0 };

    /// <summary>The states that lead to a state and are reached from it.</summary>
    private static HashSet<int> Around(IReadOnlyList<DfaState> states, DfaState begin)
    {
        var reached = Reach(begin.Id, id => states[id].Transitions.Select(step => step.Target), states);
        var leading = states.SelectMany(state => state.Transitions.Select(step => (state.Id, step.Target)))
            .ToLookup(way => way.Target, way => way.Id);
        reached.IntersectWith(Reach(begin.Id, id => leading[id], states));
        return reached;
    }

    private static HashSet<int> Reach(int from, Func<int, IEnumerable<int>> next, IReadOnlyList<DfaState> states)
    {
        var seen = new HashSet<int>();
        var waiting = new Queue<int>([from]);
        while (waiting.TryDequeue(out var id))
        {
            foreach (var other in next(id).Where(other => IsPlain(states[other]) && seen.Add(other)))
                waiting.Enqueue(other);
        }

        return seen;
    }

    /// <summary>The octets of the shortest way between two states, none if they are the same; null if there is none.</summary>
    private List<byte>? Path(int from, int to, Random random)
    {
        var ways = new Queue<(int State, List<byte> Octets)>([(from, [])]);
        var seen = new HashSet<int> { from };
        while (ways.TryDequeue(out var way))
        {
            if (way.State == to)
                return way.Octets;
            foreach (var step in _states[way.State].Transitions.Where(step => IsPlain(_states[step.Target]) && seen.Add(step.Target)))
                ways.Enqueue((step.Target, [.. way.Octets, Octet(step.Octets, random)]));
        }

        return null;
    }

    private static byte Octet(OctetSet octets, Random random) => random.Next(8) switch
    {
        0 => octets.Octets()[random.Next(octets.Count)],
        < 5 when octets.Contains((byte)' ') => (byte)' ',
        _ => octets.Representative(),
    };
}
