namespace ProtocolKit;

/// <summary>What is wrong with a peer's certificate.</summary>
[Flags]
public enum CertificateErrors
{
    /// <summary>Nothing was found wrong.</summary>
    None = 0,

    /// <summary>There is no certificate.</summary>
    Missing = 1 << 0,

    /// <summary>It was issued by itself and is no trusted root.</summary>
    SelfSigned = 1 << 1,

    /// <summary>No chain leads from it to a trusted root.</summary>
    UnknownAuthority = 1 << 2,

    /// <summary>It, or one that it depends on, is no longer valid.</summary>
    Expired = 1 << 3,

    /// <summary>It, or one that it depends on, is not yet valid.</summary>
    NotYetValid = 1 << 4,

    /// <summary>It does not name the host.</summary>
    WrongName = 1 << 5,

    /// <summary>It names the host in its subject's common name only, which is not a name for a service (RFC 9525, section 2).</summary>
    CommonNameOnly = 1 << 6,

    /// <summary>It, or one that it depends on, was revoked.</summary>
    Revoked = 1 << 7,

    /// <summary>Whether it was revoked could not be found out.</summary>
    RevocationUnknown = 1 << 8,

    /// <summary>It is not for this purpose, such as the authentication of a server.</summary>
    WrongUsage = 1 << 9,

    /// <summary>The chain has another fault; the chain status says which.</summary>
    OtherChainFault = 1 << 10,

    /// <summary>None of the pinned public keys is in it.</summary>
    PinMismatch = 1 << 11,

    /// <summary>The caller's own callback refused it.</summary>
    RefusedByCaller = 1 << 12,

    /// <summary>It, or one that it depends on, is signed with MD5 or SHA-1, or an even older digest (RFC 9325, section 4.4).</summary>
    WeakSignature = 1 << 13,

    /// <summary>Its public key, or that of one that it depends on, is too short: RSA under 2048 bits, or an elliptic curve under 224
    /// (RFC 9325, section 4.5).</summary>
    WeakKey = 1 << 14,

    /// <summary>It is not the one that DNSSEC says the server has, nor does it depend on that one (DANE; RFC 7671).</summary>
    AssociationMismatch = 1 << 15,
}
