using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A role's part of a dialogue, before TLS or inside, as data. Generated code has one for each, made once.</summary>
/// <remarks>Steps name the steps that follow them. Not to be changed once a machine has been made from it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DialoguePlan
{
    private readonly Dictionary<string, DialogueStep> _byName = [];

    /// <summary>Makes a plan.</summary>
    /// <param name="role">The role.</param>
    /// <param name="maxMessageOctets">The largest message that is read, in octets.</param>
    /// <param name="maxRounds">How many messages may be read.</param>
    /// <param name="isInsideTls">Whether it holds inside TLS.</param>
    /// <param name="steps">The steps, in the order of the dialogue; without the last.</param>
    /// <param name="anyTime">What may be read at any time, in the order in which it is tried.</param>
    public DialoguePlan(
        UpgradeRole role, int maxMessageOctets, int maxRounds, bool isInsideTls, DialogueStep[] steps, AnyTimeMessage[]? anyTime = null)
    {
        ArgumentNullException.ThrowIfNull(steps);
        anyTime ??= [];
        (Role, MaxMessageOctets, MaxRounds, IsInsideTls) = (role, maxMessageOctets, maxRounds, isInsideTls);
        (Steps, AnyTime) = (steps, anyTime);
        Last = new LastStep(isInsideTls ? "Complete" : "StartTls", isInsideTls ? UpgradeAction.Complete : UpgradeAction.StartTls);
        foreach (var step in steps.Append(Last))
            _byName.Add(step.Name, step);
        foreach (var step in steps)
            step.Resolve(this);
        foreach (var message in anyTime)
            message.Resolve(this);
        First = steps.FirstOrDefault(step => step is not ChoiceStep) ?? Last;
        MaySkipToTls = steps.Any(step => step is ReadingStep { MaySkipToTls: true });
        MayBeginWithTls = steps.Any(step => step is ReadingStep { MayBeginWithTls: true });
        Last.HasAskedForTls = !isInsideTls && role == UpgradeRole.Client;
        for (var i = steps.Length - 1; i >= 0 && (steps[i] is ReadingStep || steps[i] is ChoiceStep && i == steps.Length - 1); i--)
            steps[i].HasAskedForTls = Last.HasAskedForTls;
        KeepsMessages = steps.Any(step => step.Keeps) || anyTime.Any(message => message.Slot >= 0);
    }

    /// <summary>The step that comes first; the first of the steps unless it is named.</summary>
    public string? Start { get; init; }

    /// <summary>The step that comes first inside TLS that started with the first octet; <see cref="Start"/> unless it is named.</summary>
    public string? StartFromTls { get; init; }

    /// <summary>What a server says to what it can't read, before it closes; null where it closes without a word.</summary>
    public WritingStep? Unreadable { get; init; }

    /// <summary>Whether the client does not wait for an answer before it starts TLS: what is left over then may be the beginning of
    /// TLS.</summary>
    public bool TlsMayBeUnread { get; init; }

    internal UpgradeRole Role { get; }

    internal int MaxMessageOctets { get; }

    internal int MaxRounds { get; }

    internal bool IsInsideTls { get; }

    internal DialogueStep[] Steps { get; }

    internal AnyTimeMessage[] AnyTime { get; }

    /// <summary>The state of a machine that has not begun.</summary>
    internal DialogueStep First { get; }

    internal DialogueStep Last { get; }

    /// <summary>Whether a client may leave out all exchanges before TLS: the host is asked when TLS begins, then.</summary>
    internal bool MaySkipToTls { get; }

    /// <summary>Whether a client may begin with TLS, in place of its first message.</summary>
    internal bool MayBeginWithTls { get; }

    internal bool KeepsMessages { get; }

    /// <summary>Where a machine begins.</summary>
    internal DialogueStep StartStep => field ??= Start is null ? Steps.FirstOrDefault() ?? Last : Find(Start);

    /// <summary>Where a machine inside TLS begins if TLS started with the first octet.</summary>
    internal DialogueStep StartStepFromTls => field ??= StartFromTls is null ? StartStep : Find(StartFromTls);

    internal DialogueStep Find(string name) => _byName[name];

    /// <summary>The names of the messages that are legal in a step.</summary>
    internal string[] ExpectedIn(DialogueStep step)
    {
        if (step is WritingStep { IsAnswer: false } && Role == UpgradeRole.Client)
            return [.. AnyTime.Select(message => message.Name).Distinct()];
        if (step is not ReadingStep reading)
            return [];
        var own = reading.Messages.Select(message => message.Name);
        string[] tls = reading.MaySkipToTls || reading.ExpectsTls ? ["TLS"] : [];
        return [.. own.Concat(tls).Concat(AnyTime.Select(message => message.Name)).Distinct()];
    }
}
