using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>What servers and clients of these tests have in common.</summary>
internal static class Servers
{
    private static readonly SslStreamCertificateContext Context =
        SslStreamCertificateContext.Create(TestCertificates.Valid, additionalCertificates: null, offline: true);

    /// <summary>TLS with a certificate that clients trust.</summary>
    public static TlsHandshakeCallbackOptions Tls => new()
    {
        HandshakeTimeout = Timeout.InfiniteTimeSpan,
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = Context }),
    };

    /// <summary>A server of SMTP that echoes inside TLS.</summary>
    public static Task<TestHost> SmtpAsync(StartTlsOptions? options = null, Func<ConnectionContext, Task>? handler = null) =>
        TestHost.StartAsync(listen => listen.UseStartTls<Smtp>(Tls, options).Run(handler ?? EchoHandler.EchoAsync));

    /// <summary>How a client connects that trusts the tests' authority.</summary>
    public static UpgradeClientOptions Trusting(bool isImplicit = false) => new()
    {
        CustomRoots = TestCertificates.Roots, ImplicitTls = isImplicit, Timeout = TestHost.Patience,
    };

    /// <summary>A chain policy that trusts the tests' authority.</summary>
    public static X509ChainPolicy TrustingPolicy => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        CustomTrustStore = { TestCertificates.Authority },
    };
}
