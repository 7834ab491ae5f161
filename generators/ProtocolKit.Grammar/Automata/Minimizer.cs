namespace ProtocolKit.Grammar.Automata;

/// <summary>Joins states from which the same is read and done: states and transitions are partitioned in turn (Valmari 2012), which takes
/// time in proportion to the transitions and the logarithm of their number.</summary>
internal static class Minimizer
{
    public static IReadOnlyList<DfaState> Minimize(IReadOnlyList<DfaState> states)
    {
        var outlines = new Numbers<string>();
        var blocks = new Partition([.. states.Select(state => outlines.Of(Outline(state)))], outlines.Count);
        var operations = new Numbers<string>();
        int[][] done = [.. states.Select(state => OperationsOf(state, operations))];
        var edges = new MinimizerEdges(states, done, operations.Count);
        var cords = new Partition(edges.Labels, edges.LabelCount);
        for (int block = 1, cord = 0; cord < cords.Count; cord++)
        {
            foreach (var edge in cords.ElementsOf(cord))
                blocks.Mark(edges.From(edge));
            blocks.Split();
            for (; block < blocks.Count; block++)
            {
                foreach (var state in blocks.ElementsOf(block))
                {
                    foreach (var edge in edges.Into(state))
                        cords.Mark(edge);
                }

                cords.Split();
            }
        }

        return Rebuild(states, done, blocks);
    }

    private static string Outline(DfaState state) =>
        $"{state.Depth}|{state.IsAccepting}|{string.Join(',', state.AcceptOperations)}|{string.Join(',', state.Markers.Select(transition => transition.Marker))}";

    /// <summary>The numbers of what is done on a state's transitions, then of what is done before its markers.</summary>
    private static int[] OperationsOf(DfaState state, Numbers<string> numbers)
    {
        var done = new int[state.Transitions.Count + state.Markers.Count];
        for (var i = 0; i < state.Transitions.Count; i++)
            done[i] = numbers.Of(Operation.Text(state.Transitions[i].Operations));
        for (var i = 0; i < state.Markers.Count; i++)
            done[state.Transitions.Count + i] = numbers.Of(Operation.Text(state.Markers[i].Operations));
        return done;
    }

    private static DfaState[] Rebuild(IReadOnlyList<DfaState> states, int[][] done, Partition blocks)
    {
        // Numbered in the order in which a reader meets them.
        var order = new List<int>();
        var ids = new int[blocks.Count];
        Array.Fill(ids, -1);
        Visit(0);
        for (var i = 0; i < order.Count; i++)
        {
            var state = states[order[i]];
            foreach (var transition in state.Transitions.OrderBy(transition => transition.Octets.First()))
                Visit(transition.Target);
            foreach (var marker in state.Markers)
                Visit(marker.Target);
        }

        return [.. order.Select(Copy)];

        void Visit(int state)
        {
            ref var id = ref ids[blocks.PartOf(state)];
            if (id >= 0)
                return;
            id = order.Count;
            order.Add(state);
        }

        DfaState Copy(int number, int id)
        {
            var state = states[number];
            var copy = new DfaState
            {
                Id = id,
                Context = CommonContext(blocks.ElementsOf(blocks.PartOf(number))),
                Depth = state.Depth,
                IsAccepting = state.IsAccepting,
                AcceptOperations = state.AcceptOperations,
            };
            var copied = new List<int>();
            for (var i = 0; i < state.Transitions.Count; i++)
            {
                var transition = state.Transitions[i];
                var (target, operations) = (ids[blocks.PartOf(transition.Target)], done[number][i]);
                var same = 0;
                while (same < copied.Count && (copied[same] != operations || copy.Transitions[same].Target != target))
                    same++;
                if (same < copied.Count)
                {
                    copy.Transitions[same] = copy.Transitions[same] with { Octets = copy.Transitions[same].Octets | transition.Octets };
                }
                else
                {
                    copied.Add(operations);
                    copy.Transitions.Add(transition with { Target = target });
                }
            }

            copy.Transitions.Sort((a, b) => a.Octets.First().CompareTo(b.Octets.First()));
            foreach (var marker in state.Markers)
                copy.Markers.Add(marker with { Target = ids[blocks.PartOf(marker.Target)] });
            return copy;
        }

        string CommonContext(ReadOnlySpan<int> members)
        {
            var context = states[members[0]].Context;
            foreach (var member in members)
            {
                if (states[member].Context != context)
                    return "";
            }

            return context;
        }
    }
}
