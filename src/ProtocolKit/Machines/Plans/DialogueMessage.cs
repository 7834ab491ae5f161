using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A message that is legal in a step of a <see cref="DialoguePlan"/>, and what follows it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public class DialogueMessage
{
    private readonly string? _then;

    /// <summary>Makes a message behind which the dialogue goes on.</summary>
    /// <param name="number">The number by which the machine knows it.</param>
    /// <param name="name">Its name in the grammar.</param>
    /// <param name="then">The step that follows.</param>
    public DialogueMessage(int number, string name, string then)
        : this(number, name) => _then = then;

    /// <summary>Makes a message behind which the dialogue ends without TLS.</summary>
    /// <param name="number">The number by which the machine knows it.</param>
    /// <param name="name">Its name in the grammar.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="orClear">Whether the server that says it goes on in the clear.</param>
    public DialogueMessage(int number, string name, UpgradeOutcome outcome, bool orClear = false)
        : this(number, name) => (Outcome, OrClear) = (outcome, orClear);

    private protected DialogueMessage(int number, string name) => (Number, Name) = (number, name);

    /// <summary>The name of the message in the grammar.</summary>
    public string Name { get; }

    /// <summary>Whether it may hold a secret of the client's: the grammar does not know every part of it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Where it is kept for the caller; negative where it is not.</summary>
    public int Slot { get; init; } = -1;

    internal int Number { get; }

    internal UpgradeOutcome? Outcome { get; }

    internal bool OrClear { get; }

    internal DialogueStep? Next { get; private set; }

    internal virtual void Resolve(DialoguePlan plan) => Next = _then is null ? null : plan.Find(_then);
}

/// <summary>A message that is legal at any time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AnyTimeMessage : DialogueMessage
{
    /// <summary>Makes a message that is answered, or dropped.</summary>
    /// <param name="number">The number by which the machine knows it.</param>
    /// <param name="name">Its name in the grammar.</param>
    public AnyTimeMessage(int number, string name)
        : base(number, name)
    {
    }

    /// <summary>Makes a message that ends the dialogue without an answer.</summary>
    /// <param name="number">The number by which the machine knows it.</param>
    /// <param name="name">Its name in the grammar.</param>
    /// <param name="outcome">The outcome.</param>
    public AnyTimeMessage(int number, string name, UpgradeOutcome outcome)
        : base(number, name, outcome)
    {
    }

    /// <summary>What answers it, or null.</summary>
    public WritingStep? Answer { get; init; }

    /// <summary>Whether a server whose host goes on in the clear leaves it to the host, unread.</summary>
    public bool MayBeLeftUnread { get; init; }

    /// <summary>How such a message begins that is meant for the dialogue, and not for the host.</summary>
    public byte[][] NearMisses { get; init; } = [];

    /// <summary>Whether it is none in the first step: there, the first message is known by its place.</summary>
    public bool IsNotFirst { get; init; }

    internal override void Resolve(DialoguePlan plan)
    {
        Answer?.Resolve(plan);
        if (Answer is not null)
            Answer.IsAnswer = true;
    }
}

/// <summary>What is written in a step.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DialogueText
{
    /// <summary>Makes a text that the machine puts together.</summary>
    /// <param name="message">The name of the message in the grammar, or its expression.</param>
    /// <param name="number">The number by which the machine knows the text.</param>
    public DialogueText(string message, int number) => (Message, Number) = (message, number);

    /// <summary>Makes a text that is always the same.</summary>
    /// <param name="message">The name of the message in the grammar, or its expression.</param>
    /// <param name="octets">The octets; copied.</param>
    public DialogueText(string message, ReadOnlySpan<byte> octets) => (Message, Octets) = (message, octets.ToArray());

    /// <summary>Whether it has a value of the caller's of which the grammar knows nothing: it may be a password.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether it repeats a value, which may be one that was read in confidence.</summary>
    public bool Repeats { get; init; }

    /// <summary>Where it is kept for the caller; negative where it is not.</summary>
    public int Slot { get; init; } = -1;

    internal string Message { get; }

    internal int Number { get; }

    internal byte[]? Octets { get; }
}
