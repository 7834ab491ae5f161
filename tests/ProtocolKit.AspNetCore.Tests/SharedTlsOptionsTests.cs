using System.Net.Security;
using System.Reflection;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>TLS options that a server hands out again and again stay as they are.</summary>
public sealed class SharedTlsOptionsTests
{
    [Fact]
    public async Task Options_that_two_protocols_share_keep_none_of_the_firsts_ALPN()
    {
        var shared = new SslServerAuthenticationOptions { ServerCertificate = TestCertificates.Valid };
        var tls = new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(shared) };
        var options = new StartTlsOptions { ImplicitTls = true, AnswerInsideTls = true };
        await using var imap = await TestHost.StartAsync(listen => listen.UseStartTls<Imap>(tls, options).Run(EchoHandler.EchoAsync));
        await using var pop3 = await TestHost.StartAsync(listen => listen.UseStartTls<Pop3>(tls, options).Run(EchoHandler.EchoAsync));

        await using var first = await UpgradeClient.ConnectAsync<Imap>("localhost", imap.Port, options: Servers.Trusting(isImplicit: true));
        Assert.Equal(Imap.Definition.Alpn, first.Tls.ApplicationProtocol);
        await using var second = await UpgradeClient.ConnectAsync<Pop3>(
            "localhost", pop3.Port, options: Servers.Trusting(isImplicit: true));
        Assert.Equal(Pop3.Definition.Alpn, second.Tls.ApplicationProtocol);
        Assert.Null(shared.ApplicationProtocols);
    }

    [Fact]
    public void A_copy_of_options_has_all_of_them()
    {
        var options = new SslServerAuthenticationOptions
        {
            AllowRenegotiation = true,
            AllowTlsResume = false,
            ApplicationProtocols = [],
            CertificateChainPolicy = new(),
            CertificateRevocationCheckMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.Offline,
            CipherSuitesPolicy = OperatingSystem.IsLinux() ? new CipherSuitesPolicy([TlsCipherSuite.TLS_AES_128_GCM_SHA256]) : null,
            ClientCertificateRequired = true,
            EnabledSslProtocols = SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None,
            ServerCertificate = TestCertificates.Valid,
            ServerCertificateContext = SslStreamCertificateContext.Create(TestCertificates.Valid, null, offline: true),
            ServerCertificateSelectionCallback = (_, _) => TestCertificates.Valid,
        };
        if (OperatingSystem.IsLinux())
            (options.AllowRsaPkcs1Padding, options.AllowRsaPssPadding) = (false, false);

        var copy = TlsCallbacks.Copy(options);

        var properties = typeof(SslServerAuthenticationOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Assert.NotEmpty(properties);
        Assert.All(properties, property => Assert.Equal(property.GetValue(options), property.GetValue(copy)));
    }
}
