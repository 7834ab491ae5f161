namespace ProtocolKit.Grammar.Automata;

/// <summary>Joins states from which the same is read and done.</summary>
internal static class Minimizer
{
    public static IReadOnlyList<DfaState> Minimize(IReadOnlyList<DfaState> states)
    {
        var block = new int[states.Count];
        var blocks = Refine(states, block, state => Outline(states[state]));
        while (true)
        {
            var next = (int[])block.Clone();
            var count = Refine(states, next, state => $"{block[state]}|{Signature(states[state], block)}");
            block = next;
            if (count == blocks)
                break;
            blocks = count;
        }

        return Rebuild(states, block);
    }

    private static int Refine(IReadOnlyList<DfaState> states, int[] block, Func<int, string> key)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var state = 0; state < states.Count; state++)
        {
            var text = key(state);
            if (!numbers.TryGetValue(text, out var number))
                numbers.Add(text, number = numbers.Count);
            block[state] = number;
        }

        return numbers.Count;
    }

    private static string Outline(DfaState state) =>
        $"{state.Depth}|{state.IsAccepting}|{string.Join(',', state.AcceptOperations)}";

    private static string Signature(DfaState state, int[] block)
    {
        var byTarget = state.Transitions
            .GroupBy(transition => $"{block[transition.Target]}:{string.Join(',', transition.Operations)}")
            .Select(group => $"{group.Key}:{group.Aggregate(OctetSet.None, (set, transition) => set | transition.Octets)}")
            .Order(StringComparer.Ordinal);
        var markers = state.Markers.Select(transition => $"{transition.Marker}>{block[transition.Target]}:{string.Join(',', transition.Operations)}");
        return string.Join(';', byTarget.Concat(markers));
    }

    private static List<DfaState> Rebuild(IReadOnlyList<DfaState> states, int[] block)
    {
        // Numbered in the order in which a reader meets them.
        var order = new List<int>();
        var ids = new Dictionary<int, int>();
        Visit(0);
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var transition in states[order[i]].Transitions.OrderBy(t => t.Octets.Octets().First()))
                Visit(transition.Target);
            foreach (var marker in states[order[i]].Markers)
                Visit(marker.Target);
        }

        return [.. order.Select((state, id) => Copy(states[state], id))];

        void Visit(int state)
        {
            if (ids.TryAdd(block[state], order.Count))
                order.Add(state);
        }

        DfaState Copy(DfaState state, int id)
        {
            var members = Enumerable.Range(0, states.Count).Where(other => block[other] == block[order[id]]).Select(other => states[other].Context).Distinct().ToArray();
            var copy = new DfaState
            {
                Id = id,
                Context = members.Length == 1 ? members[0] : "",
                Depth = state.Depth,
                IsAccepting = state.IsAccepting,
                AcceptOperations = state.AcceptOperations,
            };
            foreach (var group in state.Transitions.GroupBy(t => (Target: ids[block[t.Target]], Operations: string.Join(',', t.Operations))))
            {
                var set = group.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets);
                copy.Transitions.Add(new DfaTransition(set, group.Key.Target, group.First().Operations));
            }

            copy.Transitions.Sort((a, b) => a.Octets.Octets().First().CompareTo(b.Octets.Octets().First()));
            foreach (var marker in state.Markers)
                copy.Markers.Add(marker with { Target = ids[block[marker.Target]] });
            return copy;
        }
    }
}
