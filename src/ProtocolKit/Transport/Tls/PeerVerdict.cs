using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>What the verification of a peer came to. Those without particulars are shared.</summary>
internal sealed record PeerVerdict(PeerVerification Verification)
{
    public static readonly PeerVerdict NotAsked = new(PeerVerification.None);

    /// <summary>It has no certificate, and need not have one.</summary>
    public static readonly PeerVerdict Absent = new(PeerVerification.None);

    public static readonly PeerVerdict ByChain = new(PeerVerification.Chain);
    public static readonly PeerVerdict ByPin = new(PeerVerification.PinnedKey);
    public static readonly PeerVerdict ByAssociation = new(PeerVerification.Association);
    public static readonly PeerVerdict ByBoth = new(PeerVerification.Chain | PeerVerification.PinnedKey);

    public CertificateErrors Errors { get; init; }

    public SslPolicyErrors PolicyErrors { get; init; }

    public IReadOnlyList<X509ChainStatus> ChainStatus { get; init; } = [];

    /// <summary>Copies of the certificates, the peer's own first.</summary>
    public IReadOnlyList<X509Certificate2> Chain { get; init; } = [];
}
