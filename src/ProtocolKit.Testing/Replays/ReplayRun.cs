using System.Buffers;

namespace ProtocolKit.Testing;

/// <summary>One replay.</summary>
internal sealed class ReplayRun
{
    private const int MaxSteps = 100_000;

    private readonly ProtocolDefinition _protocol;
    private readonly ReplayScript _script;
    private readonly ReplayOptions _options;
    private readonly UpgradeRole _role;
    private readonly Arrival _arrival;
    private readonly SentMessages _sent = new();
    private readonly List<Substitution> _substitutions = [];
    private UpgradeMachine _machine;
    private readonly TurnLines _lines = new();
    private int _next;
    private int _fault;
    private bool _hasWrittenOther;
    private byte[] _turn = [];
    private int _arrived;
    private int _consumed;
    private int _read;
    private int _written;

    public ReplayRun(ProtocolDefinition protocol, ReplayScript script, ReplayOptions options, UpgradeRole role, Arrival arrival)
    {
        (_protocol, _script, _options, _role, _arrival) = (protocol, script, options, role, arrival);
        _machine = role == UpgradeRole.Client ? MakeClient() : MakeServer();
    }

    /// <summary>What a client's machine draws anew in binary messages, which an answer may repeat; null where it does not matter.</summary>
    public FreshOctets? Fresh { get; init; }

    private ReadOnlySpan<byte> Window => _turn.AsSpan(_consumed, _arrived - _consumed);

    private ReadOnlySpan<byte> Unread => _turn.AsSpan(_consumed);

    public ReplayResult Run()
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            var end = _machine.NextAction switch
            {
                UpgradeAction.Receive => Receive(),
                UpgradeAction.Send => Send(),
                UpgradeAction.StartTls => StartTls(),
                UpgradeAction.Complete => ReplayEnd.Secured,
                _ => ReplayEnd.Failed,
            };
            if (end is { } known)
                return Describe(known);
        }

        throw new InvalidOperationException($"The machine goes round in circles in state {_machine.State}.");
    }

    private ReplayEnd? Receive()
    {
        if (_arrived > _consumed)
        {
            var status = _machine.Receive(Window, out var consumed);
            CheckContract(status, consumed);
            _fault = _arrival.IsOctetByOctet ? _arrived - 1 : _consumed;
            _consumed += consumed;
            if (status == OperationStatus.Done)
                _read++;
            if (status != OperationStatus.NeedMoreData)
                return null;
        }

        return Arrive();
    }

    /// <summary>Lets the next piece of the peer's arrive.</summary>
    private ReplayEnd? Arrive()
    {
        if (_arrived == _turn.Length && LoadTurn() is { } end)
            return end;
        _arrived = Math.Min(_turn.Length, _arrival.Next(_next - 1, _arrived, _turn.Length));
        return null;
    }

    private ReplayEnd? LoadTurn()
    {
        // What a recorded server answered is of no interest to a server's machine, which answers itself.
        while (_role == UpgradeRole.Server && _next < PartEnd && _script.Turns[_next].Sender == _role)
            _next++;
        if (_next == PartEnd)
            return EndOfRecording();
        if (_script.Turns[_next].Sender == _role)
            return ReplayEnd.Diverged;
        var unread = Unread.ToArray();
        var turn = OctetSubstitution.Apply(_script.Turns[_next].Octets, _substitutions);
        _lines.Load(_consumed, unread.Length, _script.Turns[_next], turn.Length, _substitutions);
        _turn = [.. unread, .. turn];
        _next++;
        (_arrived, _consumed) = (unread.Length, 0);
        return null;
    }

    private int PartEnd => _machine.IsInsideTls ? _script.Turns.Count : _script.FirstInsideTls;

    private ReplayEnd? EndOfRecording()
    {
        if (BeginsTls())
            return null;
        if (_role == UpgradeRole.Server || !_script.EndsByServer || _next < _script.Turns.Count)
            return ReplayEnd.Awaiting;
        _machine.EndOfStream(Unread);
        return ReplayEnd.Failed;
    }

    /// <summary>Shows a server that waits the first octet of TLS, where the recorded client began it in place of a message.</summary>
    private bool BeginsTls() =>
        _role == UpgradeRole.Server && !_machine.IsInsideTls && _script.Handshake is not null && Unread.IsEmpty &&
        _machine.Receive(HandshakeRecord, out _) == OperationStatus.Done && _machine.NextAction == UpgradeAction.StartTls;

    private static ReadOnlySpan<byte> HandshakeRecord => [0x16];

    private ReplayEnd? Send()
    {
        if (_machine.NothingMayBeUnread && !Unread.IsEmpty)
            return ReceiveUnasked();
        if (_role == UpgradeRole.Client && _next == PartEnd)
            return ReplayEnd.Awaiting;
        _sent.Clear();
        _machine.Send(_sent.Output);
        _written++;
        if (_role == UpgradeRole.Server)
            return null;
        _hasWrittenOther = true;
        if (_script.Turns[_next].Sender != _role)
            return ReplayEnd.Diverged;
        var align = _options.Align ?? MessageAlignment.Align;
        var found = align(_protocol, _sent.Name, _sent.Output.WrittenSpan, _script.Turns[_next].Octets);
        if (found is null)
            return ReplayEnd.Diverged;
        _hasWrittenOther = false;
        foreach (var substitution in found.Reverse())
        {
            if (!substitution.IsWholeMessage)
                _substitutions.Insert(0, substitution);
            else if (Fresh is not null)
                _substitutions.Insert(0, Fresh.Only(_written, substitution));
        }

        _next++;
        return null;
    }

    /// <summary>Where nothing may be unread, the machine looks at all that has come: the rest of the turn, however that arrives.</summary>
    private ReplayEnd? ReceiveUnasked()
    {
        _arrived = _turn.Length;
        var status = _machine.ReceiveUnasked(Unread, out var consumed);
        CheckContract(status, consumed);
        _fault = _consumed;
        _consumed += consumed;
        if (status == OperationStatus.Done)
            _read++;
        return status == OperationStatus.NeedMoreData ? ReplayEnd.Diverged : null;
    }

    private ReplayEnd? StartTls()
    {
        if (!_machine.StartTls(Unread))
            return null;
        while (_next < _script.FirstInsideTls && _script.Turns[_next].Sender == _role)
            _next++;
        if (_next != _script.FirstInsideTls || _next == _script.Turns.Count)
            return ReplayEnd.TlsStarted;
        (_turn, _arrived, _consumed) = ([], 0, 0);
        _machine = _machine.TlsEstablished();
        return null;
    }

    private UpgradeMachine MakeClient()
    {
        var parameters = _protocol.CreateClientParameters();
        SetParameters(parameters);
        return _protocol.CreateClient(new ClientMachineOptions
        {
            Host = _options.Host, Parameters = parameters, ImplicitTls = _options.ImplicitTls, Observer = _sent,
        });
    }

    private UpgradeMachine MakeServer()
    {
        var parameters = _protocol.CreateServerParameters();
        SetParameters(parameters);
        return _protocol.CreateServer(new ServerMachineOptions
        {
            Parameters = parameters, ImplicitTls = _options.ImplicitTls, Refusal = _options.Refusal, Observer = _sent,
        });
    }

    private void SetParameters(ProtocolParameters parameters)
    {
        foreach (var (name, value) in _options.Parameters)
            parameters.SetValue(name, value);
    }

    private void CheckContract(OperationStatus status, int consumed)
    {
        if (consumed < 0 || consumed > Window.Length || (status != OperationStatus.Done && consumed != 0))
            throw new InvalidOperationException($"The machine consumed {consumed} of {Window.Length} octets and said {status}.");
        if (status == OperationStatus.NeedMoreData && Window.Length >= _machine.MaxMessageOctets)
            throw new InvalidOperationException($"The machine wants more than its limit of {_machine.MaxMessageOctets} octets.");
    }

    private ReplayResult Describe(ReplayEnd end)
    {
        var explanation = end switch
        {
            ReplayEnd.Failed => _machine.Failure?.ToString() ?? "",
            ReplayEnd.Diverged when _next < _script.Turns.Count =>
                $"Wrote \"{TranscriptEscapes.Escape(_sent.Output.WrittenSpan)}\"; "
                + $"recorded: \"{TranscriptEscapes.Escape(_script.Turns[_next].Octets)}\".",
            _ => "",
        };
        var place = Place(end);
        return new ReplayResult(end, OutcomeOf(end), _machine.State, _machine.IsInsideTls, _read, _written)
        {
            Explanation = explanation,
            Line = place?.Line,
            Offset = place?.Offset ?? 0,
            Expected = Expected(end),
            Written = _hasWrittenOther ? _sent.Output.WrittenSpan.ToArray() : default,
        };
    }

    /// <summary>Where in the dialogue it ended; null at the dialogue's end.</summary>
    private (TranscriptLine Line, int Offset)? Place(ReplayEnd end)
    {
        if (end == ReplayEnd.Failed)
        {
            return _machine.Failure?.Outcome switch
            {
                UpgradeOutcome.Violation => _lines.Find(_fault),
                UpgradeOutcome.Leftover => _lines.Find(_consumed),
                UpgradeOutcome.Truncated => null,
                _ => _lines.Find(Math.Max(0, _consumed - 1)),
            };
        }

        if (_next == PartEnd)
            return end == ReplayEnd.Awaiting && !_machine.IsInsideTls && _script.Handshake is { } handshake ? (handshake, 0) : null;
        var lines = _script.Turns[_next].Lines;
        if (!_hasWrittenOther)
            return (lines[0], 0);

        // The first line that is not the one that was written.
        var same = _script.Turns[_next].Octets.AsSpan().CommonPrefixLength(_sent.Output.WrittenSpan);
        return lines.SkipWhile(line => (same -= line.Octets.Length) >= 0).FirstOrDefault() is { } other ? (other, 0) : (lines[^1], 0);
    }

    /// <summary>The messages that were legal there; where the machine said something else than the recording, the one that it
    /// wrote.</summary>
    private IReadOnlyList<string> Expected(ReplayEnd end)
    {
        if (_hasWrittenOther)
            return [_sent.Name];
        if (end is ReplayEnd.Awaiting or ReplayEnd.Diverged)
            _machine.Abandon(UpgradeOutcome.Timeout, Unread);
        return _machine.Failure?.Expected ?? [];
    }

    private UpgradeOutcome? OutcomeOf(ReplayEnd end) => end switch
    {
        ReplayEnd.Secured => UpgradeOutcome.Secured,
        ReplayEnd.Failed => _machine.Failure?.Outcome,
        _ => null,
    };

    /// <summary>What the machine wrote last, and its name.</summary>
    private sealed class SentMessages : UpgradeObserver
    {
        public ArrayBufferWriter<byte> Output { get; } = new();

        public string Name { get; private set; } = "";

        public void Clear()
        {
            Output.ResetWrittenCount();
            Name = "";
        }

        public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) => Name = message;
    }
}
