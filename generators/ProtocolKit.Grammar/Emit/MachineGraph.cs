using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Emit;

/// <summary>One of a protocol's four machines as states and transitions: what is emitted as its plan, to be shown to people.</summary>
/// <param name="IsClient">Whose machine it is.</param>
/// <param name="IsInsideTls">Whether it runs inside TLS.</param>
/// <param name="Start">The state that it starts in.</param>
/// <param name="StartFromTls">Inside TLS, the state that it starts in where TLS started with the first octet.</param>
/// <param name="States">The states that it can come to, in the order of the dialogue; the last one is where its lines end.</param>
/// <param name="AnyTime">What it reads wherever it waits.</param>
/// <param name="Unreadable">What it writes to what it can't read, before it closes; empty where it closes without a word.</param>
public sealed record MachineGraph(
    bool IsClient, bool IsInsideTls, string Start, string StartFromTls, IReadOnlyList<MachineState> States,
    IReadOnlyList<MachineReply> AnyTime, IReadOnlyList<string> Unreadable)
{
    /// <summary>Makes the graph of a machine.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="isClient">Whose machine it is.</param>
    /// <param name="isInsideTls">Whether it runs inside TLS.</param>
    public static MachineGraph Of(ProtocolModel protocol, bool isClient, bool isInsideTls)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var plan = new MachinePlan(protocol, isClient, isInsideTls);
        var code = new CodeWriter();
        var numbers = new MachineNumbers(new SentenceEmitter(code, protocol, isClient));
        PlanEmitter emitter = isClient ? new ClientPlanEmitter(code, plan, numbers) : new ServerPlanEmitter(code, plan, numbers);
        return new MachineGraph(
            isClient, isInsideTls, emitter.Start, emitter.StartFromTls,
            [
                .. emitter.ReachableRows().Select(row => new MachineState(row.Name, row.Kind, row.Transitions)),
                new MachineState(plan.LastStep, MachineStateKind.Last, []),
            ],
            [.. plan.AnyTime.Select(line => new MachineReply(
                line.Answers.Count > 0 ? plan.AnswerStep(line) : null, line.Message.Name,
                    [.. line.Answers.Select(answer => answer.Message)],
                line.Outcome, line.OrClear && !isClient && !isInsideTls))],
            [.. plan.Unreadable.Select(text => text.Message)]);
    }
}

/// <summary>What a machine does in a state.</summary>
public enum MachineStateKind
{
    /// <summary>It waits for a message.</summary>
    Reading,

    /// <summary>It writes messages.</summary>
    Writing,

    /// <summary>It goes on at once, as conditions or its host have it.</summary>
    Choice,

    /// <summary>Its lines have ended: TLS starts, or the connection is handed over.</summary>
    Last,
}

/// <summary>A state of a machine.</summary>
/// <param name="Name">Its name, which is that of <c>UpgradeMachine.State</c>.</param>
/// <param name="Kind">What the machine does there.</param>
/// <param name="Transitions">What may follow.</param>
public sealed record MachineState(string Name, MachineStateKind Kind, IReadOnlyList<MachineTransition> Transitions);

/// <summary>What leads from a state to another one, or to the end.</summary>
public enum MachineTransitionKind
{
    /// <summary>A message is read.</summary>
    Read,

    /// <summary>A message is written.</summary>
    Write,

    /// <summary>A condition holds.</summary>
    If,

    /// <summary>No condition holds, or there is none.</summary>
    Else,

    /// <summary>The host has the server refuse.</summary>
    Refuse,

    /// <summary>Nothing has come in a moment, so it is asked for.</summary>
    Ask,

    /// <summary>TLS begins in place of a message.</summary>
    Tls,

    /// <summary>The host goes on with the connection.</summary>
    Host,
}

/// <summary>A way from a state.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Label">The message or the condition; empty for none.</param>
/// <param name="Then">The state that follows, or null where the dialogue ends.</param>
/// <param name="Outcome">How it ends; of a refusal the outcome that the host names; or null.</param>
public sealed record MachineTransition(MachineTransitionKind Kind, string Label, string? Then, OutcomeKind? Outcome = null)
{
    /// <summary>Whether the connection may go on in the clear then.</summary>
    public bool OrClear { get; init; }
}

/// <summary>What a machine does with a message that may come at any time.</summary>
/// <param name="State">The state in which it answers, or null where it does not.</param>
/// <param name="Message">The message.</param>
/// <param name="Answers">What it answers.</param>
/// <param name="Outcome">How that ends, or null where the machine stays.</param>
/// <param name="OrClear">Whether the message may be left to the host, with the connection.</param>
public sealed record MachineReply(string? State, string Message, IReadOnlyList<string> Answers, OutcomeKind? Outcome, bool OrClear);
