using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>The parsers of a protocol, one for all that a role reads: the automata of its messages are made one, in which each has a
/// beginning of its own and what they have in common is there once.</summary>
internal sealed class RoleParsers
{
    private readonly Dictionary<MessageModel, ParserModel> _parsers = [];
    private readonly Dictionary<MessageModel, MessageRegisters> _registers = [];

    /// <param name="protocol">The protocol.</param>
    /// <param name="messages">The messages to read; none of them XML.</param>
    public RoleParsers(ProtocolModel protocol, IReadOnlyList<MessageModel> messages)
    {
        if (messages.Count == 0)
            return;
        foreach (var message in messages)
            _registers.Add(message, new MessageRegisters(message));
        var states = Combine(protocol, messages, out var begins);
        var names = new NameScope(protocol.MemberNames, ReservedNames.UsedTypes);
        foreach (var group in Group(protocol, messages))
        {
            var parser = Extract(protocol, group, states, begins, names);
            All = [.. All, parser];
            foreach (var message in group)
                _parsers.Add(message, parser);
        }
    }

    public IReadOnlyList<ParserModel> All { get; } = [];

    public ParserModel Of(MessageModel message) => _parsers[message];

    /// <summary>The parser that reads all of some messages; null where there is none.</summary>
    public ParserModel? OfAll(IReadOnlyList<MessageModel> messages) =>
        _parsers.TryGetValue(messages[0], out var parser) && messages.All(message => _parsers.GetValueOrDefault(message) == parser)
            ? parser : null;

    public MessageRegisters RegistersOf(MessageModel message) => _registers[message];

    private DfaState[] Combine(ProtocolModel protocol, IReadOnlyList<MessageModel> messages, out Dictionary<MessageModel, int> begins)
    {
        var root = new DfaState();
        var states = new List<DfaState> { root };
        foreach (var message in messages)
        {
            root.Markers.Add(new DfaMarkerTransition(new BeginMessage(root.Markers.Count), states.Count, []));
            DfaState[] lowered = [.. new MessageLowering(protocol, message, _registers[message]).Lower(states.Count)];
            TurnCounters.Rewrite(lowered);
            states.AddRange(lowered);
        }

        var all = Minimizer.Minimize(states).ToArray();
        begins = messages.Zip(all[0].Markers).ToDictionary(pair => pair.First, pair => pair.Second.Target);
        return all;
    }

    /// <summary>What a role reads is read by one parser, as long as its registers are enough.</summary>
    private List<List<MessageModel>> Group(ProtocolModel protocol, IReadOnlyList<MessageModel> messages)
    {
        var groups = new List<(bool ByClient, List<MessageModel> Messages)>();
        foreach (var message in messages)
        {
            var home = groups.FirstOrDefault(group =>
                group.ByClient == protocol.IsReadBy(message, isClient: true) && Registers([.. group.Messages, message]) is not null);
            if (home.Messages is null)
                groups.Add((protocol.IsReadBy(message, isClient: true), [message]));
            else
                home.Messages.Add(message);
        }

        return [.. groups.Select(group => group.Messages)];
    }

    /// <summary>The registers of several messages; null where they are too many, or where some that belong together would not stand
    /// so.</summary>
    private List<string>? Registers(IEnumerable<MessageModel> messages)
    {
        var all = new List<string>();
        MessageRegisters[] own = [.. messages.Select(message => _registers[message])];
        var names = own.SelectMany(registers => registers.All).ToHashSet();
        foreach (var registers in own)
        {
            foreach (var register in registers.All.Except(all).ToArray())
            {
                // A label may have an end alone in this message, and both in another one.
                if (MessageRegisters.StartBefore(register) is { } start && names.Contains(start) && !all.Contains(start))
                    all.Add(start);
                all.Add(register);
            }

            for (var i = 1; i < registers.All.Count; i++)
            {
                var (before, register) = (registers.All[i - 1], registers.All[i]);
                if (registers.Continuations.Contains(register) && all.IndexOf(register) != all.IndexOf(before) + 1)
                    return null;
            }
        }

        return all.Count > MessageRegisters.Maximum ? null : all;
    }

    private ParserModel Extract(
        ProtocolModel protocol, List<MessageModel> group, DfaState[] states, Dictionary<MessageModel, int> begins, NameScope names)
    {
        var order = Dfa.Reachable(states, group.Select(message => begins[message]).Distinct()).ToArray();
        var numbers = order.Select((state, number) => (state, number)).ToDictionary(pair => pair.state, pair => pair.number);
        return new ParserModel(
            names.Take(protocol.IsReadBy(group[0], isClient: true) ? "ClientParser" : "ServerParser"),
            [.. group.Select(message => (message, numbers[begins[message]]))],
            [.. order.Select(state => Copy(states[state], numbers))],
            Registers(group)!,
            Lists(group));
    }

    private Dictionary<ScannedListModel, string> Lists(List<MessageModel> group)
    {
        var names = new NameScope(Registers(group)!);
        return group.SelectMany(message => _registers[message].Lists).Distinct().ToDictionary(list => list, list => names.Take(list.Name));
    }

    private static DfaState Copy(DfaState state, Dictionary<int, int> numbers)
    {
        var copy = new DfaState
        {
            Id = numbers[state.Id],
            Context = state.Context,
            Depth = state.Depth,
            IsAccepting = state.IsAccepting,
            AcceptOperations = state.AcceptOperations,
        };
        copy.Transitions.AddRange(state.Transitions.Select(transition => transition with { Target = numbers[transition.Target] }));
        copy.Markers.AddRange(state.Markers.Select(marker => marker with { Target = numbers[marker.Target] }));
        return copy;
    }
}
