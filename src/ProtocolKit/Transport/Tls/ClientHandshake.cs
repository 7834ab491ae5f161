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
        // Nothing in it belongs to one connection unless the caller puts it there, so the next one to the same server may have it too.
        var tls = options.LastTls;
        if (tls is null || tls.TargetHost != serverName || tls.ApplicationProtocols != Protocol.AlpnProtocols)
        {
            tls = CreateOptions();
            if (options.ConfigureTls is { } configure)
                stream.CallerCallback = Configure(tls, configure);
            else
                options.LastTls = tls;
        }

        return stream.AuthenticateAsClientAsync(tls, cancellationToken);
    }

    /// <summary>Where ALPN is all that tells what the connection is for, a server that agrees on nothing will not do.</summary>
    /// <inheritdoc/>
    public override bool IsAlpnAcceptable(TlsStream stream, bool isSilentInside) =>
        base.IsAlpnAcceptable(stream, isSilentInside)
            && (!IsImplicit || !isSilentInside || Protocol.Alpn is null || !stream.NegotiatedApplicationProtocol.Protocol.IsEmpty);

    private SslClientAuthenticationOptions CreateOptions()
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
        Secure(tls);
        return tls;
    }

    private RemoteCertificateValidationCallback? Configure(
        SslClientAuthenticationOptions tls, Action<SslClientAuthenticationOptions> configure)
    {
        tls.RemoteCertificateValidationCallback = null;
        configure(tls);
        var callback = tls.RemoteCertificateValidationCallback;
        _ = TlsVersions.Check(tls.EnabledSslProtocols);
        _ = ChainPolicies.Check(tls.CertificateChainPolicy);
        Secure(tls);
        return callback;
    }

    /// <summary>Sets what nobody can set otherwise.</summary>
    private void Secure(SslClientAuthenticationOptions tls)
    {
        tls.TargetHost = serverName;
        tls.AllowRenegotiation = false;
        tls.EncryptionPolicy = EncryptionPolicy.RequireEncryption;
        tls.RemoteCertificateValidationCallback = PeerVerifier.Callback;
    }
}
