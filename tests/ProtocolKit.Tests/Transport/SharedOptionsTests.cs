using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>What a caller changes for one connection is that connection's.</summary>
public class SharedOptionsTests
{
    private static readonly SslApplicationProtocol Evil = new("evil");

    [Fact]
    public async Task An_ALPN_protocol_that_a_caller_adds_for_one_client_is_refused_there_and_not_offered_by_others()
    {
        var changed = new UpgradeClientOptions
        {
            CustomRoots = TestCertificates.Roots, ConfigureTls = tls => tls.ApplicationProtocols!.Insert(0, Evil),
        };
        foreach (var options in new[] { changed, Peers.Trusting })
        {
            IReadOnlyList<SslApplicationProtocol> taken = [Evil];
            var failure = await Peers.FailAgainstAsync(
                async stream =>
                {
                    await Peers.SayAsync(stream, "HI\r\n");
                    await Peers.HearAsync(stream, "GO\r\n");
                    await Peers.SayAsync(stream, "OK\r\n");
                    using var tls = await Peers.AuthenticateAsync(
                        stream, new() { ServerCertificate = TestCertificates.Valid, ApplicationProtocols = [.. taken] });
                    await Peers.EchoAsync(tls);
                },
                stream => UpgradeClient.UpgradeAsync(ToyProtocol.WithAlpn, stream, TestCertificates.Host, options: options));
            Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        }
    }

    [Fact]
    public async Task An_ALPN_protocol_that_a_caller_adds_for_one_server_is_not_taken_by_others()
    {
        var changed = new UpgradeServerOptions
        {
            Certificate = TestCertificates.Valid, ConfigureTls = tls => tls.ApplicationProtocols!.Insert(0, Evil),
        };
        foreach (var options in new[] { changed, Peers.Serving })
        {
            var accepting = new TaskCompletionSource<UpgradeException>();
            await Peers.AgainstAsync(
                async stream => accepting.SetResult(await Assert.ThrowsAsync<UpgradeException>(
                    () => UpgradeServer.AcceptAsync(ToyProtocol.WithAlpn, stream, options))),
                async stream =>
                {
                    await Peers.HearAsync(stream, "HI\r\n");
                    await Peers.SayAsync(stream, "GO\r\n");
                    await Peers.HearAsync(stream, "OK\r\n");
                    using var tls = new SslStream(stream);
                    var ended = await Record.ExceptionAsync(() => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                    {
                        TargetHost = TestCertificates.Host,
                        ApplicationProtocols = [Evil],
                        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                    }));
                    Assert.Equal(options == changed, ended is null);
                    return true;
                });
            Assert.Equal(UpgradeOutcome.TlsFailed, (await accepting.Task).Outcome);
        }
    }

    [Fact]
    public async Task Certificates_and_chain_policies_that_a_caller_changes_for_one_connection_are_copies()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { TestCertificates.Authority },
        };
        var certificates = new X509CertificateCollection();
        var changed = new UpgradeClientOptions
        {
            CertificateChainPolicy = policy,
            ClientCertificates = certificates,
            ConfigureTls = tls =>
            {
                tls.CertificateChainPolicy!.CustomTrustStore.Clear();
                tls.ClientCertificates!.Add(TestCertificates.Client);
            },
        };

        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Valid), stream => Peers.UpgradeAsync(stream, changed));

        Assert.Equal(CertificateErrors.UnknownAuthority, failure.CertificateErrors);
        Assert.Single(policy.CustomTrustStore);
        Assert.Empty(certificates);
    }
}
