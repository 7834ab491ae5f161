namespace ProtocolKit.Grammar.Automata;

/// <summary>Joins states from which the same is read and done: states and transitions are partitioned in turn (Valmari 2012), which takes
/// time in proportion to the transitions and the logarithm of their number.</summary>
internal static class Minimizer
{
    public static IReadOnlyList<DfaState> Minimize(IReadOnlyList<DfaState> states)
    {
        var outlines = new Numbers<string>();
        var blocks = new Partition([.. states.Select(state => outlines.Of(Outline(state)))], outlines.Count);
        var edges = Edges(states, out var labels);
        var incoming = Incoming(states.Count, edges);
        var cords = new Partition([.. edges.Select(edge => edge.Label)], labels);
        for (int block = 1, cord = 0; cord < cords.Count; cord++)
        {
            foreach (var edge in cords.ElementsOf(cord))
                blocks.Mark(edges[edge].From);
            blocks.Split();
            for (; block < blocks.Count; block++)
            {
                foreach (var state in blocks.ElementsOf(block))
                {
                    foreach (var edge in incoming[state])
                        cords.Mark(edge);
                }

                cords.Split();
            }
        }

        return Rebuild(states, [.. Enumerable.Range(0, states.Count).Select(blocks.PartOf)]);
    }

    private readonly record struct Edge(int From, int To, int Label);

    /// <summary>Gives equal values equal numbers.</summary>
    private sealed class Numbers<T>
        where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = [];

        public int Count => _numbers.Count;

        public int Of(T value)
        {
            if (!_numbers.TryGetValue(value, out var number))
                _numbers.Add(value, number = _numbers.Count);
            return number;
        }
    }

    private static string Outline(DfaState state) =>
        $"{state.Depth}|{state.IsAccepting}|{string.Join(',', state.AcceptOperations)}|{string.Join(',', state.Markers.Select(transition => transition.Marker))}";

    /// <summary>The transitions, one for each class of octets that no set tells apart.</summary>
    private static List<Edge> Edges(IReadOnlyList<DfaState> states, out int labels)
    {
        var classes = OctetClassesOf(states.SelectMany(state => state.Transitions).Select(transition => transition.Octets).Distinct());
        var operations = new Numbers<string>();
        var numbers = new Numbers<(int, int, Marker?)>();
        var edges = new List<Edge>();
        var members = new Dictionary<OctetSet, int[]>();
        for (var from = 0; from < states.Count; from++)
        {
            foreach (var transition in states[from].Transitions)
            {
                var done = operations.Of(string.Join(',', transition.Operations));
                if (!members.TryGetValue(transition.Octets, out var own))
                    members.Add(transition.Octets, own = [.. transition.Octets.Octets().Select(octet => classes[octet]).Distinct()]);
                foreach (var member in own)
                    edges.Add(new Edge(from, transition.Target, numbers.Of((member, done, null))));
            }

            foreach (var marker in states[from].Markers)
                edges.Add(
                    new Edge(from, marker.Target, numbers.Of((-1, operations.Of(string.Join(',', marker.Operations)), marker.Marker))));
        }

        labels = numbers.Count;
        return edges;
    }

    /// <summary>For each octet the number of its class: those that are in the same sets.</summary>
    private static int[] OctetClassesOf(IEnumerable<OctetSet> sets)
    {
        var classes = new int[256];
        foreach (var set in sets)
        {
            var numbers = new Numbers<(int, bool)>();
            for (var octet = 0; octet < classes.Length; octet++)
                classes[octet] = numbers.Of((classes[octet], set.Contains((byte)octet)));
        }

        return classes;
    }

    private static List<int>[] Incoming(int states, List<Edge> edges)
    {
        var incoming = Enumerable.Range(0, states).Select(_ => new List<int>()).ToArray();
        for (var edge = 0; edge < edges.Count; edge++)
            incoming[edges[edge].To].Add(edge);
        return incoming;
    }

    private static List<DfaState> Rebuild(IReadOnlyList<DfaState> states, int[] block)
    {
        // Numbered in the order in which a reader meets them.
        var order = new List<int>();
        var ids = new Dictionary<int, int>();
        var contexts = states.Zip(block).GroupBy(pair => pair.Second, pair => pair.First.Context)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        Visit(0);
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var transition in states[order[i]].Transitions.OrderBy(t => t.Octets.First()))
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
            var members = contexts[block[order[id]]];
            var copy = new DfaState
            {
                Id = id,
                Context = members.Length == 1 ? members[0] : "",
                Depth = state.Depth,
                IsAccepting = state.IsAccepting,
                AcceptOperations = state.AcceptOperations,
            };
            foreach (
                var group in state.Transitions.GroupBy(t => (Target: ids[block[t.Target]], Operations: string.Join(',', t.Operations))))
            {
                var set = group.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets);
                copy.Transitions.Add(new DfaTransition(set, group.Key.Target, group.First().Operations));
            }

            copy.Transitions.Sort((a, b) => a.Octets.First().CompareTo(b.Octets.First()));
            foreach (var marker in state.Markers)
                copy.Markers.Add(marker with { Target = ids[block[marker.Target]] });
            return copy;
        }
    }
}
