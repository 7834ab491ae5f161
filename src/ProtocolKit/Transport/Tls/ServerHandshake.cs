using System.Net.Security;

namespace ProtocolKit;

internal sealed class ServerHandshake(ProtocolDefinition protocol, UpgradeServerOptions options)
    : TlsHandshake(protocol, options.ImplicitTls)
{
    public override string Peer => "The client";

    public override TlsStream Wrap(Stream raw) => TlsStream.Over(raw, options.PeerPolicy, expectedName: null);

    public override Task AuthenticateAsync(TlsStream stream, CancellationToken cancellationToken)
    {
        if (options.SelectTlsOptions is { } select)
            return stream.AuthenticateAsServerAsync(select, state: null, cancellationToken);

        var tls = new SslServerAuthenticationOptions
        {
            ApplicationProtocols = Protocol.AlpnProtocols,
            EnabledSslProtocols = options.EnabledSslProtocols,
            ServerCertificateContext = options.EffectiveCertificateContext,
            ClientCertificateRequired = options.ClientCertificates != ClientCertificateUse.None,
            CertificateChainPolicy = options.PeerPolicy.ChainPolicy,
            AllowTlsResume = options.AllowTlsResume,
        };
        if (options.ConfigureTls is { } configure)
        {
            configure(tls);
            _ = TlsVersions.Check(tls.EnabledSslProtocols);
            _ = ChainPolicies.Check(tls.CertificateChainPolicy);
            stream.CallerCallback = tls.RemoteCertificateValidationCallback;
        }

        tls.AllowRenegotiation = false;
        tls.EncryptionPolicy = EncryptionPolicy.RequireEncryption;
        tls.RemoteCertificateValidationCallback = tls.ClientCertificateRequired ? PeerVerifier.Callback : null;
        return stream.AuthenticateAsServerAsync(tls, cancellationToken);
    }
}
