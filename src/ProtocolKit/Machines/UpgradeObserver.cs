using System.Net.Security;
using System.Security.Authentication;

namespace ProtocolKit;

/// <summary>Sees a dialogue as it happens: for transcripts, logs and tools. Does nothing unless overridden.</summary>
/// <remarks>Octets are lent for the call only. Those before TLS are not authenticated, and those of a server's machine may be a client's
/// password: see <see cref="UpgradeMachine.MayHoldSecret"/> before they are written down.</remarks>
public abstract class UpgradeObserver
{
    /// <summary>A whole message was read.</summary>
    /// <param name="machine">The machine that read it.</param>
    /// <param name="message">The name of the message in the grammar, or its expression where it has no name.</param>
    /// <param name="octets">Its octets.</param>
    public virtual void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
    }

    /// <summary>A whole message is about to be sent.</summary>
    /// <param name="machine">The machine that wrote it.</param>
    /// <param name="message">The name of the message in the grammar, or its expression where it has no name.</param>
    /// <param name="octets">Its octets.</param>
    public virtual void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
    {
    }

    /// <summary>The handshake is about to start.</summary>
    /// <param name="machine">The machine that asked for it.</param>
    public virtual void OnStartTls(UpgradeMachine machine)
    {
    }

    /// <summary>The peer has been verified, and the machine inside TLS made.</summary>
    /// <param name="machine">The machine that goes on inside TLS.</param>
    public virtual void OnTlsEstablished(UpgradeMachine machine)
    {
    }

    /// <summary>A driver has done the handshake.</summary>
    /// <param name="machine">The machine that asked for it.</param>
    /// <param name="version">The TLS version.</param>
    /// <param name="suite">The cipher suite.</param>
    public virtual void OnTlsNegotiated(UpgradeMachine machine, SslProtocols version, TlsCipherSuite suite)
    {
    }

    /// <summary>The upgrade has failed.</summary>
    /// <param name="machine">The machine that was at work; its <see cref="UpgradeMachine.Failure"/> says why.</param>
    public virtual void OnFailed(UpgradeMachine machine)
    {
    }
}
