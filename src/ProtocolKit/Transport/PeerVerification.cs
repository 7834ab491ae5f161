namespace ProtocolKit;

/// <summary>By what a peer was verified.</summary>
[Flags]
public enum PeerVerification
{
    /// <summary>It was not: a client without a certificate.</summary>
    None = 0,

    /// <summary>By a chain of certificates to a trusted root and, for a server, by its name (RFC 5280, RFC 9525).</summary>
    Chain = 1,

    /// <summary>By a pinned public key.</summary>
    PinnedKey = 2,

    /// <summary>By what DNSSEC says of its certificate (DANE; RFC 7671).</summary>
    Association = 4,
}
