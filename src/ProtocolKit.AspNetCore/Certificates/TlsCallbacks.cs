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

    /// <summary>The user's TLS, with the protocol's ALPN name or none where the user says nothing of it, and within the time for all.</summary>
    public static TlsHandshakeCallbackOptions For(ProtocolDefinition protocol, TlsHandshakeCallbackOptions tls, TimeSpan timeout) => new()
    {
        HandshakeTimeout = tls.HandshakeTimeout < timeout ? tls.HandshakeTimeout : timeout,
        OnConnectionState = tls.OnConnectionState,
        OnConnection = async context =>
        {
            var options = await tls.OnConnection(context).ConfigureAwait(false);
            options.ApplicationProtocols ??= protocol.AlpnProtocols ?? [];
            return options;
        },
    };
}
