using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary> One role's part of a protocol's way into TLS, without I/O. The generated machines derive from it; <see cref="UpgradeClient"/>
/// and <see cref="UpgradeServer"/> drive them over a stream.
/// </summary>
/// <remarks>
/// Do what <see cref="NextAction"/> says until it is <see cref="UpgradeAction.Complete"/>, <see cref="UpgradeAction.StayInClear"/> or <see
/// cref="UpgradeAction.Fail"/>. A machine belongs to one connection and one caller at a time. Advancing it allocates nothing; describing a
/// failure does.
/// </remarks>
public abstract class UpgradeMachine
{
    /// <summary>The protocol it speaks.</summary>
    public abstract ProtocolDefinition Protocol { get; }

    /// <summary>The role it speaks for.</summary>
    public abstract UpgradeRole Role { get; }

    /// <summary>Whether it runs inside TLS.</summary>
    public abstract bool IsInsideTls { get; }

    /// <summary>The state it is in, named for what it waits for or is about to send, such as <c>ExpectGreeting</c>.</summary>
    public abstract string State { get; }

    /// <summary>What has to be done next. Where TLS starts with the first octet it is <see cref="UpgradeAction.StartTls"/> from the
    /// beginning.</summary>
    public UpgradeAction NextAction { get; protected set; }

    /// <summary>Why it failed, or null while <see cref="NextAction"/> is not <see cref="UpgradeAction.Fail"/>.</summary>
    public UpgradeFailure? Failure { get; protected set; }

    /// <summary>How many messages it has sent that the peer answers: the round trips of the dialogue.</summary>
    public int RoundTrips { get; protected set; }

    /// <summary>The largest message it reads, in octets: a buffer never has to hold more.</summary>
    public abstract int MaxMessageOctets { get; }

    /// <summary>Whether <see cref="Send"/> may be called only when nothing that has been received is left: while octets are, pass them to
    /// <see cref="ReceiveUnasked"/> until none is, or <see cref="NextAction"/> or this has changed, or it asks for more.</summary>
    /// <remarks>So it is before a client says its next line, where only messages that may come at any time are legal, and before a server
    /// says that TLS may start, where nothing is: the machine then fails with <see cref="UpgradeOutcome.Leftover"/> in place of saying
    /// so.</remarks>
    public virtual bool NothingMayBeUnread => NextAction == UpgradeAction.Send && Role == UpgradeRole.Client;

    /// <summary>Whether TLS has been asked for, and the handshake not done: what a server refuses before that says nothing about
    /// TLS.</summary>
    public virtual bool HasAskedForTls => NextAction == UpgradeAction.StartTls;

    /// <summary>Sees the dialogue, or null.</summary>
    public UpgradeObserver? Observer { get; init; }

    /// <summary>Whether the message that <see cref="Observer"/> is being shown may hold a secret of the client's, such as a password that
    /// should have waited for TLS: so it is for a server with what a client says where the grammar does not know every part of it, and with
    /// what repeats a value thereafter. For a client it is so with a parameter, such as the password for a proxy, of which the grammar
    /// knows nothing. Whoever does not know must say that it may.</summary>
    public virtual bool MayHoldSecret => Role == UpgradeRole.Server;

    /// <summary>What tells the upgrade from others that are under way, in logs: the same before TLS and inside.</summary>
    internal int Number
    {
        get => field == 0 ? field = RuntimeHelpers.GetHashCode(this) : field;
        set;
    }

    /// <summary>Whether what is left over when TLS starts may be the beginning of TLS: so it is for a server whose client does not wait for
    /// an answer before it starts TLS. Anything that is no TLS handshake record (RFC 8446, 5.1) is an attack there as well.</summary>
    public virtual bool TlsMayBeUnread => false;

    /// <summary>Whether the client began TLS where a server waited for a message, as the grammar allows. A protocol with an ALPN name then
    /// demands it: nothing else has told what the connection is for.</summary>
    public virtual bool HasDirectTls => false;

    /// <summary>Whether the handshake must agree on the protocol's ALPN name: where TLS starts in place of a message, nothing else tells
    /// what it is for.</summary>
    internal bool IsAlpnRequired => HasDirectTls && Protocol.Alpn is not null;

    /// <summary>Whether packets of the protocol carry the handshake that comes next.</summary>
    /// <param name="isImplicit">Whether TLS starts with the first octet.</param>
    internal bool CarriesTls(bool isImplicit) => Protocol.TlsPacketCapacity > 0 && !isImplicit && !HasDirectTls;

    /// <summary>Whether it waits for a message that some servers do not send by themselves: where nothing has come in a moment, call
    /// <see cref="AskForMessage"/>.</summary>
    public virtual bool MayAsk => false;

    /// <summary>Asks for the message that has not come: <see cref="NextAction"/> is <see cref="UpgradeAction.Send"/> then.</summary>
    /// <exception cref="InvalidOperationException"><see cref="MayAsk"/> is false.</exception>
    public virtual void AskForMessage() => throw new InvalidOperationException($"Nothing is asked for in state {State}.");

    /// <summary>Reads one message.</summary>
    /// <param name="received">What has been received and not consumed, from the first octet of the message on. After
    /// <see cref="OperationStatus.NeedMoreData"/>, the same octets and more behind them. Owned by the caller.</param>
    /// <param name="bytesConsumed">How many octets the message had; 0 where it is left unread to the host (<see cref="NextAction"/> is
    /// <see cref="UpgradeAction.StayInClear"/>, or a server's <see cref="UpgradeAction.Complete"/>), and unless the result is
    /// <see cref="OperationStatus.Done"/>.</param>
    /// <returns><see cref="OperationStatus.Done"/> if a message was read: look at <see cref="NextAction"/> again;
    /// <see cref="OperationStatus.NeedMoreData"/> if its end has not been received; <see cref="OperationStatus.InvalidData"/> if the
    /// octets are not a message: the machine has failed, or is a server's that sends an error message (<see cref="NextAction"/> is
    /// <see cref="UpgradeAction.Send"/>) and then fails.</returns>
    /// <exception cref="InvalidOperationException"><see cref="NextAction"/> is not <see cref="UpgradeAction.Receive"/>.</exception>
    public abstract OperationStatus Receive(ReadOnlySpan<byte> received, out int bytesConsumed);

    /// <summary>Reads one message that has arrived although nothing was asked: to be called before <see cref="Send"/> while <see
    /// cref="NothingMayBeUnread"/> and octets are left. Only messages that may come at any time are legal there; a premature answer is a
    /// violation.</summary>
    /// <param name="received">What has been received and not consumed, not empty; as for <see cref="Receive"/>.</param>
    /// <param name="bytesConsumed">How many octets the message had; 0 unless the result is <see cref="OperationStatus.Done"/>.</param>
    /// <returns>As for <see cref="Receive"/>. A protocol without such messages need not override this: the machine fails.</returns>
    /// <exception cref="InvalidOperationException"><see cref="NextAction"/> is not <see cref="UpgradeAction.Send"/>, or what has been
    /// received may wait.</exception>
    public virtual OperationStatus ReceiveUnasked(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        if (NextAction != UpgradeAction.Send)
            throw new InvalidOperationException($"The machine is to {NextAction}, not to Send.");
        bytesConsumed = 0;
        Abandon(UpgradeOutcome.Violation, received);
        return OperationStatus.InvalidData;
    }

    /// <summary>Writes all that is to be sent before something is received again.</summary>
    /// <param name="output">Takes the octets.</param>
    /// <exception cref="InvalidOperationException"><see cref="NextAction"/> is not <see cref="UpgradeAction.Send"/>.</exception>
    public abstract void Send(IBufferWriter<byte> output);

    /// <summary>Ends the plaintext part. Nothing may be left over (architecture: promise 7).</summary>
    /// <param name="leftover">Every octet that has been received and not consumed. If there is one, the machine fails; but where
    /// <see cref="TlsMayBeUnread"/>, octets that begin a TLS handshake record, or a packet that carries one, are for the TLS stream to
    /// read.</param>
    /// <returns>Whether the handshake may start.</returns>
    /// <exception cref="InvalidOperationException"><see cref="NextAction"/> is not <see cref="UpgradeAction.StartTls"/>.</exception>
    public abstract bool StartTls(ReadOnlySpan<byte> leftover);

    /// <summary>Makes the machine that goes on inside TLS, after the handshake has been done and the peer verified. It is built from what
    /// the caller set, never from what was said in the clear.</summary>
    /// <returns>The new machine; this one is of no use any more.</returns>
    /// <exception cref="InvalidOperationException"><see cref="StartTls"/> has not returned true.</exception>
    public abstract UpgradeMachine TlsEstablished();

    /// <summary>Tells that the peer has closed the connection: the machine fails.</summary>
    /// <param name="unread">Every octet that has been received and not consumed.</param>
    public abstract void EndOfStream(ReadOnlySpan<byte> unread);

    /// <summary>Makes the machine fail for a reason outside the dialogue, such as the deadline.</summary>
    /// <param name="outcome">The reason.</param>
    /// <param name="unread">Every octet that has been received and not consumed.</param>
    public abstract void Abandon(UpgradeOutcome outcome, ReadOnlySpan<byte> unread);

    /// <summary>The messages that were kept for the caller, handed over with their buffer. To be called once, when <see cref="NextAction"/>
    /// is <see cref="UpgradeAction.Complete"/>; the caller disposes the result.</summary>
    public abstract KeptMessages TakeKeptMessages();

    /// <summary>Gives back what the machine holds for a caller who will never get it.</summary>
    internal virtual void Discard()
    {
    }
}
