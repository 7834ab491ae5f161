using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>What the interpreter knows of a message before it reads.</summary>
internal sealed class AutomatonFacts
{
    private readonly Dictionary<string, LabelModel> _labels = [];
    private readonly Dictionary<LabelModel, LabelModel> _records = [];
    private readonly Dictionary<int, EndBoundedRun> _runs = [];

    public AutomatonFacts(ProtocolModel protocol, MessageModel message)
    {
        (Protocol, Message) = (protocol, message);
        States = message.Automaton!.States;
        Add(message.Members, null);
        foreach (var run in States.SelectMany(Operations).OfType<EndBoundedRun>())
            _runs[run.Loop] = run;
        var markers = States.SelectMany(state => state.Markers).Select(way => way.Marker).ToArray();
        Sizes = [.. markers.Select(SizeOf).OfType<string>().Distinct()];
        HasParts = markers.Length > 0;
    }

    public ProtocolModel Protocol { get; }

    public MessageModel Message { get; }

    public IReadOnlyList<DfaState> States { get; }

    /// <summary>The labels that are sizes or counts.</summary>
    public IReadOnlyList<string> Sizes { get; }

    /// <summary>Whether there are parts of known size, elements or counted repetitions.</summary>
    public bool HasParts { get; }

    /// <summary>The repetitions of octets that are counted at their ends.</summary>
    public IReadOnlyDictionary<int, EndBoundedRun> Runs => _runs;

    public LabelModel Label(string id) => _labels[id];

    public LabelModel? FindLabel(string id) => _labels.GetValueOrDefault(id);

    /// <summary>The record that a label stands in, or null.</summary>
    public LabelModel? RecordOf(LabelModel label) => _records.GetValueOrDefault(label);

    /// <summary>What is done in a state or on the ways from it.</summary>
    public static IEnumerable<Operation> Operations(DfaState state) =>
        state.Transitions.SelectMany(way => way.Operations)
            .Concat(state.Markers.SelectMany(way => way.Operations)).Concat(state.AcceptOperations);

    /// <summary>How many octets it takes at least to get from a state to the end of the part that it stands in.</summary>
    public int LeastToEndOfPart(DfaState from)
    {
        var least = new Dictionary<int, int> { [from.Id] = 0 };
        var waiting = new PriorityQueue<DfaState, int>();
        waiting.Enqueue(from, 0);
        while (waiting.TryDequeue(out var state, out var octets))
        {
            if (state.Markers.Exists(way => way.Marker is EndWithin end && end.Depth == from.Depth))
                return octets;
            var ways = state.Transitions.Select(way => (way.Target, 1)).Concat(state.Markers.Select(way => (way.Target, Cost(way.Marker))));
            foreach (var (target, cost) in ways)
            {
                if (least.TryGetValue(target, out var known) && known <= octets + cost)
                    continue;
                least[target] = octets + cost;
                waiting.Enqueue(States[target], octets + cost);
            }
        }

        return int.MaxValue;
    }

    private static int Cost(Marker marker) => marker switch
    {
        BeginBer => 2,
        ReadBerInteger => 3,
        BeginWithin { Size: BerSize } => 1,
        _ => 0,
    };

    private static string? SizeOf(Marker marker) => marker switch
    {
        BeginWithin { Size: LabelSize size } => size.Label,
        BeginCount count => count.Count,
        _ => null,
    };

    private void Add(IReadOnlyList<LabelModel> members, LabelModel? record)
    {
        foreach (var label in members)
        {
            _labels.Add(label.Id, label);
            if (record is not null)
                _records.Add(label, record);
            Add(label.Members, label);
        }
    }
}
