using System.Net.Security;

namespace ProtocolKit;

internal sealed class ClientHandshake(
    ProtocolDefinition protocol, UpgradeClientOptions options, string serverName, string host, int? port)
    : TlsHandshake(protocol, options.ImplicitTls)
{
    public override string Peer => port is null ? host : $"{host}:{port}";

    private bool MayResume { get; } = options.AllowTlsResume && !UnresumedNames.Contains(serverName);

    public override TlsStream Wrap(Stream raw) =>
        TlsStream.ToServer(raw, options.PeerPolicy, serverName, Protocol.Identity, IsImplicit);

    public override Task AuthenticateAsync(TlsStream stream, Deadline deadline)
    {
        stream.IsVerdictDue = true;

        // Nothing in it belongs to one connection unless the caller puts it there, so the next one to the same server may have it too.
        var tls = options.LastTls;
        if (tls is null || tls.TargetHost != serverName || tls.ApplicationProtocols != Alpn || tls.AllowTlsResume != MayResume
            || tls.EnabledSslProtocols != Versions(options.EnabledSslProtocols))
        {
            tls = CreateOptions();
            if (options.ConfigureTls is { } configure)
                stream.CallerCallback = Configure(tls, configure);
            else if (!ChainPolicies.MayFetch(tls.CertificateChainPolicy))
                options.LastTls = tls;
        }

        if (stream.CallerCallback is null && !ChainPolicies.MayFetch(tls.CertificateChainPolicy))
            return stream.AuthenticateAsClientAsync(tls, deadline.Token);
        tls.CertificateChainPolicy = ChainPolicies.Limit(tls.CertificateChainPolicy, deadline.TimeLeft);
        return CutOffAsync(stream, tls, deadline.Token);
    }

    /// <summary>Where ALPN is all that tells what the connection is for, a server that agrees on nothing will not do.</summary>
    /// <inheritdoc/>
    public override bool IsAlpnAcceptable(TlsStream stream, bool isSilentInside) =>
        base.IsAlpnAcceptable(stream, isSilentInside)
            && (!IsImplicit || !isSilentInside || Protocol.Alpn is null || !stream.NegotiatedApplicationProtocol.Protocol.IsEmpty);

    private static Task CutOffAsync(TlsStream stream, SslClientAuthenticationOptions tls, CancellationToken cancellationToken) =>
        CutOffAsync(() => stream.AuthenticateAsClientAsync(tls, cancellationToken), cancellationToken);

    private SslClientAuthenticationOptions CreateOptions()
    {
        var tls = new SslClientAuthenticationOptions
        {
            ApplicationProtocols = Alpn,
            EnabledSslProtocols = Versions(options.EnabledSslProtocols),
            CertificateChainPolicy = options.PeerPolicy.ChainPolicy,
            AllowTlsResume = MayResume,
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
        // What other connections have too is handed out as a copy.
        tls.RemoteCertificateValidationCallback = null;
        tls.ApplicationProtocols = Alpn is { } offered ? [.. offered] : null;
        tls.CertificateChainPolicy = tls.CertificateChainPolicy?.Clone();
        tls.ClientCertificates = tls.ClientCertificates is { } certificates ? [.. certificates] : null;
        configure(tls);
        var callback = tls.RemoteCertificateValidationCallback;
        _ = TlsVersions.Check(tls.EnabledSslProtocols);
        tls.CertificateChainPolicy = ChainPolicies.ForPeer(tls.CertificateChainPolicy, ChainPolicies.ServerAuthentication);
        Secure(tls);
        return callback;
    }

    /// <summary>Sets what nobody can set otherwise.</summary>
    private void Secure(SslClientAuthenticationOptions tls)
    {
        tls.TargetHost = serverName;
        tls.AllowTlsResume &= MayResume;
        tls.AllowRenegotiation = false;
        tls.EncryptionPolicy = EncryptionPolicy.RequireEncryption;
        tls.RemoteCertificateValidationCallback = PeerVerifier.Callback;
    }
}
