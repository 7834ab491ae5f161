using System.Net.Security;

namespace ProtocolKit;

internal sealed class ServerHandshake(ProtocolDefinition protocol, UpgradeServerOptions options)
    : TlsHandshake(protocol, options.ImplicitTls)
{
    public override string Peer => "The client";

    public override TlsStream Wrap(Stream raw) => TlsStream.ToClient(raw, options.PeerPolicy);

    public override Task AuthenticateAsync(TlsStream stream, Deadline deadline)
    {
        if (options.SelectTlsOptions is { } select)
            return CutOffAsync(stream, select, deadline.Token);

        var tls = CreateOptions();
        if (options.ConfigureTls is { } configure)
            stream.CallerCallback = Configure(tls, configure);
        tls.AllowRenegotiation = false;
        tls.EncryptionPolicy = EncryptionPolicy.RequireEncryption;
        tls.RemoteCertificateValidationCallback = PeerVerifier.Callback;

        // A session from where clients are not asked has no certificate, and the platform would resume it here.
        tls.AllowTlsResume &= !tls.ClientCertificateRequired;
        stream.IsPeerAnyone = !tls.ClientCertificateRequired;
        stream.IsVerdictDue = tls.ClientCertificateRequired;
        if (stream.IsPeerAnyone || (stream.CallerCallback is null && !ChainPolicies.MayFetch(tls.CertificateChainPolicy)))
            return stream.AuthenticateAsServerAsync(tls, deadline.Token);
        tls.CertificateChainPolicy = ChainPolicies.Limit(tls.CertificateChainPolicy, deadline.TimeLeft);
        return CutOffAsync(stream, tls, deadline.Token);
    }

    private static Task CutOffAsync(TlsStream stream, ServerOptionsSelectionCallback select, CancellationToken cancellationToken) =>
        CutOffAsync(() => stream.AuthenticateAsServerAsync(select, state: null, cancellationToken), cancellationToken);

    private static Task CutOffAsync(TlsStream stream, SslServerAuthenticationOptions tls, CancellationToken cancellationToken) =>
        CutOffAsync(() => stream.AuthenticateAsServerAsync(tls, cancellationToken), cancellationToken);

    private SslServerAuthenticationOptions CreateOptions() => new()
    {
        ApplicationProtocols = Alpn,
        EnabledSslProtocols = Versions(options.EnabledSslProtocols),
        ServerCertificateContext = options.EffectiveCertificateContext,
        ClientCertificateRequired = options.ClientCertificates != ClientCertificateUse.None,
        CertificateChainPolicy = options.PeerPolicy.ChainPolicy,
        AllowTlsResume = options.AllowTlsResume,
    };

    private RemoteCertificateValidationCallback? Configure(SslServerAuthenticationOptions tls, Action<SslServerAuthenticationOptions> configure)
    {
        // What other connections have too is handed out as a copy.
        tls.ApplicationProtocols = Alpn is { } offered ? [.. offered] : null;
        tls.CertificateChainPolicy = tls.CertificateChainPolicy?.Clone();
        configure(tls);
        _ = TlsVersions.Check(tls.EnabledSslProtocols);
        tls.CertificateChainPolicy = ChainPolicies.ForPeer(tls.CertificateChainPolicy, ChainPolicies.ClientAuthentication);
        return tls.RemoteCertificateValidationCallback;
    }
}
