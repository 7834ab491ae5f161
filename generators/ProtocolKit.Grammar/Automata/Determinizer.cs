using System.Collections.Immutable;
using System.Text;

namespace ProtocolKit.Grammar.Automata;

/// <summary>A reason why a pattern can't be read octet by octet, with the shortest beginning of a message that shows it.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Name">The label or value concerned, or empty.</param>
/// <param name="Example">What has been read when it shows.</param>
public sealed record DeterminizationError(DeterminizationErrorKind Kind, string Name, IReadOnlyList<Symbol> Example);

/// <summary>What can be wrong.</summary>
public enum DeterminizationErrorKind
{
    /// <summary>Two readings fill a label differently.</summary>
    AmbiguousLabel,

    /// <summary>Where a label begins or ends is known only later.</summary>
    LateLabel,

    /// <summary>Whether a value must be repeated here is known only later.</summary>
    LateReference,

    /// <summary>Two parts of known size, or one and something else, begin at the same place.</summary>
    LateSize,

    /// <summary>There are too many states.</summary>
    TooLarge,
}

/// <summary>The subset construction. What is done at a place is put on the octet behind it, when it is known which way was taken.</summary>
internal sealed partial class Determinizer
{
    /// <summary>How many states an automaton may have.</summary>
    internal const int MaxStates = 4000;

    /// <summary>How many ways may be followed in all, from all states.</summary>
    internal const int MaxWays = 500_000;

    /// <summary>How many states are looked at where something is wrong already.</summary>
    private const int MaxStatesWithErrors = 500;

    private readonly Nfa _nfa;
    private readonly HashSet<string> _listLabels;
    private readonly Dictionary<string, HashSet<int>> _behind;
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<Configuration[]> _sets = [];
    private readonly List<DfaState> _states = [];
    private readonly List<Origin> _origin = [];
    private readonly HashSet<string> _reported = [];
    private readonly Dictionary<int, List<Way>> _ways = [];
    private readonly OpenTurns _turns;
    private int _followed;
    private bool _isUnfinished;

    private Determinizer(Nfa nfa, IEnumerable<string> listLabels)
    {
        _nfa = nfa;
        _listLabels = [.. listLabels];
        _behind = FindStatesBehindLabels();
        _turns = new OpenTurns(nfa);
    }

    public List<DeterminizationError> Errors { get; } = [];

    private bool IsTooLarge => _states.Count > MaxStates || _followed > MaxWays;

    /// <param name="nfa">What to read.</param>
    /// <param name="listLabels">The labels that are enumerated: nobody looks at an earlier value while the next is read.</param>
    /// <param name="errors">Takes what is wrong; the automaton is still usable for comparisons, unless it is too large.</param>
    public static Dfa Determinize(Nfa nfa, IEnumerable<string> listLabels, List<DeterminizationError> errors)
    {
        var determinizer = new Determinizer(nfa, listLabels);
        determinizer.Run();
        errors.AddRange(determinizer.Errors);
        return new Dfa(determinizer._isUnfinished ? determinizer._states : Minimizer.Minimize(determinizer._states));
    }

    /// <summary>A state of the NFA; the labels whose values are known on the way to it while they are not on another way into the same
    /// set, and vice versa.</summary>
    private sealed record Configuration(int State, ImmutableSortedSet<string> Absent);

    /// <summary>From which state a state was come to first, and with what; with nothing to the state where it begins.</summary>
    private sealed record Origin(int From, Symbol? Symbol);

    /// <summary>A way from a state of the NFA to what is read next: octets, a marker, or the end.</summary>
    private sealed record Way(OctetSet? Octets, Marker? Marker, int Target, IReadOnlyList<Operation> Operations);

    /// <summary>A way from a configuration.</summary>
    private sealed class Path(Way way, Configuration source)
    {
        public Configuration Source => source;

        public OctetSet? Octets => way.Octets;

        public Marker? Marker => way.Marker;

        public int Target => way.Target;

        public IReadOnlyList<Operation> Operations => way.Operations;

        /// <summary>What it takes to follow it: ways on which something is done are compared with each other.</summary>
        public int Cost => way.Operations.Count == 0 ? 1 : 16;
    }

    private void Run()
    {
        Intern([new Configuration(_nfa.Start, ImmutableSortedSet<string>.Empty)], -1, null, 0);
        for (var id = 0; id < _states.Count; id++)
        {
            Expand(id);
            if (!IsTooLarge && (Errors.Count == 0 || _states.Count < MaxStatesWithErrors))
                continue;
            _isUnfinished = true;
            if (Errors.Count == 0)
                Report(DeterminizationErrorKind.TooLarge, "", id);
            return;
        }
    }

    private int Intern(Configuration[] set, int from, Symbol? symbol, int depth)
    {
        Array.Sort(set, (a, b) => a.State.CompareTo(b.State));
        var key = new StringBuilder().Append(depth);
        foreach (var configuration in set)
        {
            key.Append(';').Append(configuration.State);
            foreach (var label in configuration.Absent)
                key.Append('-').Append(label);
        }

        if (_ids.TryGetValue(key.ToString(), out var id))
            return id;
        id = _states.Count;
        _ids.Add(key.ToString(), id);
        _sets.Add(set);
        _states.Add(new DfaState { Id = id, Context = CommonContext(set), Depth = depth });
        _origin.Add(new Origin(from, symbol));
        return id;
    }

    private string CommonContext(Configuration[] set)
    {
        var name = _nfa.Context[set[0].State];
        return Array.TrueForAll(set, configuration => _nfa.Context[configuration.State] == name) ? name : "";
    }

    private void Expand(int id)
    {
        var (octets, markers, accepts) = (new List<Path>(), new List<Path>(), new List<Path>());
        foreach (var configuration in _sets[id])
        {
            foreach (var way in WaysFrom(configuration.State))
            {
                var path = new Path(way, configuration);
                (way.Octets is not null ? octets : way.Marker is not null ? markers : accepts).Add(path);
                _followed += path.Cost;
            }
        }

        if (IsTooLarge)
            return;
        if (accepts.Count > 0)
        {
            _states[id].IsAccepting = true;
            _states[id].AcceptOperations = Merge(id, accepts, null, out _);
        }

        foreach (var group in markers.GroupBy(path => path.Marker!))
        {
            var symbol = new MarkerSymbol(group.Key);
            var depth = group.Key switch { BeginWithin begin => begin.Depth, BeginBer begin => begin.Depth, EndWithin end =>
                end.Depth - 1, _ => _states[id].Depth };
            var operations = Merge(id, [.. group], symbol, out var set);
            _states[id].Markers.Add(new DfaMarkerTransition(group.Key, Intern(set, id, symbol, depth), operations));
        }

        var parts = OctetParts.Of(octets.Select(path => path.Octets!.Value));
        CheckMarkers(id, parts, accepts.Count > 0);
        ExpandOctets(id, octets, parts);
    }

    private void ExpandOctets(int id, List<Path> octets, List<OctetSet> parts)
    {
        var state = _states[id];
        var paths = parts.Select(_ => new List<Path>()).ToArray();
        foreach (var path in octets)
        {
            var set = path.Octets!.Value;
            for (var part = 0; part < paths.Length; part++)
            {
                if (!set.Overlaps(parts[part]))
                    continue;
                _followed++;
                paths[part].Add(path);
            }
        }

        for (var part = 0; part < paths.Length && !IsTooLarge; part++)
        {
            var symbol = new OctetSymbol(parts[part]);
            var operations = Merge(id, paths[part], symbol, out var target);
            var to = Intern(target, id, symbol, state.Depth);
            var same = state.Transitions.FindIndex(other => other.Target == to && other.Operations.SequenceEqual(operations));
            if (same < 0)
                state.Transitions.Add(new DfaTransition(parts[part], to, operations));
            else
                state.Transitions[same] = state.Transitions[same] with { Octets = state.Transitions[same].Octets | parts[part] };
        }
    }

    private void CheckMarkers(int id, List<OctetSet> octets, bool accepts)
    {
        if (_states[id].Markers.Count == 0)
            return;
        var hasOthers = accepts || octets.Count > 0;
        var markers = _states[id].Markers.Select(item => item.Marker).ToArray();
        var ends = markers.Count(marker => marker is EndWithin);
        var turns = markers.Count(marker => marker is AnotherTurn or NoMoreTurns);
        var elements = markers.Select(marker =>
            marker switch { BeginBer begin => begin.Tag, ReadBerInteger read => (int)read.Tag, _ => -1 }).Where(tag => tag >= 0).ToArray();
        var begins = markers.Length - ends - turns - elements.Length;
        var isLate = elements.Distinct().Count() < elements.Length
            || elements.Length > 0 && (accepts || turns > 0 || begins > 0
                || Array.Exists(elements, tag => octets.Exists(set => set.Contains((byte)tag))));
        if (isLate || begins > 1 || begins == 1 && (hasOthers || ends + turns > 0) || turns > 0 && (hasOthers || ends > 0) || turns > 2
            || ends > 1)
            Report(DeterminizationErrorKind.LateSize, "", id);
    }

    /// <summary>The ways from a state of the NFA, depth first: each place once for each list of what has been done on the way to
    /// it.</summary>
    private List<Way> WaysFrom(int start)
    {
        if (_ways.TryGetValue(start, out var ways))
            return ways;
        _ways.Add(start, ways = []);
        var open = new Stack<Step>();
        var isOpen = new HashSet<int>();
        Enter(start, Done.Nothing);
        while (open.TryPeek(out var at) && ways.Count <= MaxWays)
        {
            if (at.NextEdge == _nfa.Edges[at.State].Count)
            {
                isOpen.Remove(at.State);
                open.Pop();
                continue;
            }

            var edge = _nfa.Edges[at.State][at.NextEdge++];
            if (edge.IsEmpty)
                Enter(edge.Target, edge.Operation is null ? at.Done : at.Done.And(edge.Operation));
            else
                ways.Add(new Way(edge.Octets, edge.Marker, edge.Target, at.Done.Operations));
        }

        return ways;

        void Enter(int state, Done done)
        {
            // A state that is open is within a turn that reads nothing: it leads to nothing new.
            if (isOpen.Contains(state) || !done.Seen.Add(state))
                return;
            if (++_followed > MaxWays)
                return;
            isOpen.Add(state);
            if (state == _nfa.Accept)
                ways.Add(new Way(null, null, -1, done.Operations));
            open.Push(new Step(state, done));
        }
    }

    /// <summary>A place on the way that is followed.</summary>
    private sealed class Step(int state, Done done)
    {
        public int State => state;

        public Done Done => done;

        public int NextEdge { get; set; }
    }

    /// <summary>What is done on a way; the same is the same object.</summary>
    private sealed class Done
    {
        private readonly Dictionary<Operation, Done> _next = [];

        private Done(IReadOnlyList<Operation> operations) => Operations = operations;

        public static Done Nothing => new([]);

        public IReadOnlyList<Operation> Operations { get; }

        /// <summary>The states that were come to with this done.</summary>
        public HashSet<int> Seen { get; } = [];

        public Done And(Operation operation)
        {
            if (!_next.TryGetValue(operation, out var next))
                _next.Add(operation, next = new Done([.. Operations, operation]));
            return next;
        }
    }

    private void Report(DeterminizationErrorKind kind, string name, int id, Symbol? symbol = null)
    {
        if (!_reported.Add($"{kind} {name}"))
            return;
        var example = new List<Symbol>();
        if (symbol is not null)
            example.Add(symbol);
        for (var state = id; _origin[state].Symbol is { } origin; state = _origin[state].From)
            example.Add(origin);
        example.Reverse();
        Errors.Add(new DeterminizationError(kind, name, example));
    }
}
