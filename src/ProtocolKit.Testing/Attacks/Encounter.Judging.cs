namespace ProtocolKit.Testing;

/// <content>What is asked of every encounter, whatever was tried.</content>
internal sealed partial class Encounter
{
    /// <summary>All that it has read and written, for a report.</summary>
    public string Shown => string.Join(" ", Dialogue("", Clear).Concat(Dialogue("inside TLS ",
        Inside)).Append($"unread \"{EscapedText.Escape(_window.ToArray())}\"."));

    private static IEnumerable<string> Dialogue(string where, IEnumerable<Said> dialogue) =>
        dialogue.Select(said => $"{where}{(said.IsSent ? "wrote" : "read")} \"{EscapedText.Escape(said.Octets)}\",");

    private void Judge()
    {
        if (Machine.NextAction is UpgradeAction.Complete or UpgradeAction.StayInClear && !Machine.IsInsideTls)
            Blame($"it is to {Machine.NextAction} without TLS");
        if (Machine.NextAction == UpgradeAction.Fail && Machine.Failure is null or { Outcome: UpgradeOutcome.Secured })
            Blame("it has failed and does not say why");
        if (TlsStarts > 1)
            Blame($"it started TLS {TlsStarts} times");
        Follow(isInside: false, _log.Clear, mustBeAtEnd: TlsStarts > 0);
        if (_log.IsInside)
            Follow(isInside: true, _log.Inside, mustBeAtEnd: IsSecured && _target.IsClient);
        if (IsSecured)
            TakeKept();
        if (_attack.Expect?.Invoke(this) is { } fault)
            Blame(fault);
    }

    /// <summary>What has arrived must be read before a client says a line of the dialogue, and before a server says that TLS may start:
    /// nobody can have answered what was not said yet.</summary>
    private void JudgeHaste(IReadOnlyList<Said> said)
    {
        var lines = _target.Lines(Machine.IsInsideTls);
        var isHasty = _target.IsClient
            ? said.Any(message => lines.Any(line => line is { FromClient: true, IsTogether: false } && line.Alternatives.Any(way =>
                way.Message.Name == message.Message)))
                && !said.Any(message => _target.AnyTime.Any(line => line.Answers.Any(answer => answer.Message == message.Message)))
            : Machine is { NextAction: UpgradeAction.StartTls, TlsMayBeUnread: false };
        if (isHasty)
            Blame($"it wrote '{said[^1].Message}' while \"{EscapedText.Escape([.. _window, .. _arrivals.SelectMany(octets => octets)])}\" was unread");
    }

    private void Follow(bool isInside, IReadOnlyList<Said> dialogue, bool mustBeAtEnd)
    {
        var judge = new DialogueJudge(_target, isInside);
        foreach (var said in dialogue)
        {
            if (judge.Take(said) is not { } fault)
                continue;
            Blame(fault + (isInside ? ", inside TLS" : ""));
            return;
        }

        if (mustBeAtEnd && !judge.IsAtEnd)
            Blame(isInside ? "it is complete before the dialogue is" : "it starts TLS before all is said that stands before it");
    }

    private void TakeKept()
    {
        using var messages = Machine.TakeKeptMessages();
        var kept = new Dictionary<int, byte[]>();
        for (var slot = 0; slot < KeptMessages.MaxSlots; slot++)
        {
            if (messages.TryGet(slot, out var octets))
                kept[slot] = octets.ToArray();
        }

        Kept = kept;
    }

    /// <summary>What a machine has read and written.</summary>
    private sealed class Log : UpgradeObserver
    {
        public List<Said> Clear { get; } = [];

        public List<Said> Inside { get; } = [];

        public bool IsInside { get; private set; }

        public List<Said> Current => IsInside ? Inside : Clear;

        public void GoInside() => IsInside = true;

        public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) => Current.Add(new Said(false,
            message, octets.ToArray()));

        public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) => Current.Add(new Said(true,
            message, octets.ToArray()));
    }
}
