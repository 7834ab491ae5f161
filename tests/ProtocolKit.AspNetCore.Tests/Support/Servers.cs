using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>What servers and clients of these tests have in common.</summary>
internal static class Servers
{
    public static TlsHandshakeCallbackOptions Tls => new()
    {
        HandshakeTimeout = TestHost.Patience,
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificate = TestCertificates.Valid }),
    };

    /// <summary>How a client connects that trusts the tests' authority.</summary>
    public static UpgradeClientOptions Trusting(bool isImplicit = false) => new()
    {
        CustomRoots = TestCertificates.Roots, ImplicitTls = isImplicit, Timeout = TestHost.Patience,
    };
}
