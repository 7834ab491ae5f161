using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace ProtocolKit;

/// <summary>One upgrade, of either role: the dialogue in the clear, the handshake, the dialogue inside TLS.</summary>
internal sealed class UpgradeRun(UpgradeMachine machine, TlsHandshake handshake) : IDisposable
{
    private MessageChannel? _channel;
    private (SslProtocols Version, TlsCipherSuite Suite, SslApplicationProtocol Alpn) _negotiated;
    private int _roundTrips;

    /// <summary>The machine that is at work.</summary>
    public UpgradeMachine Machine { get; private set; } = machine;

    /// <summary>The protocol.</summary>
    public ProtocolDefinition Protocol => handshake.Protocol;

    /// <summary>Whom it is with, for a message.</summary>
    public string Peer => handshake.Peer;

    /// <summary>Whether TLS starts with the first octet.</summary>
    public bool IsImplicit => handshake.IsImplicit;

    /// <summary>The TLS stream, once there is one.</summary>
    public TlsStream? Tls { get; private set; }

    /// <summary>Whether the handshake has begun and not ended.</summary>
    public bool IsInHandshake { get; private set; }

    /// <summary>How far it has come.</summary>
    public UpgradeStep Step => Machine switch
    {
        { IsInsideTls: true } => UpgradeStep.InsideTls,
        _ when Tls is not null => UpgradeStep.Handshake,
        { HasAskedForTls: true } => UpgradeStep.Request,
        { RoundTrips: > 0 } => UpgradeStep.BeforeRequest,
        _ => UpgradeStep.Greeting,
    };

    /// <summary>What was agreed in the handshake; null while it is not done. It can be asked after the stream has failed.</summary>
    public NegotiatedTls? Negotiated => _negotiated.Version == default ? null : new NegotiatedTls(
        _negotiated.Version, _negotiated.Suite, _negotiated.Alpn.Protocol.IsEmpty ? null : _negotiated.Alpn.ToString());

    /// <summary>Whether the peer chose an ALPN protocol that will not do.</summary>
    public bool IsAlpnMismatch { get; private set; }

    /// <summary>How long a message that may not come is waited for.</summary>
    public Patience Patience { get; init; } = Patience.None;

    /// <summary>Tells operators of it; null where nobody listens.</summary>
    public UpgradeReport? Report { get; set; }

    /// <summary>Upgrades a connection.</summary>
    /// <param name="stream">The connection; owned by this object from now on.</param>
    /// <param name="maxOctets">How many octets the peer may send in the clear, and again inside TLS; never less than one message may
    /// have.</param>
    /// <param name="deadline">Ends it.</param>
    /// <returns>The verified transport, or null if <see cref="Machine"/> has failed.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SecuredTransport?> RunAsync(Stream stream, int maxOctets, Deadline deadline)
    {
        _channel = new MessageChannel(stream, Math.Max(maxOctets, Machine.MaxMessageOctets));
        await Dialogue.RunAsync(Machine, _channel, Patience, deadline.Token).ConfigureAwait(false);
        if (Machine.NextAction == UpgradeAction.Complete)
            throw new InvalidOperationException($"The machine of {Protocol.Name} completed without TLS.");
        if (Machine.NextAction == UpgradeAction.Fail || _channel.HandOver(Machine, IsImplicit) is not { } raw)
            return null;

        Report?.TlsStarted();
        var packets = Machine.CarriesTls(IsImplicit) ? new PacketStream(raw, Protocol, Machine.MaxMessageOctets) : null;
        handshake.IsInPackets = packets is not null;
        Tls = handshake.Wrap(packets ?? raw);
        var authenticating = handshake.AuthenticateAsync(Tls, deadline);
        IsInHandshake = true;
        try
        {
            await authenticating.ConfigureAwait(false);
            packets?.EndHandshake();
        }
        catch (OperationCanceledException exception) when (!deadline.Token.IsCancellationRequested)
        {
            throw new AuthenticationException("A callback canceled the handshake.", exception);
        }

        if (Tls.IsVerdictDue && ReferenceEquals(Tls.Peer, PeerVerdict.NotAsked))
            throw new CryptographicException("The platform has not verified the peer.");
        IsInHandshake = false;
        var inside = Machine.TlsEstablished();
        if (!handshake.IsAlpnAcceptable(Tls, isSilentInside: inside.NextAction == UpgradeAction.Complete)
            || Machine.IsAlpnRequired && Tls.NegotiatedApplicationProtocol.Protocol.IsEmpty)
        {
            IsAlpnMismatch = true;
            Machine.Abandon(UpgradeOutcome.TlsFailed, []);
            return null;
        }

        _negotiated = (Tls.SslProtocol, Tls.NegotiatedCipherSuite, Tls.NegotiatedApplicationProtocol);
        Machine.Observer?.OnTlsNegotiated(Machine, Tls.SslProtocol, Tls.NegotiatedCipherSuite);
        _roundTrips = Machine.RoundTrips;
        Machine = inside;
        _channel = new MessageChannel(Tls, Math.Max(maxOctets, Machine.MaxMessageOctets));
        await Dialogue.RunAsync(Machine, _channel, Patience, deadline.Token).ConfigureAwait(false);
        return Machine.NextAction == UpgradeAction.Complete ? Finish(Tls) : null;
    }

    /// <summary>Makes the connection that the caller gets: the end of an upgrade that went well.</summary>
    public SecureConnection Connect(SecuredTransport transport)
    {
        var connection = Protocol.CreateConnection(transport);
        var tls = transport.Tls;
        Report?.Secured(tls.SslProtocol, tls.NegotiatedCipherSuite, tls.NegotiatedApplicationProtocol.Protocol.Span);
        return connection;
    }

    /// <summary>Makes the machine fail for a reason that it did not see itself.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>Whether it is the peer's or the network's doing; if not, the exception is for the caller as it is.</returns>
    public bool TryAbandon(Exception exception)
    {
        UpgradeOutcome? outcome = exception switch
        {
            OperationCanceledException => UpgradeOutcome.Timeout,
            _ when IsInHandshake || TlsFaults.IsOfTls(exception) => UpgradeOutcome.TlsFailed,
            IOException or SocketException or ObjectDisposedException => UpgradeOutcome.Truncated,
            _ => null,
        };
        if (outcome is { } reason && Machine.NextAction != UpgradeAction.Fail)
            Machine.Abandon(reason, _channel is null ? [] : _channel.Unread);
        return outcome is not null;
    }

    /// <summary>Gives up the connection as it is, without TLS, to a caller who can do with that after a refusal; null if something has been
    /// said behind the refusal.</summary>
    public Stream? GiveUpUnprotected()
    {
        _channel!.PullArrived(Machine.MaxMessageOctets);
        return _channel.Unread.IsEmpty ? _channel.GiveAway() : null;
    }

    /// <summary>What stands behind the last message.</summary>
    public string UnreadText => _channel is null ? "" : EscapedText.Escape(_channel.Unread);

    /// <summary>All that was said in answer to what was sent last.</summary>
    public string AnswerText => _channel is null ? "" : EscapedText.Escape(_channel.Answer);

    /// <summary>What stands behind the last message, up to the end of the line.</summary>
    public string UnreadLine
    {
        get
        {
            if (_channel is null)
                return "";
            var unread = _channel.Unread;
            return EscapedText.Escape(unread.IndexOf((byte)'\n') is >= 0 and var end ? unread[..(end + 1)] : unread);
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        Machine.Discard();
        _channel?.Dispose();
        Tls?.Dispose();
    }

    private SecuredTransport Finish(TlsStream tls)
    {
        // What the peer said behind the last message is inside TLS, and the caller's.
        var ahead = _channel!.Unread.ToArray();
        _channel.GiveAway();
        return new SecuredTransport(
            ahead.Length == 0 ? tls : new ReadAheadStream(ahead, tls),
            tls,
            Machine.TakeKeptMessages(),
            _roundTrips + Machine.RoundTrips);
    }
}
