using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>How peers are verified: what all connections with the same options share.</summary>
internal sealed class PeerPolicy
{
    public required X509ChainPolicy? ChainPolicy { get; init; }

    public IReadOnlyList<PublicKeyPin> Pins { get; init; } = [];

    public bool TrustPinsAlone { get; init; }

    /// <summary>What DNSSEC says of the certificate, in place of the roots; empty if nothing.</summary>
    public IReadOnlyList<CertificateAssociation> Associations { get; init; } = [];

    public bool KeepChain { get; init; }

    /// <summary>Names of which one will do in place of the expected one, in their ASCII form.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    public bool IsCertificateOptional { get; init; }
}
