using ProtocolKit.Grammar.Emit;

namespace ProtocolKit.Cli.Diagrams.States;

/// <summary>A state in a diagram of both machines of a role.</summary>
/// <param name="Id">Its name among both.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsInsideTls">Whether it belongs to the machine inside TLS.</param>
/// <param name="Ways">The ways out of it.</param>
internal sealed record StateNode(string Id, string Name, StateNodeKind Kind, bool IsInsideTls, IReadOnlyList<StateWay> Ways);

/// <summary>What a state in a diagram is.</summary>
internal enum StateNodeKind
{
    /// <summary>Where a connection begins.</summary>
    Begin,

    /// <summary>A machine waits.</summary>
    Reading,

    /// <summary>A machine writes.</summary>
    Writing,

    /// <summary>A machine goes on at once.</summary>
    Choice,

    /// <summary>TLS starts.</summary>
    Tls,

    /// <summary>The caller has the connection.</summary>
    Done,
}

/// <summary>A way out of a state: to another one, or to an end.</summary>
/// <param name="Label">What it is taken for.</param>
/// <param name="Then">The state's <see cref="StateNode.Id"/>, or null.</param>
/// <param name="End">How the dialogue ends, or null.</param>
internal sealed record StateWay(string Label, string? Then, string? End);

/// <summary>The states of a role, before TLS and inside, and what it does at any time.</summary>
/// <param name="Nodes">The states, in the order of the dialogue; the first is where a connection begins.</param>
/// <param name="AnyTime">What it does wherever it waits, in words; each with whether that holds inside TLS.</param>
internal sealed record StateGraph(IReadOnlyList<StateNode> Nodes, IReadOnlyList<(bool IsInsideTls, string Text)> AnyTime)
{
    private const string Begin = "Begin";

    /// <summary>Makes the states of a role.</summary>
    public static StateGraph Of(Grammar.Model.ProtocolModel protocol, bool isClient)
    {
        var clear = MachineGraph.Of(protocol, isClient, isInsideTls: false);
        var inside = MachineGraph.Of(protocol, isClient, isInsideTls: true);
        var mayBeginWithTls = protocol.TlsPorts.Count > 0 || inside.StartFromTls != inside.Start;
        StateWay[] begins =
        [
            new("", Id(clear, clear.Start), null),
            .. mayBeginWithTls ? [new("TLS from the first octet", Id(inside, inside.StartFromTls), null)] : Array.Empty<StateWay>(),
        ];
        return new StateGraph(
            [
                new(Begin, "", StateNodeKind.Begin, IsInsideTls: false, begins),
                .. NodesOf(clear, new StateWay("TLS handshake", Id(inside, inside.Start), null)),
                .. NodesOf(inside, null),
            ],
            [.. AnyTimeOf(clear), .. AnyTimeOf(inside)]);
    }

    private static IEnumerable<StateNode> NodesOf(MachineGraph machine, StateWay? behindLast) =>
        Ordered(machine).Select(state => new StateNode(
        Id(machine, state.Name), state.Name,
        state.Kind switch
        {
            MachineStateKind.Reading => StateNodeKind.Reading,
            MachineStateKind.Writing => StateNodeKind.Writing,
            MachineStateKind.Choice => StateNodeKind.Choice,
            _ => machine.IsInsideTls ? StateNodeKind.Done : StateNodeKind.Tls,
        },
        machine.IsInsideTls,
        state.Name == machine.States[^1].Name && behindLast is not null ? [behindLast]
            : [.. state.Transitions.Select(way => Way(machine, way))]));

    /// <summary>The states along the ways from the start; the last one stands last.</summary>
    private static IEnumerable<MachineState> Ordered(MachineGraph machine)
    {
        var states = machine.States.ToDictionary(state => state.Name);
        var passed = new HashSet<string>();
        var open = new Stack<string>([machine.Start, machine.StartFromTls]);
        while (open.TryPop(out var name))
        {
            if (states[name].Kind == MachineStateKind.Last || !passed.Add(name))
                continue;
            yield return states[name];
            foreach (var next in states[name].Transitions.Reverse().Select(way => way.Then).OfType<string>())
                open.Push(next);
        }

        yield return machine.States[^1];
    }

    private static StateWay Way(MachineGraph machine, MachineTransition way) => new(
        way.Kind switch
        {
            MachineTransitionKind.Read => "reads " + way.Label,
            MachineTransitionKind.Write => "writes " + way.Label,
            MachineTransitionKind.If => "if " + way.Label,
            MachineTransitionKind.Else => "else",
            MachineTransitionKind.Refuse => "if the host says " + OutcomeText.Of(way.Outcome!.Value),
            MachineTransitionKind.Ask => "after a moment writes " + way.Label,
            MachineTransitionKind.Tls => "TLS begins",
            MachineTransitionKind.Host => "the host goes on",
            _ => throw new InvalidOperationException($"There is no way {way.Kind}."),
        },
        way.Then is { } then ? Id(machine, then) : null,
        way.Then is null ? OutcomeText.Of(way.Outcome!.Value, way.OrClear) : null);

    private static IEnumerable<(bool IsInsideTls, string Text)> AnyTimeOf(MachineGraph machine)
    {
        foreach (var reply in machine.AnyTime)
        {
            var answers = reply.Answers.Count == 0 ? "" : $", in {reply.State} writes {string.Join(" ", reply.Answers)}";
            var end = reply.Outcome is { } outcome ? $" => {OutcomeText.Of(outcome)}" : "";
            yield return (machine.IsInsideTls, $"reads {reply.Message}{answers}{end}{(reply.OrClear ? ", or clear" : "")}");
        }

        if (machine.Unreadable.Count > 0)
        {
            var answers = string.Join(" ", machine.Unreadable);
            yield return (machine.IsInsideTls, $"reads what it can't read, in AnswerUnreadable writes {answers} => violation");
        }
    }

    private static string Id(MachineGraph machine, string state) => (machine.IsInsideTls ? "Inside" : "Before") + state;
}
