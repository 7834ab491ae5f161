namespace ProtocolKit;

/// <summary>A connection that is verified TLS. The generated connection types derive from it.</summary>
public class SecureConnection
{
    private readonly SecuredTransport _transport;

    /// <summary>Takes ownership of a verified transport.</summary>
    /// <param name="transport">The transport; owned by this object from now on.</param>
    public SecureConnection(SecuredTransport transport) => _transport = transport;

    /// <summary>The messages that were kept for the caller.</summary>
    protected KeptMessages Messages => _transport.Messages;
}
