using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A step of a <see cref="DialoguePlan"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DialogueStep
{
    private protected DialogueStep(string name) => Name = name;

    /// <summary>Its name, which is a machine's <see cref="UpgradeMachine.State"/>.</summary>
    public string Name { get; }

    /// <summary>What a machine in this step has to do.</summary>
    internal abstract UpgradeAction Action { get; }

    /// <summary>Whether TLS has been asked for.</summary>
    internal bool HasAskedForTls { get; set; }

    internal virtual bool Keeps => false;

    internal virtual void Resolve(DialoguePlan plan)
    {
    }
}

/// <summary>A step that reads a message.</summary>
/// <param name="name">The step's name.</param>
/// <param name="messages">The messages that are legal, in the order in which they are tried.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadingStep(string name, DialogueMessage[] messages) : DialogueStep(name)
{
    /// <summary>How what is meant for one of the step's messages begins, although a message of any time would take it.</summary>
    public byte[][] NearMisses { get; init; } = [];

    /// <summary>What asks for the message if it has not come in a moment, or null.</summary>
    public WritingStep? Asking { get; init; }

    /// <summary>Whether a client may begin TLS here, in place of its first message.</summary>
    public bool MayBeginWithTls { get; init; }

    /// <summary>Whether a client may begin TLS here, as all that stands before TLS may be left out.</summary>
    public bool MaySkipToTls { get; init; }

    /// <summary>Whether a server waits for TLS here, and for nothing else.</summary>
    public bool ExpectsTls { get; init; }

    /// <summary>Whether a server is complete here, unless it is to answer the client inside TLS.</summary>
    public bool IsForHost { get; init; }

    internal override UpgradeAction Action => UpgradeAction.Receive;

    internal DialogueMessage[] Messages { get; } = messages;

    internal override bool Keeps => Messages.Any(message => message.Slot >= 0);

    internal override void Resolve(DialoguePlan plan)
    {
        foreach (var message in Messages)
            message.Resolve(plan);
        Asking?.Resolve(plan);
        if (Asking is not null)
            Asking.IsAnswer = true;
    }
}

/// <summary>A step that writes a message, or answers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WritingStep : DialogueStep
{
    private readonly string? _then;

    /// <summary>Makes a step behind which the dialogue goes on.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="then">The step that follows; null where the dialogue goes on where it was.</param>
    /// <param name="texts">What is written.</param>
    public WritingStep(string name, string? then, DialogueText[] texts)
        : base(name)
    {
        (_then, Texts) = (then, texts);
        IsAnswer = then is null;
    }

    /// <summary>Makes a step behind which the dialogue ends without TLS.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="texts">What is written.</param>
    public WritingStep(string name, UpgradeOutcome outcome, DialogueText[] texts)
        : base(name) => (Outcome, Texts) = (outcome, texts);

    /// <summary>Whether a server answers a message of the client's: a round trip.</summary>
    public bool IsReply { get; init; }

    /// <summary>Whether nothing that has been received may be unread before a server writes this, as TLS starts behind it.</summary>
    public bool IsGoAhead { get; init; }

    /// <summary>Whether a client writes this without regard to what has been received.</summary>
    public bool IsUnhurried { get; init; }

    internal override UpgradeAction Action => UpgradeAction.Send;

    internal DialogueText[] Texts { get; }

    internal UpgradeOutcome? Outcome { get; }

    internal DialogueStep? Next { get; private set; }

    /// <summary>Whether it belongs to no line of the dialogue: it answers a message of any time, or asks for one that has not
    /// come.</summary>
    internal bool IsAnswer { get; set; }

    internal override bool Keeps => Texts.Any(text => text.Slot >= 0);

    internal override void Resolve(DialoguePlan plan) => Next = _then is null ? null : plan.Find(_then);
}

/// <summary>A step that is left at once: what follows depends on conditions, or on the host of a server.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChoiceStep : DialogueStep
{
    private readonly string? _otherwise;

    /// <summary>Makes a step behind which the dialogue goes on in any case.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="otherwise">The step that follows where no condition holds.</param>
    /// <param name="when">The numbers of conditions, and what follows where one holds; the first counts.</param>
    public ChoiceStep(string name, string otherwise, params (int Condition, string Then)[] when)
        : base(name) => (_otherwise, When) = (otherwise, when);

    /// <summary>Makes a step behind which the dialogue may end.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="otherwise">The outcome where no condition holds.</param>
    /// <param name="orClear">Whether the server goes on in the clear then.</param>
    /// <param name="when">The numbers of conditions, and what follows where one holds; the first counts.</param>
    public ChoiceStep(string name, UpgradeOutcome otherwise, bool orClear, params (int Condition, string Then)[] when)
        : base(name) => (Outcome, OrClear, When) = (otherwise, orClear, when);

    /// <summary>What a server says for each outcome that its host may name, or null where the host is not asked.</summary>
    public (UpgradeOutcome Outcome, string Then)[]? Refusals { get; init; }

    /// <summary>Whether the dialogue ends with an outcome for which there is nothing to say.</summary>
    public bool IsLastDecision { get; init; }

    internal override UpgradeAction Action => throw new InvalidOperationException("A choice is made at once.");

    private (int Condition, string Then)[] When { get; }

    /// <summary>What follows where a condition holds.</summary>
    internal (int Condition, DialogueStep Next)[] Conditions { get; private set; } = [];

    /// <summary>What a server says for an outcome that its host has named, or null where the host is not asked.</summary>
    internal (UpgradeOutcome Outcome, DialogueStep Next)[]? Answers { get; private set; }

    internal UpgradeOutcome Outcome { get; }

    internal bool OrClear { get; }

    /// <summary>What follows where no condition holds, or null where the dialogue ends.</summary>
    internal DialogueStep? Otherwise { get; private set; }

    internal override void Resolve(DialoguePlan plan)
    {
        Otherwise = _otherwise is null ? null : plan.Find(_otherwise);
        Conditions = [.. When.Select(row => (row.Condition, plan.Find(row.Then)))];
        Answers = Refusals?.Select(row => (row.Outcome, plan.Find(row.Then))).ToArray();
    }
}

/// <summary>The step at the end.</summary>
internal sealed class LastStep(string name, UpgradeAction action) : DialogueStep(name)
{
    internal override UpgradeAction Action => action;
}
