using System.Buffers;

namespace ProtocolKit;

/// <summary>What all generated machines have in common: whose turn it is, which message is being read, limits, and how a dialogue
/// ends.</summary>
/// <remarks>
/// A generated machine tries the messages that are legal in its state one after the other, in order: <see cref="Candidate"/> is the number
/// of the one that is being tried, <see cref="Cursor"/> how far it has been read. Both stay as they are while the end of the message has
/// not been received.
/// </remarks>
public abstract class DialogueMachine : UpgradeMachine
{
    /// <summary>Stands for the candidate where a message had the right shape and a wrong value in it: no other is tried then.</summary>
    private const int WrongValue = int.MinValue;

    private ScanCursor _cursor;
    private KeptMessages? _kept;
    private BoundOctets256 _last;
    private int _lastLength;
    private string _lastName = "";
    private int _rounds;
    private int _shown;
    private bool _hasRead;
    private bool _hasStartedTls;
    private bool _hasTlsBegun;
    private bool _mayHoldSecret;
    private bool _hasReadInConfidence;
    private bool _isReadingTls;
    private bool _isReading;
    private UpgradeFailure? _failureDue;

    /// <summary>Makes a machine.</summary>
    /// <param name="observer">Sees the dialogue, or null.</param>
    /// <param name="kept">The messages that were kept for the caller so far, or null.</param>
    protected DialogueMachine(UpgradeObserver? observer, KeptMessages? kept = null)
    {
        Observer = observer;
        _kept = kept;
    }

    /// <inheritdoc/>
    public sealed override bool MayHoldSecret => _mayHoldSecret;

    /// <inheritdoc/>
    public sealed override bool HasDirectTls => _hasTlsBegun && HasReadNothing;

    /// <inheritdoc/>
    public override bool TlsMayBeUnread => _hasTlsBegun;

    /// <summary>How far the candidate has been read.</summary>
    protected ref ScanCursor Cursor => ref _cursor;

    /// <summary>The number of the message that is being tried, from 0.</summary>
    protected int Candidate { get; private set; }

    /// <summary>The names of the messages that are legal in this state.</summary>
    protected abstract IReadOnlyList<string> Expected { get; }

    /// <summary>Whether no message has been read yet.</summary>
    protected bool HasReadNothing => _rounds == 0;

    /// <summary>Whether the client may begin TLS in this state, in place of a message.</summary>
    protected virtual bool TlsMayBegin => false;

    /// <summary>How many messages may be read.</summary>
    protected virtual int MaxRounds => int.MaxValue;

    /// <summary>Tries the messages that are legal in this state; where nothing was asked, those that are legal at any time.</summary>
    /// <param name="received">What has been received and not consumed.</param>
    protected virtual void Read(ReadOnlySpan<byte> received) => End(UpgradeOutcome.Violation, received);

    /// <summary>How many of the octets that have been received may stand between messages and belong to none, before a client's line: such
    /// is the white space between XML elements.</summary>
    /// <param name="received">What has been received and not consumed.</param>
    protected virtual int LengthBetweenMessages(ReadOnlySpan<byte> received) => 0;

    /// <summary>Writes the message, or the answers, of this state, and goes on to the next state.</summary>
    /// <param name="output">Takes the octets.</param>
    protected virtual void Write(ref OctetWriter output)
    {
    }

    /// <summary>Goes on to the start of TLS, which the client has begun.</summary>
    protected virtual void BeginTls() => throw new InvalidOperationException($"TLS can't begin in state {State}.");

    /// <summary>Goes on to the answer to a message that can't be read, behind which the dialogue ends; false if the server closes without
    /// one.</summary>
    protected virtual bool AnswerUnreadable() => false;

    /// <summary>Makes the machine that goes on inside TLS.</summary>
    protected virtual UpgradeMachine Secure() => throw new InvalidOperationException("The machine runs inside TLS already.");

    /// <inheritdoc/>
    public sealed override OperationStatus Receive(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        Demand(UpgradeAction.Receive);
        return ReadMessage(received, out bytesConsumed);
    }

    /// <inheritdoc/>
    public sealed override OperationStatus ReceiveUnasked(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        Demand(UpgradeAction.Send);
        if (!NothingMayBeUnread)
            throw new InvalidOperationException($"In state {State} what has been received may wait.");
        bytesConsumed = LengthBetweenMessages(received);
        if (bytesConsumed > 0 && bytesConsumed == received.Length)
            return OperationStatus.Done;
        if (Role == UpgradeRole.Client || received.IsEmpty)
            return ReadMessage(received, out bytesConsumed);
        bytesConsumed = 0;
        End(UpgradeOutcome.Leftover, received);
        return OperationStatus.InvalidData;
    }

    /// <inheritdoc/>
    public sealed override void Send(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Demand(UpgradeAction.Send);
        var writer = new OctetWriter(stackalloc byte[512]);
        try
        {
            _shown = 0;
            WriteAll(ref writer);
            writer.CopyTo(output);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <inheritdoc/>
    public sealed override bool StartTls(ReadOnlySpan<byte> leftover)
    {
        Demand(UpgradeAction.StartTls);
        if (!leftover.IsEmpty && !(TlsMayBeUnread && BeginsTls(leftover)))
        {
            End(UpgradeOutcome.Leftover, leftover);
            return false;
        }

        _hasStartedTls = true;
        Observer?.OnStartTls(this);
        return true;
    }

    private bool BeginsTls(ReadOnlySpan<byte> leftover)
    {
        if (!CarriesTls(isImplicit: false))
            return leftover[0] == TlsRecord.Handshake;
        var cursor = default(ScanCursor);
        return Protocol.ReadTlsPacket(leftover, ref cursor, out var carried) switch
        {
            OperationStatus.Done => carried is [] or [TlsRecord.Handshake, ..],
            OperationStatus.NeedMoreData => true,
            _ => false,
        };
    }

    /// <inheritdoc/>
    public sealed override UpgradeMachine TlsEstablished()
    {
        if (!_hasStartedTls || NextAction != UpgradeAction.StartTls)
            throw new InvalidOperationException("StartTls has not returned true, or the machine has failed since.");
        _hasStartedTls = false;
        var inside = Secure();
        if (Observer is not null)
            inside.Number = Number;
        Observer?.OnTlsEstablished(inside);
        return inside;
    }

    /// <inheritdoc/>
    public sealed override void EndOfStream(ReadOnlySpan<byte> unread) => Abandon(UpgradeOutcome.Truncated, unread);

    /// <inheritdoc/>
    public sealed override void Abandon(UpgradeOutcome outcome, ReadOnlySpan<byte> unread)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(outcome, UpgradeOutcome.Secured);
        if (NextAction != UpgradeAction.Fail)
            End(outcome, unread);
    }

    /// <inheritdoc/>
    public sealed override KeptMessages TakeKeptMessages()
    {
        Demand(UpgradeAction.Complete);
        return TakeKept() ?? new KeptMessages();
    }

    /// <summary>Hands the kept messages on to the machine inside TLS; null if there are none.</summary>
    protected KeptMessages? TakeKept()
    {
        var kept = _kept;
        _kept = null;
        return kept;
    }

    /// <summary>Keeps a message for the caller, in place of an earlier one in the same slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="message">The octets; copied.</param>
    /// <exception cref="InvalidOperationException">The machine was made without a place for them.</exception>
    protected void Keep(int slot, ReadOnlySpan<byte> message) =>
        (_kept ?? throw new InvalidOperationException("This machine keeps no messages.")).Keep(slot, message);

    /// <summary>Takes what the scan of the candidate returned. If it was none of this kind, the next one is tried from the message's
    /// start.</summary>
    /// <param name="status">What the scan returned.</param>
    /// <returns>Whether the message has been read.</returns>
    protected bool Reads(OperationStatus status)
    {
        if (status == OperationStatus.InvalidData)
        {
            Candidate = _cursor.State == ScanCursor.WrongValue ? WrongValue : Candidate + 1;
            _cursor = default;
        }

        return _hasRead = status == OperationStatus.Done;
    }

    /// <summary>Leaves the message that has been read, unread, to a host that goes on in the clear.</summary>
    protected void LeaveUnread() => LeaveUnread(UpgradeAction.StayInClear);

    /// <summary>Shows the message that has been read to the observer.</summary>
    /// <param name="message">Its name.</param>
    /// <param name="received">What has been received, the message first.</param>
    /// <returns>The octets of the message.</returns>
    protected ReadOnlySpan<byte> Received(string message, ReadOnlySpan<byte> received)
    {
        _mayHoldSecret = false;
        return ShowReceived(message, received);
    }

    /// <summary>Shows the message that has been read to the observer, one of a client's in which the grammar does not know everything: it
    /// may be a password that should have waited for TLS.</summary>
    /// <param name="message">Its name.</param>
    /// <param name="received">What has been received, the message first.</param>
    /// <returns>The octets of the message.</returns>
    protected ReadOnlySpan<byte> ReceivedInConfidence(string message, ReadOnlySpan<byte> received)
    {
        _mayHoldSecret = _hasReadInConfidence = true;
        return ShowReceived(message, received);
    }

    /// <summary>Shows the message that has been written to the observer.</summary>
    /// <param name="message">Its name.</param>
    /// <param name="output">Where it was written.</param>
    /// <returns>The octets of the message.</returns>
    protected ReadOnlySpan<byte> Said(string message, in OctetWriter output)
    {
        _mayHoldSecret = false;
        return ShowSaid(message, in output);
    }

    /// <summary>Shows the message that has been written to the observer, one with a value of the caller's of which the grammar knows
    /// nothing: it may be a password.</summary>
    /// <param name="message">Its name.</param>
    /// <param name="output">Where it was written.</param>
    /// <returns>The octets of the message.</returns>
    protected ReadOnlySpan<byte> SaidInConfidence(string message, in OctetWriter output)
    {
        _mayHoldSecret = true;
        return ShowSaid(message, in output);
    }

    /// <summary>Shows the message that has been written to the observer, one that repeats a value, which may be one that was read in
    /// confidence.</summary>
    /// <param name="message">Its name.</param>
    /// <param name="output">Where it was written.</param>
    /// <returns>The octets of the message.</returns>
    protected ReadOnlySpan<byte> Repeated(string message, in OctetWriter output)
    {
        _mayHoldSecret = _hasReadInConfidence;
        return ShowSaid(message, in output);
    }

    /// <summary>Ends the dialogue without TLS.</summary>
    /// <param name="outcome">The reason.</param>
    /// <param name="received">What the peer said, or nothing.</param>
    protected void End(UpgradeOutcome outcome, ReadOnlySpan<byte> received) => End(outcome, received, mayGoOnInClear: false);

    /// <summary>Ends the dialogue without TLS where the server goes on in the clear.</summary>
    /// <param name="outcome">The reason.</param>
    /// <param name="received">What the peer said, or nothing.</param>
    protected void EndInClear(UpgradeOutcome outcome, ReadOnlySpan<byte> received) => End(outcome, received, mayGoOnInClear: true);

    /// <summary>Whether nothing more is read.</summary>
    private bool HasEnded => NextAction is UpgradeAction.Fail or UpgradeAction.Complete || _failureDue is not null;

    private void End(UpgradeOutcome outcome, ReadOnlySpan<byte> received, bool mayGoOnInClear)
    {
        if (outcome == UpgradeOutcome.Violation && IsInsideTls && Role == UpgradeRole.Server)
        {
            // What its grammar does not read inside TLS is for the program that serves the protocol.
            LeaveUnread(UpgradeAction.Complete);
            return;
        }

        var isLastWord = received.IsEmpty && outcome is UpgradeOutcome.Timeout or UpgradeOutcome.Truncated or UpgradeOutcome.Violation;
        var failure = _failureDue ?? new UpgradeFailure(outcome, State, isLastWord ? LastMessage() : Show(received), Expected, IsInsideTls)
        {
            ReceivedOctets = isLastWord ? _lastLength : received.Length,
            MessageBefore = isLastWord || IsLast(received) ? "" : LastMessage(),
            Values = IsLast(received) ? ValuesOf(_lastName, received) : [],
            MayGoOnInClear = mayGoOnInClear,
            LooksLikeTls = _isReadingTls || !IsInsideTls && TlsRecord.IsAtStartOf(received),
        };
        if (_isReading && outcome == UpgradeOutcome.Violation && received is not [TlsRecord.Handshake, ..] && AnswerUnreadable())
        {
            _failureDue = failure;
            return;
        }

        Failure = failure;
        NextAction = UpgradeAction.Fail;
        Observer?.OnFailed(this);
    }

    /// <summary>What a client says may be a password; white space is none.</summary>
    private string Show(ReadOnlySpan<byte> octets) =>
        Role == UpgradeRole.Client || !octets.ContainsAnyExcept(" \t\r\n"u8) ? EscapedText.Escape(octets) : "";

    private string LastMessage() => Show(_last.AsSpan()) + (_lastLength > _last.AsSpan().Length && Role == UpgradeRole.Client ? "..." : "");

    private bool IsLast(ReadOnlySpan<byte> octets) => octets.Length == _lastLength && octets.StartsWith(_last.AsSpan());

    private List<KeyValuePair<string, string>> ValuesOf(string message, ReadOnlySpan<byte> octets)
    {
        var values = new List<KeyValuePair<string, string>>();
        if (octets.Length > 0)
            Protocol.VisitLabels(message, octets, (label, value, _) => values.Add(new(label, EscapedText.Escape(value))));
        return values;
    }

    private void LeaveUnread(UpgradeAction action)
    {
        _cursor = default;
        NextAction = action;
    }

    private ReadOnlySpan<byte> ShowReceived(string message, ReadOnlySpan<byte> received)
    {
        var octets = received[.._cursor.Position];
        if (Role == UpgradeRole.Client)
        {
            _last.Set(octets[..Math.Min(octets.Length, BoundOctets256.Capacity)]);
            _lastLength = octets.Length;
            _lastName = message;
        }

        Observer?.OnReceived(this, message, octets);
        return octets;
    }

    private ReadOnlySpan<byte> ShowSaid(string message, in OctetWriter output)
    {
        var octets = output.Written[_shown..];
        _shown = output.Length;
        Observer?.OnSent(this, message, octets);
        return octets;
    }

    private OperationStatus ReadMessage(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        bytesConsumed = 0;
        if (received.IsEmpty)
            return OperationStatus.NeedMoreData;

        if (received[0] == TlsRecord.Handshake && TlsMayBegin)
        {
            _hasTlsBegun = true;
            BeginTls();
            return OperationStatus.Done;
        }

        _hasRead = false;
        _isReadingTls = !IsInsideTls && TlsRecord.IsAtStartOf(received);
        _isReading = true;
        if (_rounds < MaxRounds)
            Read(received);
        else
            End(UpgradeOutcome.Violation, received);

        if (!_hasRead && !HasEnded && (Candidate == WrongValue || received.Length >= MaxMessageOctets))
            End(UpgradeOutcome.Violation, received);
        _isReading = false;
        if (_hasRead)
        {
            bytesConsumed = _cursor.Position;
            _cursor = default;
            Candidate = 0;
            _rounds++;
            return OperationStatus.Done;
        }

        if (NextAction == UpgradeAction.Complete)
            return OperationStatus.Done;
        return HasEnded ? OperationStatus.InvalidData : OperationStatus.NeedMoreData;
    }

    /// <summary>A message before which nothing may be unread has to wait for its own call; but the lines that a client says one behind the
    /// other, to which nobody can say anything in between, are one.</summary>
    private void WriteAll(ref OctetWriter writer)
    {
        bool isLine;
        do
        {
            isLine = NothingMayBeUnread && Role == UpgradeRole.Client;
            Write(ref writer);
        }
        while (NextAction == UpgradeAction.Send && (isLine || !NothingMayBeUnread));
    }

    private void Demand(UpgradeAction action)
    {
        if (NextAction != action)
            throw new InvalidOperationException($"The machine is to {NextAction}, not to {action}.");
    }
}
