using System.Net.Security;
using System.Security.Authentication;

namespace ProtocolKit;

/// <summary>One role's handshake: how its stream is made, and what it offers and demands.</summary>
internal abstract class TlsHandshake(ProtocolDefinition protocol, bool isImplicit)
{
    /// <summary>The protocol inside.</summary>
    public ProtocolDefinition Protocol => protocol;

    /// <summary>Whether TLS starts with the first octet.</summary>
    public bool IsImplicit => isImplicit;

    /// <summary>Whether packets of the protocol carry it.</summary>
    public bool IsInPackets { get; set; }

    /// <summary>The ALPN name that is offered and demanded, as a list; null for none. Packets tell the protocol, and in protocols that
    /// have them the name stands for TLS from the first octet.</summary>
    protected List<SslApplicationProtocol>? Alpn => IsInPackets ? null : protocol.AlpnProtocols;

    /// <summary>The TLS versions, of those that the caller wants.</summary>
    protected SslProtocols Versions(SslProtocols wanted) => IsInPackets ? TlsVersions.InPackets(wanted) : wanted;

    /// <summary>Whom it is done with, for a message.</summary>
    public abstract string Peer { get; }

    /// <summary>Wraps a connection of which nothing is left unread.</summary>
    public abstract TlsStream Wrap(Stream raw);

    /// <summary>Does the handshake; a peer that cannot be verified makes it fail.</summary>
    /// <param name="stream">The TLS stream.</param>
    /// <param name="deadline">Ends it.</param>
    /// <returns>The handshake. Whatever it throws is the peer's or the network's doing.</returns>
    /// <exception cref="ArgumentException">The caller's options will not do.</exception>
    public abstract Task AuthenticateAsync(TlsStream stream, Deadline deadline);

    /// <summary>Whether the ALPN protocol is none or the right one (RFC 7301, section 3.2).</summary>
    /// <param name="stream">The TLS stream.</param>
    /// <param name="isSilentInside">Whether no dialogue follows inside TLS.</param>
    public virtual bool IsAlpnAcceptable(TlsStream stream, bool isSilentInside) =>
        protocol.AlpnProtocols is not [var offered]
            || stream.NegotiatedApplicationProtocol is var agreed && (agreed.Protocol.IsEmpty || agreed == offered);

    /// <summary>Ends at the deadline a handshake whose chain may be fetched from other servers: that blocks the thread, whatever the token
    /// says. What is left of it ends by itself, on a connection that is closed.</summary>
    protected static async Task CutOffAsync(Func<Task> authenticate, CancellationToken cancellationToken)
    {
        var authenticating = Task.Run(authenticate, CancellationToken.None);
        try
        {
            await authenticating.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!authenticating.IsCompleted)
                _ = authenticating.ContinueWith(
                    static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
