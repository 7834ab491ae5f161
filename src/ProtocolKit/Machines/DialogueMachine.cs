using System.Buffers;
using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>Follows a <see cref="DialoguePlan"/>: whose turn it is, which message is being read, limits, and how a dialogue ends. The
/// generated machines derive from it; they know how each message is read and written, and the answers to the plan's conditions.</summary>
/// <remarks>
/// The messages that are legal in a step are tried one after the other, in order. Which one is being tried, and <see cref="Cursor"/>, how
/// far it has been read, stay as they are while the end of the message has not been received.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class DialogueMachine : UpgradeMachine
{
    /// <summary>Stands for the candidate where a message had the right shape and a wrong value in it: no other is tried then.</summary>
    private const int WrongValue = int.MinValue;

    /// <summary>How much of the server's last message is kept, to show it.</summary>
    private const int MaxShownOctets = 256;

    private readonly DialoguePlan _plan;
    private readonly Func<UpgradeOutcome?>? _refusal;
    private readonly bool _answersInsideTls;
    private readonly bool _mayStayInClear;
    private bool _isImplicit;
    private DialogueStep _step;
    private DialogueStep? _resumed;
    private UpgradeAction _resumedAction;
    private DialogueStep? _asked;
    private ScanCursor _cursor;
    private int _candidate;
    private KeptMessages? _kept;
    private readonly byte[] _last;
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

    /// <summary>Makes a client's machine.</summary>
    /// <param name="plan">What it does before TLS.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="options">What the caller set.</param>
    private protected DialogueMachine(DialoguePlan plan, ProtocolDefinition protocol, in ClientMachineOptions options)
        : this(plan, protocol, options.Observer, new byte[MaxShownOctets])
    {
        HostOctets.Check(options.Host);
        Host = options.Host;
        _isImplicit = options.ImplicitTls;
    }

    /// <summary>Makes a server's machine.</summary>
    /// <param name="plan">What it does before TLS.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="options">What its host set.</param>
    private protected DialogueMachine(DialoguePlan plan, ProtocolDefinition protocol, in ServerMachineOptions options)
        : this(plan, protocol, options.Observer, [])
    {
        _refusal = options.Refusal;
        _isImplicit = options.ImplicitTls;
        _answersInsideTls = options.AnswerInsideTls;
        _mayStayInClear = options.MayStayInClear;
    }

    /// <summary>Makes the machine that goes on inside TLS, from what the caller set and the messages that are kept for it.</summary>
    /// <param name="plan">What it does inside TLS.</param>
    /// <param name="clear">The machine before TLS.</param>
    private protected DialogueMachine(DialoguePlan plan, DialogueMachine clear)
        : this(plan, clear.Protocol, clear.Observer, clear._last)
    {
        Host = clear.Host;
        _isImplicit = clear._isImplicit;
        _answersInsideTls = clear._answersInsideTls;
        _kept = clear.TakeKept() ?? _kept;
    }

    private DialogueMachine(DialoguePlan plan, ProtocolDefinition protocol, UpgradeObserver? observer, byte[] last)
    {
        _plan = plan;
        _step = plan.First;
        _kept = plan.KeepsMessages ? new KeptMessages() : null;
        Protocol = protocol;
        Observer = observer;
        _last = last;
    }

    /// <inheritdoc/>
    public sealed override ProtocolDefinition Protocol { get; }

    /// <inheritdoc/>
    public sealed override UpgradeRole Role => _plan.Role;

    /// <inheritdoc/>
    public sealed override bool IsInsideTls => _plan.IsInsideTls;

    /// <inheritdoc/>
    public sealed override int MaxMessageOctets => _plan.MaxMessageOctets;

    /// <inheritdoc/>
    public sealed override string State => _step.Name;

    /// <inheritdoc/>
    public sealed override bool MayHoldSecret => _mayHoldSecret;

    /// <inheritdoc/>
    public sealed override bool NothingMayBeUnread => NextAction == UpgradeAction.Send && _step is WritingStep step
        && (Role == UpgradeRole.Client ? !step.IsAnswer && !step.IsUnhurried : step.IsGoAhead);

    /// <inheritdoc/>
    public sealed override bool HasAskedForTls => _plan.Last.HasAskedForTls ? _step.HasAskedForTls : base.HasAskedForTls;

    /// <inheritdoc/>
    public sealed override bool HasDirectTls => _hasTlsBegun && HasReadNothing;

    /// <inheritdoc/>
    public sealed override bool TlsMayBeUnread => _hasTlsBegun || _plan.TlsMayBeUnread;

    /// <inheritdoc/>
    public sealed override bool MayAsk =>
        NextAction == UpgradeAction.Receive && _step is ReadingStep { Asking: not null } && !ReferenceEquals(_step, _asked);

    /// <summary>The name that the server's certificate must carry; empty for a server.</summary>
    protected string Host { get; } = "";

    /// <summary>How far the message that is being tried has been read.</summary>
    protected ref ScanCursor Cursor => ref _cursor;

    private bool HasReadNothing => _rounds == 0;

    /// <summary>Enters the first step. To be called once, when the machine has been made.</summary>
    protected void Enter()
    {
        if (_isImplicit && !IsInsideTls)
            Go(_plan.Last);
        else
            Enter(_isImplicit && IsInsideTls ? _plan.StartStepFromTls : _plan.StartStep, []);
    }

    /// <summary>Reads a message, or reads on.</summary>
    /// <param name="message">The message's number.</param>
    /// <param name="received">What has been received and not consumed.</param>
    protected virtual OperationStatus Scan(int message, ReadOnlySpan<byte> received) =>
        throw new ArgumentOutOfRangeException(nameof(message), message, "The machine reads no such message.");

    /// <summary>Remembers what a message says that has been read.</summary>
    /// <param name="message">The message's number.</param>
    /// <param name="octets">Its octets.</param>
    protected virtual void Learn(int message, ReadOnlySpan<byte> octets)
    {
    }

    /// <summary>Whether a condition holds.</summary>
    /// <param name="condition">The condition's number.</param>
    protected virtual bool Holds(int condition) =>
        throw new ArgumentOutOfRangeException(nameof(condition), condition, "The machine has no such condition.");

    /// <summary>Writes a text.</summary>
    /// <param name="text">The text's number.</param>
    /// <param name="writer">Takes the octets.</param>
    protected virtual void Write(int text, ref OctetWriter writer) =>
        throw new ArgumentOutOfRangeException(nameof(text), text, "The machine writes no such text.");

    /// <summary>How many of the octets that have been received may stand between messages and belong to none, before a client's line: such
    /// is the white space between XML elements.</summary>
    /// <param name="received">What has been received and not consumed.</param>
    protected virtual int LengthBetweenMessages(ReadOnlySpan<byte> received) => 0;

    /// <summary>Makes the machine that goes on inside TLS.</summary>
    protected virtual UpgradeMachine Secure() => new SecuredMachine(this);

    /// <inheritdoc/>
    public sealed override void AskForMessage()
    {
        if (!MayAsk)
            throw new InvalidOperationException($"Nothing is asked for in state {State}.");
        _asked = _step;
        Go(((ReadingStep)_step).Asking!);
    }

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

    /// <inheritdoc/>
    internal sealed override void Discard() => TakeKept()?.Dispose();

    /// <summary>Ends the dialogue without TLS.</summary>
    /// <param name="outcome">The reason.</param>
    /// <param name="received">What the peer said, or nothing.</param>
    protected void End(UpgradeOutcome outcome, ReadOnlySpan<byte> received) => End(outcome, received, mayGoOnInClear: false);

    private KeptMessages? TakeKept()
    {
        var kept = _kept;
        _kept = null;
        return kept;
    }

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
        var last = isLastWord ? LastMessage() : Show(received);
        var failure = _failureDue ?? new UpgradeFailure(outcome, State, last, _plan.ExpectedIn(_step), IsInsideTls)
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
        Discard();
        Observer?.OnFailed(this);
    }

    /// <summary>What a client says may be a password; white space is none.</summary>
    private string Show(ReadOnlySpan<byte> octets) =>
        Role == UpgradeRole.Client || !octets.ContainsAnyExcept(" \t\r\n"u8) ? EscapedText.Escape(octets) : "";

    private ReadOnlySpan<byte> LastOctets => _last.AsSpan(0, Math.Min(_lastLength, MaxShownOctets));

    private string LastMessage() => Show(LastOctets) + (_lastLength > MaxShownOctets ? "..." : "");

    private bool IsLast(ReadOnlySpan<byte> octets) => octets.Length == _lastLength && octets.StartsWith(LastOctets);

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
            _lastLength = octets.Length;
            octets[..LastOctets.Length].CopyTo(_last);
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

    private void Demand(UpgradeAction action)
    {
        if (NextAction != action)
            throw new InvalidOperationException($"The machine is to {NextAction}, not to {action}.");
    }
}
