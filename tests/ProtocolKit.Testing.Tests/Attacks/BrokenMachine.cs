using System.Buffers;

namespace ProtocolKit.Testing.Tests.Attacks;

/// <summary>A sound machine, behind something that breaks one promise.</summary>
internal sealed class BrokenMachine : UpgradeMachine
{
    private readonly UpgradeMachine _sound;
    private readonly Broken _broken;
    private byte[] _before;
    private int _readBefore;

    public BrokenMachine(UpgradeMachine sound, Broken broken, byte[]? before = null)
    {
        (_sound, _broken, _before) = (sound, broken, before ?? []);
        Follow();
    }

    public override ProtocolDefinition Protocol => _sound.Protocol;

    public override UpgradeRole Role => _sound.Role;

    public override bool IsInsideTls => _sound.IsInsideTls;

    public override string State => _sound.State;

    public override int MaxMessageOctets => _sound.MaxMessageOctets;

    public override bool NothingMayBeUnread => _broken != Broken.StartsTlsOverLeftovers && _sound.NothingMayBeUnread;

    public override bool HasAskedForTls => _sound.HasAskedForTls;

    public override bool TlsMayBeUnread => _sound.TlsMayBeUnread;

    public override bool MayAsk => _sound.MayAsk;

    public override OperationStatus Receive(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        if (_broken == Broken.Throws && received.Contains((byte)0xFF))
            throw new FormatException("0xFF");
        if (_broken == Broken.TakesAnyAnswer && !IsInsideTls && HasAskedForTls && !received.StartsWith("220"u8)
            && received.IndexOf((byte)'\n') is >= 0 and var end)
            return Succeed(end + 1, out bytesConsumed);
        var status = _sound.Receive(received, out bytesConsumed);
        if (status == OperationStatus.NeedMoreData && _broken == Broken.DemandsWholeMessages)
            _sound.Abandon(UpgradeOutcome.Violation, received);
        if (status == OperationStatus.Done && bytesConsumed > 0 && !IsInsideTls)
            (_before, _readBefore) = (received[..bytesConsumed].ToArray(), _readBefore + bytesConsumed);
        if (status == OperationStatus.Done && _broken == Broken.ConsumesTooMuch)
            bytesConsumed = received.Length;
        if (_broken == Broken.WantsEverMore && status == OperationStatus.InvalidData && received.Length >= MaxMessageOctets)
            return OperationStatus.NeedMoreData;
        Follow();
        return status;
    }

    public override OperationStatus ReceiveUnasked(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        bytesConsumed = received.Length;
        if (_broken == Broken.DropsWhatCameUnasked)
            return OperationStatus.Done;
        var status = _sound.ReceiveUnasked(received, out bytesConsumed);
        Follow();
        return status;
    }

    public override void Send(IBufferWriter<byte> output)
    {
        _sound.Send(output);
        if (_broken == Broken.WritesMore)
            output.Write("NOOP\r\n"u8);
        Follow();
    }

    public override bool StartTls(ReadOnlySpan<byte> leftover)
    {
        var mayStart = _sound.StartTls(_broken == Broken.StartsTlsOverLeftovers ? [] : leftover);
        Follow();
        return mayStart;
    }

    public override UpgradeMachine TlsEstablished()
    {
        var inside = new BrokenMachine(_sound.TlsEstablished(), _broken, _before);
        if (_broken == Broken.EndsByWhatWasSaidBeforeTls && _readBefore > 150)
            inside.Abandon(UpgradeOutcome.Closed, []);
        return inside;
    }

    public override void EndOfStream(ReadOnlySpan<byte> unread)
    {
        if (_broken == Broken.WaitsForEver)
            return;
        _sound.EndOfStream(unread);
        Follow();
    }

    public override void Abandon(UpgradeOutcome outcome, ReadOnlySpan<byte> unread)
    {
        _sound.Abandon(outcome, unread);
        Follow();
    }

    public override KeptMessages TakeKeptMessages()
    {
        var kept = _sound.TakeKeptMessages();
        if (_broken == Broken.KeepsWhatWasSaidBeforeTls)
            kept.Keep(0, _before);
        return kept;
    }

    /// <summary>Shows the sound machine a success in place of what was said.</summary>
    private OperationStatus Succeed(int octets, out int bytesConsumed)
    {
        bytesConsumed = octets;
        var status = _sound.Receive("220 ok\r\n"u8, out _);
        Follow();
        return status;
    }

    private void Follow()
    {
        (NextAction, Failure) = (_sound.NextAction, _sound.Failure);
        if (_broken == Broken.IsCompleteWithoutTls && Failure is { Outcome: UpgradeOutcome.Refused })
            NextAction = UpgradeAction.Complete;
    }
}
