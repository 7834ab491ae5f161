using System.Buffers;

namespace ProtocolKit.Tests;

/// <summary>What both roles of the toy protocol share: messages are lines.</summary>
internal abstract class ToyMachine(ProtocolDefinition protocol, UpgradeRole role, bool isInsideTls) : UpgradeMachine
{
    private string _state = "";
    private bool _mayHandshake;

    public const int MaxLine = 80;

    public override ProtocolDefinition Protocol => protocol;

    public override UpgradeRole Role => role;

    public override bool IsInsideTls => isInsideTls;

    public override string State => _state;

    public override int MaxMessageOctets => MaxLine;

    protected KeptMessages Kept => field ??= new();

    public override OperationStatus Receive(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        Demand(UpgradeAction.Receive);
        return ReadLine(received, isUnasked: false, out bytesConsumed);
    }

    public override OperationStatus ReceiveUnasked(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        Demand(UpgradeAction.Send);
        if (role == UpgradeRole.Client)
            return ReadLine(received, isUnasked: true, out bytesConsumed);
        bytesConsumed = 0;
        Fail(UpgradeOutcome.Leftover, received);
        return OperationStatus.InvalidData;
    }

    public override bool StartTls(ReadOnlySpan<byte> leftover)
    {
        Demand(UpgradeAction.StartTls);
        _mayHandshake = leftover.IsEmpty;
        if (!_mayHandshake)
            Fail(UpgradeOutcome.Leftover, leftover);
        return _mayHandshake;
    }

    public override UpgradeMachine TlsEstablished() =>
        _mayHandshake ? CreateInsideTls() : throw new InvalidOperationException("StartTls has not returned true.");

    public override void EndOfStream(ReadOnlySpan<byte> unread) => Fail(UpgradeOutcome.Truncated, unread);

    public override void Abandon(UpgradeOutcome outcome, ReadOnlySpan<byte> unread) => Fail(outcome, unread);

    public override KeptMessages TakeKeptMessages() => Kept;

    protected abstract UpgradeMachine CreateInsideTls();

    /// <summary>Takes a line, its end included.</summary>
    /// <returns>Whether it is legal there; if so, the state has been changed.</returns>
    protected abstract bool Take(ReadOnlySpan<byte> line, bool isUnasked);

    protected void Go(UpgradeAction action, string state)
    {
        NextAction = action;
        _state = state;
    }

    protected void Fail(UpgradeOutcome outcome, ReadOnlySpan<byte> received)
    {
        Failure = new UpgradeFailure(outcome, _state, EscapedText.Escape(received), ["something else"], IsInsideTls)
        {
            MayGoOnInClear = outcome is UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused,
        };
        NextAction = UpgradeAction.Fail;
    }

    private OperationStatus ReadLine(ReadOnlySpan<byte> received, bool isUnasked, out int bytesConsumed)
    {
        bytesConsumed = 0;
        var end = received.IndexOf("\r\n"u8) + 2;
        if (end < 2)
            return OperationStatus.NeedMoreData;
        if (!Take(received[..end], isUnasked) && NextAction != UpgradeAction.Fail)
            Fail(UpgradeOutcome.Violation, received[..end]);
        if (NextAction == UpgradeAction.Fail && Failure!.Outcome == UpgradeOutcome.Violation)
            return OperationStatus.InvalidData;
        bytesConsumed = end;
        return OperationStatus.Done;
    }

    private void Demand(UpgradeAction action)
    {
        if (NextAction != action)
            throw new InvalidOperationException($"The machine is to {NextAction}, not to {action}.");
    }
}
