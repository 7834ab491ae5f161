using System.Buffers;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>One machine, whose peer says what an input says. Checks what is promised of every call.</summary>
internal sealed class MachineRun : UpgradeObserver
{
    private const int MaxSteps = 100_000;
    private const byte Handshake = 0x16;

    private readonly MachineSetup _setup;
    private readonly Pieces _pieces;
    private readonly Queue<byte[]> _turns;
    private readonly bool _repeatsFresh;
    private readonly List<string> _trail = [];
    private readonly ArrayBufferWriter<byte> _output = new();
    private UpgradeMachine _machine;
    private byte[] _turn = [];
    private FreshValue _fresh = new();
    private int _arrived;
    private int _consumed;
    private int _number;
    private int _shown;

    private MachineRun(MachineSetup setup, ReadOnlySpan<byte> turns, Pieces pieces)
    {
        (_setup, _pieces, _turns, _repeatsFresh) = (setup, pieces, Turns.Split(turns), Turns.RepeatFresh(turns));
        _machine = setup.Create(this);
    }

    private ReadOnlySpan<byte> Window => _turn.AsSpan(_consumed, _arrived - _consumed);

    private ReadOnlySpan<byte> Unread => _turn.AsSpan(_consumed);

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it has read and written, and how it has ended; the same in whatever pieces its peer's octets arrive.</returns>
    public static IReadOnlyList<string> Run(MachineSetup setup, ReadOnlySpan<byte> turns, Pieces pieces)
    {
        var run = new MachineRun(setup, turns, pieces);
        run.Go();
        return run._trail;
    }

    public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        BrokenPromiseException.Unless(Unread.StartsWith(octets), $"'{message}' is not what has come.");
        BrokenPromiseException.Unless(octets.Length <= machine.MaxMessageOctets, $"'{message}' has {octets.Length} octets.");
        _shown = octets.Length;
        _trail.Add(_repeatsFresh ? $"read {message}" : $"read {message}, {octets.Length}");
        machine.Protocol.VisitLabels(
            message, octets, (label, value, record) => _trail.Add(_repeatsFresh ? label : $"{label} {record} {value.Length}"));
    }

    public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
        _trail.Add($"wrote {message}");
        var fresh = new FreshValue();
        machine.Protocol.VisitLabels(message, octets, (_, value, _) => fresh.See(value));
        _fresh = fresh.IsKnown ? fresh : _fresh;
    }

    private void Go()
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            switch (_machine.NextAction)
            {
                case UpgradeAction.Receive:
                    Receive();
                    break;
                case UpgradeAction.Send:
                    Send();
                    break;
                case UpgradeAction.StartTls when StartTls():
                    break;
                default:
                    End();
                    return;
            }
        }

        throw new BrokenPromiseException($"The machine goes round in circles in state {_machine.State}.");
    }

    private void Receive()
    {
        if (Window.IsEmpty || Read(Window, isUnasked: false) == OperationStatus.NeedMoreData)
            Arrive();
    }

    /// <summary>Before a line of its own, it looks at all that has come.</summary>
    private void Send()
    {
        if (_machine.NothingMayBeUnread)
            ArriveEarly();
        if (_machine.NothingMayBeUnread && !Unread.IsEmpty)
        {
            _arrived = _turn.Length;
            if (Read(Unread, isUnasked: true) == OperationStatus.NeedMoreData)
                Arrive();
            return;
        }

        _output.ResetWrittenCount();
        _machine.Send(_output);
        BrokenPromiseException.Unless(
            _output.WrittenCount > 0 || _machine.NextAction != UpgradeAction.Send, $"Nothing is sent in state {_machine.State}.");
    }

    private OperationStatus Read(ReadOnlySpan<byte> window, bool isUnasked)
    {
        var (action, state) = (_machine.NextAction, _machine.State);
        _shown = -1;
        var status = isUnasked ? _machine.ReceiveUnasked(window, out var consumed) : _machine.Receive(window, out consumed);
        BrokenPromiseException.Unless(
            consumed >= 0 && consumed <= window.Length && (status == OperationStatus.Done || consumed == 0),
            $"{consumed} of {window.Length} octets are consumed, and it says {status}.");
        BrokenPromiseException.Unless(
            _shown < 0 || status != OperationStatus.Done || consumed == _shown, $"{consumed} octets are consumed, and {_shown} shown.");
        BrokenPromiseException.Unless(
            status != OperationStatus.NeedMoreData || window.Length < _machine.MaxMessageOctets && _machine.NextAction == action,
            $"It wants more than {window.Length} octets in state {state}.");
        BrokenPromiseException.Unless(
            status != OperationStatus.Done || consumed > 0 || _machine.NextAction != action, $"Nothing is read in state {state}.");
        BrokenPromiseException.Unless(
            status != OperationStatus.InvalidData || _machine.NextAction is UpgradeAction.Fail or UpgradeAction.Send,
            $"It goes on to {_machine.NextAction} from state {state} after what is no message.");
        _consumed += consumed;
        return status;
    }

    private void Arrive()
    {
        if (_arrived < _turn.Length)
        {
            _arrived += _pieces.Next(_number++, _turn.Length - _arrived);
        }
        else if (!_turns.TryDequeue(out var next))
        {
            _machine.EndOfStream(Unread);
            BrokenPromiseException.Unless(_machine.NextAction == UpgradeAction.Fail, "It goes on when the connection has ended.");
        }
        else if (next.Length == 0 && _machine.MayAsk && Unread.IsEmpty)
        {
            _machine.AskForMessage();
        }
        else
        {
            var unread = Unread.Length;
            _turn = [.. Unread, .. Turns.Fill(next, _fresh.Text, _fresh.Number)];
            (_arrived, _consumed) = (unread, 0);
        }
    }

    private void ArriveEarly()
    {
        if (_setup.IsPeerHasty && Unread.IsEmpty && _turns.Count > 0)
            Arrive();
    }

    /// <summary>Starts TLS, which is no more than an agreement here.</summary>
    /// <returns>Whether the dialogue goes on inside.</returns>
    private bool StartTls()
    {
        ArriveEarly();
        var isOfTls = Unread.IsEmpty
            || _machine.TlsMayBeUnread && (Unread[0] == Handshake || _machine.Protocol.TlsPacketCapacity > 0);
        if (!_machine.StartTls(Unread))
        {
            BrokenPromiseException.Unless(
                !Unread.IsEmpty && _machine.Failure is { Outcome: UpgradeOutcome.Leftover },
                "It does not start TLS, and does not say why.");
            return false;
        }

        _trail.Add("TLS");
        BrokenPromiseException.Unless(isOfTls, $"It starts TLS with {Unread.Length} octets unread.");
        if (!Unread.IsEmpty)
            _machine.Abandon(UpgradeOutcome.TlsFailed, []);
        else
            _machine = _machine.TlsEstablished();
        return true;
    }

    private void End()
    {
        _trail.Add($"{_machine.NextAction} in {_machine.State}, {_machine.Failure?.Outcome}");
        BrokenPromiseException.Unless(
            _machine.NextAction != UpgradeAction.Complete || _machine.IsInsideTls, "It is complete without TLS.");
        BrokenPromiseException.Unless(
            _machine.NextAction != UpgradeAction.StayInClear || _setup.MayStayInClear && !_machine.IsInsideTls, "It goes on in the clear.");
        BrokenPromiseException.Unless(
            _machine.NextAction != UpgradeAction.Fail
                || _machine.Failure is { Outcome: not UpgradeOutcome.Secured } failure && failure.ToString().Length > 0,
            "It has failed, and does not say why.");
        if (_machine.NextAction != UpgradeAction.Complete)
            return;
        using var kept = _machine.TakeKeptMessages();
        for (var slot = 0; slot < KeptMessages.MaxSlots; slot++)
        {
            if (kept.TryGet(slot, out var octets))
                _trail.Add(_repeatsFresh ? $"kept {slot}" : $"kept {slot}, {octets.Length}");
        }
    }
}
