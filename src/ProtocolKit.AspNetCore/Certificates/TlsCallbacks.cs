using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ProtocolKit.AspNetCore;

/// <summary>What Kestrel's handshake is to do.</summary>
internal static class TlsCallbacks
{
    /// <summary>TLS with the certificate that there is when a client says hello.</summary>
    public static TlsHandshakeCallbackOptions With(Func<SslStreamCertificateContext> certificate) => new()
    {
        HandshakeTimeout = Timeout.InfiniteTimeSpan,
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate(),
            EnabledSslProtocols = TlsVersions.Default,
            AllowRenegotiation = false,
        }),
    };

    /// <summary>TLS with a certificate. Nothing is fetched to complete its chain.</summary>
    public static TlsHandshakeCallbackOptions With(X509Certificate2 certificate)
    {
        var context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        return With(() => context);
    }

    /// <summary>The user's TLS, with the protocol's ALPN name or none where the user says nothing of it, and within the time for all. The
    /// user's options stay as they are: they may be those of other connections and protocols.</summary>
    public static TlsHandshakeCallbackOptions For(ProtocolDefinition protocol, TlsHandshakeCallbackOptions tls, TimeSpan timeout) => new()
    {
        HandshakeTimeout = tls.HandshakeTimeout < timeout ? tls.HandshakeTimeout : timeout,
        OnConnectionState = tls.OnConnectionState,
        OnConnection = async context =>
        {
            var upgrade = context.Connection.Features.Get<ConnectionUpgrade>()!;
            try
            {
                var options = Copy(await tls.OnConnection(context).ConfigureAwait(false));
                options.ApplicationProtocols ??= upgrade.IsInPackets ? [] : protocol.AlpnProtocols ?? [];
                if (upgrade.IsInPackets)
                    options.EnabledSslProtocols = TlsVersions.InPackets(options.EnabledSslProtocols);
                options.CertificateChainPolicy = ChainPolicies.Limit(options.CertificateChainPolicy, upgrade.TimeLeft);
                upgrade.IsClientAnyone = options is { ClientCertificateRequired: false, RemoteCertificateValidationCallback: null }
                    && !context.AllowDelayedClientCertificateNegotation;
                if (upgrade.IsClientAnyone)
                    options.RemoteCertificateValidationCallback = UnaskedClient.Take;
                return options;
            }
            catch (Exception exception)
            {
                upgrade.CallbackFailure = exception;
                throw;
            }
        },
    };

    /// <summary>Copies options, all of them.</summary>
    internal static SslServerAuthenticationOptions Copy(SslServerAuthenticationOptions options)
    {
        var copy = new SslServerAuthenticationOptions
        {
            AllowRenegotiation = options.AllowRenegotiation,
            AllowTlsResume = options.AllowTlsResume,
            ApplicationProtocols = options.ApplicationProtocols,
            CertificateChainPolicy = options.CertificateChainPolicy,
            CertificateRevocationCheckMode = options.CertificateRevocationCheckMode,
            CipherSuitesPolicy = options.CipherSuitesPolicy,
            ClientCertificateRequired = options.ClientCertificateRequired,
            EnabledSslProtocols = options.EnabledSslProtocols,
            EncryptionPolicy = options.EncryptionPolicy,
            RemoteCertificateValidationCallback = options.RemoteCertificateValidationCallback,
            ServerCertificate = options.ServerCertificate,
            ServerCertificateContext = options.ServerCertificateContext,
            ServerCertificateSelectionCallback = options.ServerCertificateSelectionCallback,
        };
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            copy.AllowRsaPkcs1Padding = options.AllowRsaPkcs1Padding;
            copy.AllowRsaPssPadding = options.AllowRsaPssPadding;
        }

        return copy;
    }
}
