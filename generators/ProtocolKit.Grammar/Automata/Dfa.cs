namespace ProtocolKit.Grammar.Automata;

/// <summary>A deterministic parser of one message.</summary>
public sealed class Dfa
{
    internal Dfa(IReadOnlyList<DfaState> states) => States = states;

    /// <summary>How the sizes and counts are written whose places are known.</summary>
    public IReadOnlyDictionary<string, Model.LabelKind> Sizes { get; internal init; } = new Dictionary<string, Model.LabelKind>();

    /// <summary>The states; the first is where it begins.</summary>
    public IReadOnlyList<DfaState> States { get; }

    /// <summary>The states that are reached from some, these first, in the order in which they are met.</summary>
    /// <param name="states">All states.</param>
    /// <param name="begins">The numbers of the states to begin with.</param>
    internal static IEnumerable<int> Reachable(IReadOnlyList<DfaState> states, IEnumerable<int> begins) =>
        Reachable(begins, state => states[state].Targets());

    /// <summary>The states that are reached from some, these first, in the order in which they are met.</summary>
    /// <param name="begins">The numbers of the states to begin with.</param>
    /// <param name="targets">Where a state leads.</param>
    internal static IEnumerable<int> Reachable(IEnumerable<int> begins, Func<int, IEnumerable<int>> targets)
    {
        var seen = new HashSet<int>(begins);
        var waiting = new Queue<int>(seen);
        while (waiting.TryDequeue(out var state))
        {
            yield return state;
            foreach (var target in targets(state).Where(seen.Add))
                waiting.Enqueue(target);
        }
    }
}

/// <summary>A place in a message.</summary>
public sealed class DfaState
{
    /// <summary>Its number.</summary>
    public int Id { get; internal set; }

    /// <summary>The name of the rule or label it stands in, or empty.</summary>
    public string Context { get; internal set; } = "";

    /// <summary>Where octets lead; the sets are disjoint.</summary>
    public List<DfaTransition> Transitions { get; } = [];

    /// <summary>Where markers lead. A state has octets and at most an <see cref="EndWithin"/>, or markers alone.</summary>
    public List<DfaMarkerTransition> Markers { get; } = [];

    /// <summary>Whether the message is complete here.</summary>
    public bool IsAccepting { get; internal set; }

    /// <summary>What is done at the message's end.</summary>
    public IReadOnlyList<Operation> AcceptOperations { get; internal set; } = [];

    /// <summary>The octets that lead back to it with nothing done, or null.</summary>
    internal DfaTransition? Run => Transitions.Find(transition => transition.Target == Id && transition.Operations.Count == 0);

    /// <summary>Where it leads.</summary>
    public IEnumerable<int> Targets() =>
        Transitions.Select(transition => transition.Target).Concat(Markers.Select(marker => marker.Target));

    /// <summary>How many parts of known size it stands in.</summary>
    public int Depth { get; internal set; }
}

/// <summary>Where an octet leads.</summary>
/// <param name="Octets">The octets that lead there.</param>
/// <param name="Target">The number of the state.</param>
/// <param name="Operations">What is done, at the place before the octet.</param>
public sealed record DfaTransition(OctetSet Octets, int Target, IReadOnlyList<Operation> Operations);

/// <summary>Where a marker leads.</summary>
/// <param name="Marker">The marker.</param>
/// <param name="Target">The number of the state.</param>
/// <param name="Operations">What is done before it.</param>
public sealed record DfaMarkerTransition(Marker Marker, int Target, IReadOnlyList<Operation> Operations);

/// <summary>A label's value is forgotten: the way it was found on has been left.</summary>
public sealed record ForgetLabel(string Label) : Operation;
