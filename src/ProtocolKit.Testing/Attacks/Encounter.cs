using System.Buffers;
using System.Runtime.InteropServices;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Testing.Sentences;

namespace ProtocolKit.Testing;

/// <summary>One attack on one machine, without I/O: the machine of the attacked role talks to that of the other, and what the other says is
/// tampered with. Collects the promises that the attacked one breaks.</summary>
internal sealed partial class Encounter
{
    private const int MaxTurns = 100_000;
    private const int DrawTries = 20;

    private readonly AttackTarget _target;
    private readonly Attack _attack;
    private readonly Random _random;
    private readonly Log _log = new();
    private readonly Log _peerLog = new();
    private readonly List<byte> _window = [];
    private readonly Queue<byte[]> _arrivals = [];
    private readonly List<byte[]> _late = [];
    private readonly List<byte> _peerWindow = [];
    private readonly List<string> _withheld = [];
    private readonly List<string> _faults = [];
    private readonly ArrayBufferWriter<byte> _output = new();
    private bool _isShort;
    private bool _isPeerShort;
    private bool _isSilent;
    private int _peerTurn;

    private Encounter(AttackTarget target, Attack attack)
    {
        (_target, _attack, _random) = (target, attack, new Random(attack.Seed));
        Machine = target.Create(target.Role, _log);
        Peer = target.Create(target.IsClient ? UpgradeRole.Server : UpgradeRole.Client, _peerLog);
        Known = new KnownValues(target);
    }

    /// <summary>The attacked machine.</summary>
    public UpgradeMachine Machine { get; private set; }

    /// <summary>The honest peer's.</summary>
    public UpgradeMachine Peer { get; private set; }

    /// <summary>What the dialogue has said so far, on this side of TLS.</summary>
    public KnownValues Known { get; private set; }

    /// <summary>What the peer said before TLS and inside, untampered.</summary>
    public List<(bool IsInside, string Message, byte[] Octets)> PeerSaid { get; } = [];

    /// <summary>What the machine has read and written before TLS.</summary>
    public IReadOnlyList<Said> Clear => _log.Clear;

    /// <summary>What it has read and written inside.</summary>
    public IReadOnlyList<Said> Inside => _log.Inside;

    /// <summary>What it has kept for its caller, by slot.</summary>
    public IReadOnlyDictionary<int, byte[]> Kept { get; private set; } = new Dictionary<int, byte[]>();

    /// <summary>Whether the machine is complete inside TLS.</summary>
    public bool IsSecured => Machine is { IsInsideTls: true, NextAction: UpgradeAction.Complete };

    /// <summary>Whether both machines have come to speak inside TLS.</summary>
    public bool HasComeInside => Machine.IsInsideTls;

    /// <summary>How often TLS was started.</summary>
    public int TlsStarts { get; private set; }

    /// <summary>The promises that were broken.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>How it ended, in a word or two.</summary>
    public string Ending => IsSecured ? "Secured" : Machine.Failure is { } failure
        ? failure.Outcome + (failure.IsInsideTls ? " inside TLS" : "") : $"{Machine.NextAction}";

    public static Encounter Run(AttackTarget target, Attack attack)
    {
        var encounter = new Encounter(target, attack);
        try
        {
            encounter.Run();
            encounter.Judge();
        }
#pragma warning disable CA1031 // Whatever a machine throws is a broken promise.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            encounter.Blame($"{exception.GetType().Name} was thrown: {exception.Message}");
        }

        return encounter;
    }

    /// <summary>Draws a sentence of a message, with the values that the dialogue has by now; null where none is found.</summary>
    /// <param name="message">The message.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <param name="like">What the sentence is to agree with where later messages repeat it; null for nothing.</param>
    public byte[]? Draw(MessageModel message, int seed, KnownValues? like = null) =>
        Sentence.Draw(_target.Model, message, new Random(seed), () => Known.ForDrawing(like), DrawTries)?.Octets;

    /// <summary>Draws a number.</summary>
    public int Next(int most) => _random.Next(most);

    /// <summary>Says nothing more.</summary>
    public void FallSilent() => _isSilent = true;

    /// <summary>Withholds answers from the peer, who has not asked.</summary>
    public void Withhold(IEnumerable<SentenceModel> answers) => _withheld.AddRange(answers.Select(answer => answer.Message));

    public void Blame(string fault) => _faults.Add(fault);

    private static ReadOnlySpan<byte> Handshake => [0x16];

    private void Run()
    {
        Deliver(_attack.AtStart?.Invoke(this) ?? []);
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (Machine.NextAction is UpgradeAction.Fail or UpgradeAction.Complete or UpgradeAction.StayInClear)
                return;
            if (AdvanceMachine() | AdvancePeer() || StartTls())
                continue;
            if (!Machine.MayAsk)
            {
                EndConnection();
                return;
            }

            Machine.AskForMessage();
        }

        Blame($"the dialogue has not ended after {MaxTurns} turns, in state {Machine.State}");
    }

    private bool AdvanceMachine()
    {
        switch (Machine.NextAction)
        {
            case UpgradeAction.Receive:
                if ((_window.Count == 0 || _isShort) && !Arrive())
                    return false;
                Read(isUnasked: false);
                return true;
            case UpgradeAction.Send when Machine.NothingMayBeUnread && (!_isShort && _window.Count > 0 || Arrive()):
                Read(isUnasked: true);
                return true;
            case UpgradeAction.Send when Machine.NothingMayBeUnread && _window.Count > 0:
                return false;
            case UpgradeAction.Send:
                Send();
                return true;
            default:
                return false;
        }
    }

    private bool Arrive()
    {
        if (!_arrivals.TryDequeue(out var octets))
            return false;
        _window.AddRange(octets);
        _isShort = false;
        return true;
    }

    private void Read(bool isUnasked)
    {
        var unread = CollectionsMarshal.AsSpan(_window);
        var seen = _log.Current.Count;
        var status = isUnasked ? Machine.ReceiveUnasked(unread, out var consumed) : Machine.Receive(unread, out consumed);
        if (consumed < 0 || consumed > unread.Length || status != OperationStatus.Done && consumed != 0)
            Blame($"it consumed {consumed} of {unread.Length} octets and said {status}");
        if (status == OperationStatus.NeedMoreData && unread.Length >= Machine.MaxMessageOctets)
            Blame($"it wants more than its limit of {Machine.MaxMessageOctets} octets");
        if (status == OperationStatus.InvalidData && Machine.NextAction is not (UpgradeAction.Fail or UpgradeAction.Send))
            Blame($"it said {status} and goes on to {Machine.NextAction}");
        byte[] read = [.. _log.Current.Skip(seen).Where(said => !said.IsSent).SelectMany(said => said.Octets)];
        if (!unread[..Math.Clamp(consumed, 0, unread.Length)].SequenceEqual(read) && (read.Length > 0
            || unread[..consumed].ContainsAnyExcept(" \t\r\n"u8)))
            Blame($"it consumed \"{EscapedText.Escape(unread[..Math.Clamp(consumed, 0, unread.Length)])}\", and read \"{EscapedText.Escape(read)}\"");
        foreach (var said in _log.Current.Skip(seen))
            Known.Learn(said.Message, said.Octets, isRead: true);
        _window.RemoveRange(0, Math.Clamp(consumed, 0, _window.Count));
        _isShort = status == OperationStatus.NeedMoreData;
    }

    private void Send()
    {
        var seen = _log.Current.Count;
        _output.ResetWrittenCount();
        Machine.Send(_output);
        var said = _log.Current.Skip(seen).ToArray();
        if (_window.Count + _arrivals.Count > 0)
            JudgeHaste(said);
        if (!_output.WrittenSpan.SequenceEqual(said.SelectMany(message => message.Octets).ToArray()))
            Blame($"it wrote \"{EscapedText.Escape(_output.WrittenSpan)}\", which is not what it showed");
        foreach (var message in said)
        {
            Known.Learn(message.Message, message.Octets, isRead: false);
            if (!_withheld.Remove(message.Message))
                _peerWindow.AddRange(message.Octets);
        }

        _isShort = _isPeerShort = false;
        ReleaseLate();
    }

    private void ReleaseLate()
    {
        foreach (var octets in _late)
            _arrivals.Enqueue(octets);
        _late.Clear();
    }

    private bool AdvancePeer()
    {
        var unread = CollectionsMarshal.AsSpan(_peerWindow);
        switch (Peer.NextAction)
        {
            case UpgradeAction.Send when Peer.NothingMayBeUnread && unread.Length > 0:
                return !_isPeerShort && PeerRead(Peer.ReceiveUnasked(unread, out var unasked), unasked);
            case UpgradeAction.Send:
                PeerSend();
                return true;
            case UpgradeAction.Receive when unread.Length > 0 && !_isPeerShort:
                return PeerRead(Peer.Receive(unread, out var consumed), consumed);
            default:
                return false;
        }
    }

    private bool PeerRead(OperationStatus status, int consumed)
    {
        _peerWindow.RemoveRange(0, consumed);
        _isPeerShort = status == OperationStatus.NeedMoreData;
        return !_isPeerShort;
    }

    private void PeerSend()
    {
        var seen = _peerLog.Current.Count;
        _output.ResetWrittenCount();
        Peer.Send(_output);
        foreach (var said in _peerLog.Current.Skip(seen))
        {
            PeerSaid.Add((Machine.IsInsideTls, said.Message, said.Octets));
            var turn = new AttackTurn(this, _peerTurn++, said.Message, said.Octets);
            var tampering = Machine.IsInsideTls ? _attack.Inside : _attack.InClear;
            if (!_isSilent)
                Deliver(tampering?.Invoke(turn) ?? turn.Unchanged);
        }
    }

    /// <summary>Lets segments arrive. What arrives together is one segment, unless the machine is given octets one by one.</summary>
    private void Deliver(IEnumerable<Segment> segments)
    {
        var together = new List<byte>();
        foreach (var (octets, when) in segments.Where(segment => segment.Octets.Length > 0))
        {
            if (when == Timing.LaterSegment)
            {
                _late.Add(octets);
                continue;
            }

            if (when == Timing.NextSegment)
                Flush();
            together.AddRange(octets);
        }

        Flush();

        void Flush()
        {
            if (_attack.IsOctetByOctet)
                together.ForEach(octet => _arrivals.Enqueue([octet]));
            else if (together.Count > 0)
                _arrivals.Enqueue([.. together]);
            together.Clear();
        }
    }
}
