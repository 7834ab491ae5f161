using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>How peers are verified: what all connections with the same options share.</summary>
internal sealed class PeerPolicy
{
    public required X509ChainPolicy? ChainPolicy { get; init; }

    public IReadOnlyList<PublicKeyPin> Pins { get; init; } = [];

    public bool TrustPinsAlone { get; init; }

    public bool KeepChain { get; init; }

    public bool IsCertificateOptional { get; init; }
}
