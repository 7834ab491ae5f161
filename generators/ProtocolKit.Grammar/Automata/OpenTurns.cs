namespace ProtocolKit.Grammar.Automata;

/// <summary>Tells which states stand within a turn of a repetition whose turns are counted.</summary>
internal sealed class OpenTurns(Nfa nfa)
{
    private readonly Dictionary<CountTurn, HashSet<int>> _states = [];
    private ILookup<int, (int From, NfaEdge Edge)>? _backwards;

    /// <summary>Whether a turn ends somewhere behind a state, and was begun before.</summary>
    public bool Contains(CountTurn turn, int state)
    {
        if (!_states.TryGetValue(turn, out var states))
            _states.Add(turn, states = Find(turn));
        return states.Contains(state);
    }

    private HashSet<int> Find(CountTurn turn)
    {
        _backwards ??= Enumerable.Range(0, nfa.Edges.Count)
            .SelectMany(from => nfa.Edges[from].Select(edge => (From: from, Edge: edge))).ToLookup(item => item.Edge.Target);
        var found = new HashSet<int>();
        var open = new Stack<int>(
            _backwards.SelectMany(edges => edges).Where(item => turn.Equals(item.Edge.Operation)).Select(item => item.From));
        while (open.TryPop(out var state))
        {
            if (!found.Add(state))
                continue;
            foreach (var (from, edge) in _backwards[state])
            {
                if (edge.Operation is not BeginLoop begin || begin.Loop != turn.Loop)
                    open.Push(from);
            }
        }

        return found;
    }
}
