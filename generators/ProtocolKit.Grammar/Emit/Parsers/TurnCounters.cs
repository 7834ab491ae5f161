using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>Counts the first turn of a repetition as later ones are counted, so that all turns begin at one place.</summary>
/// <remarks>
/// The automaton sets a counter where its repetition begins, and counts where a turn ends. Here a counter is 0 wherever its repetition has
/// not begun, as all registers are at the beginning of a message; what was set is counted; and the counter is set back where the repetition
/// is left, if it may begin once more.
/// </remarks>
internal sealed class TurnCounters
{
    private readonly IReadOnlyList<DfaState> _states;
    private readonly string _register;
    private readonly int _maximum;
    private readonly int _begin;

    /// <summary>The states in which the repetition has begun: it is counted before it is set.</summary>
    private readonly HashSet<int> _begun;

    /// <summary>The states in which, or behind which, it may begin.</summary>
    private readonly HashSet<int> _beforeBegin;

    private TurnCounters(IReadOnlyList<DfaState> states, CountUp count)
    {
        (_states, _register, _maximum) = (states, count.Register, count.Maximum);
        _begun = Spread(way => way.Operations.FirstOrDefault(IsOwn) is CountUp, way => !way.Operations.Any(IsOwn));
        _beforeBegin = Spread(way => way.Operations.Any(IsBegin), _ => true);
        var begins = Ways().SelectMany(item => item.Way.Operations).Where(IsBegin).Select(set => ((SetRegister)set).Value).Distinct()
            .ToArray();
        CanRewrite = begins.Length == 1
            && Ways().All(item => !_begun.Contains(item.State) || item.Way.Operations.FirstOrDefault(IsOwn) is not SetRegister);
        _begin = CanRewrite ? begins[0] : 1;
    }

    private bool CanRewrite { get; }

    /// <summary>Rewrites the counters of one message.</summary>
    /// <param name="states">Its states; they are changed.</param>
    public static void Rewrite(IReadOnlyList<DfaState> states)
    {
        var counts = states.SelectMany(WaysOf).SelectMany(way => way.Operations).OfType<CountUp>().DistinctBy(count => count.Register);
        foreach (var counter in counts.ToArray().Select(count => new TurnCounters(states, count)))
            counter.Rewrite();
    }

    private static IEnumerable<Way> WaysOf(DfaState state) => state.Transitions
        .Select(transition => new Way(transition.Operations, transition.Target))
        .Concat(state.Markers.Select(marker => new Way(marker.Operations, marker.Target)))
        .Append(new Way(state.AcceptOperations, null));

    private IEnumerable<(int State, Way Way)> Ways() => _states.SelectMany(state => WaysOf(state).Select(way => (state.Id, way)));

    private void Rewrite()
    {
        foreach (var state in _states)
        {
            for (var i = 0; i < state.Transitions.Count; i++)
                state.Transitions[i] = Rewrite(state, state.Transitions[i]);
            for (var i = 0; i < state.Markers.Count; i++)
                state.Markers[i] = Rewrite(state, state.Markers[i]);
            state.AcceptOperations = Rewrite(state, state.AcceptOperations, null);
        }
    }

    private DfaTransition Rewrite(DfaState state, DfaTransition way) =>
        way with { Operations = Rewrite(state, way.Operations, way.Target) };

    private DfaMarkerTransition Rewrite(DfaState state, DfaMarkerTransition way) =>
        way with { Operations = Rewrite(state, way.Operations, way.Target) };

    private List<Operation> Rewrite(DfaState state, IReadOnlyList<Operation> operations, int? target)
    {
        var result = new List<Operation>();
        var hasBegun = _begun.Contains(state.Id);
        foreach (var operation in operations)
        {
            if (!IsOwn(operation) || IsBegin(operation) && !CanRewrite)
            {
                result.Add(operation);
                continue;
            }

            if (hasBegun && IsBegin(operation))
                result.Add(new SetRegister(_register, 0));
            result.Add(new CountUp(_register, _maximum - _begin));
            hasBegun = true;
        }

        if (CanRewrite && hasBegun && target is { } next && !_begun.Contains(next) && _beforeBegin.Contains(next))
            result.Add(new SetRegister(_register, 0));
        return result;
    }

    private bool IsOwn(Operation operation) => operation is CountUp count && count.Register == _register || IsBegin(operation);

    private bool IsBegin(Operation operation) => operation is SetRegister set && set.Register == _register;

    /// <summary>The states that have a way, or lead by other ways to one that has.</summary>
    private HashSet<int> Spread(Func<Way, bool> isWay, Func<Way, bool> leads)
    {
        var ways = Ways().ToArray();
        var incoming = ways.Where(item => item.Way.Target is not null && leads(item.Way))
            .ToLookup(item => item.Way.Target!.Value, item => item.State);
        var result = new HashSet<int>(ways.Where(item => isWay(item.Way)).Select(item => item.State));
        var open = new Stack<int>(result);
        while (open.TryPop(out var state))
        {
            foreach (var from in incoming[state].Where(result.Add))
                open.Push(from);
        }

        return result;
    }

    private sealed record Way(IReadOnlyList<Operation> Operations, int? Target);
}
