namespace ProtocolKit;

/// <summary>Whether a server asks clients for a certificate.</summary>
/// <remarks>A certificate that was verified tells who the client is; it is no login by itself.</remarks>
public enum ClientCertificateUse
{
    /// <summary>It does not ask.</summary>
    None,

    /// <summary>It asks, and takes a client without one; a certificate that cannot be verified ends the handshake.</summary>
    Requested,

    /// <summary>It asks, and only a certificate that can be verified will do.</summary>
    Required,
}
