using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Transport;
using ProtocolKit.Interop.Tests.Servers;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Microsoft.Azure.Amqp, the client of Azure Service Bus.</summary>
public sealed class AzureAmqpTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_upgrades_to_TLS()
    {
        await using var server = GeneratedServer.Start("amqp", new AmqpService());

        var transport = await ConnectAsync(server);
        Assert.True(transport.IsSecure);
        // The server leaves behind the headers.
        await Assert.ThrowsAnyAsync<Exception>(() =>
            new AmqpConnection(transport, AzureAmqp.Settings(tls: null), new() { ContainerId = "client" }).OpenAsync(Limit));

        await ClientAssert.SecuredAsync(server, "AMQP");
    }

    [Theory]
    [InlineData(PresentedCertificate.OfAnotherAuthority)]
    [InlineData(PresentedCertificate.OfAnotherName)]
    public async Task It_refuses_the_certificate(PresentedCertificate certificate)
    {
        await using var server = GeneratedServer.Start("amqp", new AmqpService(), certificate);

        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(server));

        await ClientAssert.RefusedAsync(server);
    }

    [Fact]
    public async Task It_does_not_go_on_without_TLS()
    {
        await using var server = GeneratedServer.StartRefusing("amqp", UpgradeOutcome.NotOffered);

        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(server));

        await ClientAssert.GaveUpAsync(server);
    }

    private static Task<TransportBase> ConnectAsync(GeneratedServer server)
    {
        var tcp = new TcpTransportSettings { Host = "localhost", Port = server.Port };
        var tls = new TlsTransportSettings(tcp)
        {
            TargetHost = TestCertificates.Host,
            CertificateValidationCallback = (_, certificate, chain, errors) =>
                (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0 && IsTrusted(chain!, certificate!),
        };
        var initiator = new AmqpTransportInitiator(AzureAmqp.Settings(tls), tcp);
        return Task.Factory.FromAsync((callback, state) => initiator.BeginConnect(Limit, callback, state), initiator.EndConnect, null);
    }

    private static bool IsTrusted(
        X509Chain chain, X509Certificate certificate)
    {
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(TestCertificates.Roots);
        return chain.Build((X509Certificate2)certificate);
    }
}
