using System.Net.Security;

namespace ProtocolKit;

internal sealed class ClientHandshake(
    ProtocolDefinition protocol, UpgradeClientOptions options, string serverName, string host, int? port)
    : TlsHandshake(protocol, options.ImplicitTls)
{
    public override string Peer => port is null ? host : $"{host}:{port}";

    public override TlsStream Wrap(Stream raw) => TlsStream.Over(raw, options.PeerPolicy, serverName);

    public override Task AuthenticateAsync(TlsStream stream, CancellationToken cancellationToken)
    {
        var tls = new SslClientAuthenticationOptions
        {
            ApplicationProtocols = Protocol.AlpnProtocols,
            EnabledSslProtocols = options.EnabledSslProtocols,
            CertificateChainPolicy = options.PeerPolicy.ChainPolicy,
            AllowTlsResume = options.AllowTlsResume,
        };
        if (options.ClientCertificateContext is { } context)
            tls.ClientCertificateContext = context;
        else if (options.ClientCertificates is { } certificates)
            tls.ClientCertificates = certificates;

        if (options.ConfigureTls is { } configure)
        {
            configure(tls);
            _ = TlsVersions.Check(tls.EnabledSslProtocols);
            _ = ChainPolicies.Check(tls.CertificateChainPolicy);
            stream.CallerCallback = tls.RemoteCertificateValidationCallback;
        }

        tls.TargetHost = serverName;
        tls.AllowRenegotiation = false;
        tls.EncryptionPolicy = EncryptionPolicy.RequireEncryption;
        tls.RemoteCertificateValidationCallback = PeerVerifier.Callback;
        return stream.AuthenticateAsClientAsync(tls, cancellationToken);
    }

    /// <summary>Where ALPN is all that tells what the connection is for, a server that agrees on nothing will not do.</summary>
    public override bool IsAlpnAcceptable(TlsStream stream) =>
        base.IsAlpnAcceptable(stream)
            && (!IsImplicit || Protocol.Alpn is null || !stream.NegotiatedApplicationProtocol.Protocol.IsEmpty);
}
