using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace ProtocolKit;

// What connections with the same options share, made when first needed. Two at a time may make it twice, which does no harm.
public sealed partial class UpgradeClientOptions
{
    internal PeerPolicy PeerPolicy => field ??= new PeerPolicy
    {
        ChainPolicy = ChainPolicies.ForPeer(CertificateChainPolicy, ChainPolicies.ServerAuthentication)
            ?? ChainPolicies.Create(CustomRoots, RevocationMode),
        Pins = PinnedPublicKeys,
        TrustPinsAlone = TrustPinnedKeysAlone && PinnedPublicKeys.Count > 0,
        Associations = PeerAssociations,
        KeepChain = KeepPeerChain,
        AlternativeNames = AlternativeServerNames,
    };

    internal ILogger? Logger => LoggerFactory is null ? null : field ??= LoggerFactory.CreateLogger(UpgradeLog.ClientCategory);

    private WireLog? WireLog => LoggerFactory is null ? null : field ??= new WireLog(LoggerFactory);

    internal UpgradeObserver? EffectiveObserver => ObserverPair.Of(Observer, WireLog);

    private UpgradeClientOptions? Implicit => ImplicitTls ? this : field ??= new UpgradeClientOptions(this) { ImplicitTls = true };

    /// <summary>The same options for TLS from the first octet, one object for all connections.</summary>
    internal static UpgradeClientOptions WithImplicitTls(UpgradeClientOptions? options) => (options ?? Default).Implicit!;

    /// <summary>The options of the last handshake, for the next one with the same server.</summary>
    internal SslClientAuthenticationOptions? LastTls { get; set; }
}

/// <content>What is shared.</content>
public sealed partial class UpgradeServerOptions
{
    internal PeerPolicy PeerPolicy => field ??= new PeerPolicy
    {
        ChainPolicy = ClientCertificates == ClientCertificateUse.None
            ? null
            : ChainPolicies.ForPeer(ClientChainPolicy, ChainPolicies.ClientAuthentication)
                ?? ChainPolicies.Create(ClientRoots, RevocationMode),
        KeepChain = KeepPeerChain,
        IsCertificateOptional = ClientCertificates == ClientCertificateUse.Requested,
    };

    internal ILogger? Logger => LoggerFactory is null ? null : field ??= LoggerFactory.CreateLogger(UpgradeLog.ServerCategory);

    private WireLog? WireLog => LoggerFactory is null ? null : field ??= new WireLog(LoggerFactory);

    internal UpgradeObserver? EffectiveObserver => ObserverPair.Of(Observer, WireLog);

    internal SslStreamCertificateContext EffectiveCertificateContext =>
        field ??= CertificateContext ?? SslStreamCertificateContext.Create(
            Certificate ?? throw new InvalidOperationException("There is no certificate."), additionalCertificates: null, offline: true);
}
