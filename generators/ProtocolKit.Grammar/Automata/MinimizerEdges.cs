using System.Runtime.CompilerServices;

namespace ProtocolKit.Grammar.Automata;

/// <summary>The transitions of an automaton that is minimized: one for each part of the octets that no set tells apart, and one for each
/// marker. Each has a number.</summary>
internal sealed class MinimizerEdges
{
    private readonly List<int> _from = [];
    private readonly List<int> _to = [];
    private readonly List<int> _labels = [];
    private readonly int[] _into;
    private readonly int[] _firstInto;

    /// <summary>Lists the transitions.</summary>
    /// <param name="states">The automaton.</param>
    /// <param name="done">For each state the numbers of what is done on its transitions, then of what is done before its markers.</param>
    /// <param name="doneCount">How many numbers there are of what is done.</param>
    public MinimizerEdges(IReadOnlyList<DfaState> states, int[][] done, int doneCount)
    {
        var parts = OctetParts.Of(states.SelectMany(state => state.Transitions).Select(transition => transition.Octets)).ToArray();
        var markers = new Numbers<Marker>();
        foreach (var marker in states.SelectMany(state => state.Markers))
            markers.Of(marker.Marker);

        // By what is done and what is read; those that there are have numbers from 1 on.
        var labels = new int[doneCount, parts.Length + markers.Count];
        for (var from = 0; from < states.Count; from++)
        {
            var (state, own) = (states[from], done[from]);
            for (var i = 0; i < state.Transitions.Count; i++)
                AddOctets(from, state.Transitions[i], parts, labels, own[i]);
            for (var i = 0; i < state.Markers.Count; i++)
            {
                var read = parts.Length + markers.Of(state.Markers[i].Marker);
                Add(from, state.Markers[i].Target, ref labels[own[state.Transitions.Count + i], read]);
            }
        }

        _firstInto = new int[states.Count + 1];
        _into = new int[_to.Count];
        FindIncoming();
    }

    /// <summary>How many labels there are.</summary>
    public int LabelCount { get; private set; }

    /// <summary>What is read and done on each transition: the same number for the same.</summary>
    public int[] Labels => [.. _labels];

    /// <summary>The state from which a transition leads.</summary>
    public int From(int edge) => _from[edge];

    /// <summary>The transitions that lead to a state.</summary>
    public ReadOnlySpan<int> Into(int state) => _into.AsSpan(_firstInto[state], _firstInto[state + 1] - _firstInto[state]);

    [MethodImpl(Hot.Loop)]
    private void AddOctets(int from, DfaTransition transition, OctetSet[] parts, int[,] labels, int done)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            if (parts[part].Overlaps(transition.Octets))
                Add(from, transition.Target, ref labels[done, part]);
        }
    }

    private void Add(int from, int to, ref int label)
    {
        if (label == 0)
            label = ++LabelCount;
        _from.Add(from);
        _to.Add(to);
        _labels.Add(label - 1);
    }

    [MethodImpl(Hot.Loop)]
    private void FindIncoming()
    {
        foreach (var to in _to)
            _firstInto[to + 1]++;
        for (var state = 1; state < _firstInto.Length; state++)
            _firstInto[state] += _firstInto[state - 1];
        var next = _firstInto.AsSpan().ToArray();
        for (var edge = 0; edge < _to.Count; edge++)
            _into[next[_to[edge]]++] = edge;
    }
}
