namespace ProtocolKit;

/// <summary>Sees a dialogue as it happens: for transcripts, logs and tools. Does nothing unless overridden.</summary>
/// <remarks>Octets are lent for the call only. Those before TLS are not authenticated.</remarks>
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

    /// <summary>The handshake has been done and the peer verified.</summary>
    /// <param name="machine">The machine that goes on inside TLS.</param>
    public virtual void OnTlsEstablished(UpgradeMachine machine)
    {
    }
}
