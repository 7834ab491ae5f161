using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

public class PeerVerificationTests
{
    [Theory]
    [InlineData("Expired", CertificateErrors.Expired, "it expired on 2")]
    [InlineData("NotYetValid", CertificateErrors.NotYetValid, "is not valid before 2")]
    [InlineData("WrongName", CertificateErrors.WrongName, "it is for other.example, another.example, 127.0.0.1, not for mail.example")]
    [InlineData("CommonNameOnly", CertificateErrors.CommonNameOnly, "in its common name only")]
    [InlineData("UnknownAuthority", CertificateErrors.UnknownAuthority, "no trusted root stands behind \"CN=Other Authority\"")]
    [InlineData("SelfSigned", CertificateErrors.SelfSigned, "it is self-signed")]
    [InlineData("WrongUsage", CertificateErrors.WrongUsage, "not issued for this use")]
    [InlineData("BehindIntermediate", CertificateErrors.UnknownAuthority, "an intermediate certificate was not sent")]
    public async Task A_certificate_with_a_fault_is_refused_and_the_fault_named(string which, CertificateErrors error, string text)
    {
        var certificate = (X509Certificate2)typeof(TestCertificates).GetProperty(which)!.GetValue(null)!;
        var inner = "";
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await Peers.SayAsync(stream, "HI\r\n");
                await Peers.HearAsync(stream, "GO\r\n");
                await Peers.SayAsync(stream, "OK\r\n");
                using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificate = certificate });
                inner = await Peers.HearOutAsync(tls);
            },
            stream => Peers.UpgradeAsync(stream));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        Assert.Equal(error, failure.CertificateErrors);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.Equal(certificate, failure.PeerCertificate);
        Assert.Equal("", inner);
    }

    [Fact]
    public async Task A_wildcard_does_not_stand_for_two_labels()
    {
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Wildcard), stream => Peers.UpgradeAsync(stream, host: "a.b.mail.example"));

        Assert.Equal(CertificateErrors.WrongName, failure.CertificateErrors);
        Assert.Equal(SslPolicyErrors.RemoteCertificateNameMismatch, failure.PolicyErrors);
    }

    [Fact]
    public async Task An_address_that_the_certificate_does_not_have_is_refused()
    {
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Valid), stream => Peers.UpgradeAsync(stream, host: "127.0.0.2"));

        Assert.Equal(CertificateErrors.WrongName, failure.CertificateErrors);
    }

    [Fact]
    public async Task Without_roots_of_its_own_the_client_trusts_the_systems()
    {
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Valid), stream => Peers.UpgradeAsync(stream, UpgradeClientOptions.Default));

        Assert.Equal(CertificateErrors.UnknownAuthority, failure.CertificateErrors);
    }

    [Fact]
    public Task A_pinned_key_of_the_authority_is_found_in_the_chain() =>
        Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream, Pinning(TestCertificates.Authority));
            Assert.Equal(PeerVerification.Chain | PeerVerification.PinnedKey, connection.Tls.Verification);
            return true;
        });

    [Fact]
    public async Task A_chain_without_a_pinned_key_is_refused()
    {
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Valid), stream => Peers.UpgradeAsync(stream, Pinning(TestCertificates.OtherAuthority)));

        Assert.Equal(CertificateErrors.PinMismatch, failure.CertificateErrors);
        Assert.Contains(PublicKeyPin.FromCertificate(TestCertificates.Valid).ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pinned_key_does_not_make_up_for_an_expired_certificate()
    {
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Expired), stream => Peers.UpgradeAsync(stream, Pinning(TestCertificates.Expired)));

        Assert.Equal(CertificateErrors.Expired, failure.CertificateErrors);
    }

    [Fact]
    public Task A_pinned_key_is_enough_where_the_caller_says_so() =>
        Peers.AgainstAsync(Peers.HonestServer(TestCertificates.SelfSigned), async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream, Pinning(TestCertificates.SelfSigned, alone: true), host: "any.example");
            Assert.Equal(PeerVerification.PinnedKey, connection.Tls.Verification);
            return true;
        });

    [Fact]
    public async Task A_pinned_key_alone_must_be_the_servers_own()
    {
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Valid),
            stream => Peers.UpgradeAsync(stream, Pinning(TestCertificates.Authority, alone: true)));

        Assert.Equal(CertificateErrors.PinMismatch, failure.CertificateErrors);
    }

    [Fact]
    public async Task A_callers_callback_cannot_accept_what_was_refused()
    {
        var wasAsked = false;
        var options = new UpgradeClientOptions
        {
            CustomRoots = TestCertificates.Roots,
            ConfigureTls = tls => tls.RemoteCertificateValidationCallback = (_, _, _, _) => wasAsked = true,
        };
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Expired), stream => Peers.UpgradeAsync(stream, options));

        Assert.Equal(CertificateErrors.Expired, failure.CertificateErrors);
        Assert.False(wasAsked);
    }

    [Fact]
    public async Task A_callers_callback_can_refuse()
    {
        var options = new UpgradeClientOptions
        {
            CustomRoots = TestCertificates.Roots,
            ConfigureTls = tls => tls.RemoteCertificateValidationCallback = (_, _, _, _) => false,
        };
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Valid), stream => Peers.UpgradeAsync(stream, options));

        Assert.Equal(CertificateErrors.RefusedByCaller, failure.CertificateErrors);
    }

    [Fact]
    public async Task A_callers_other_target_host_is_not_taken()
    {
        var options = new UpgradeClientOptions
        {
            CustomRoots = TestCertificates.Roots,
            ConfigureTls = tls => tls.TargetHost = "other.example",
        };
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.WrongName), stream => Peers.UpgradeAsync(stream, options));

        Assert.Equal(CertificateErrors.WrongName, failure.CertificateErrors);
    }

    [Fact]
    public async Task A_caller_can_neither_allow_renegotiation_nor_do_without_encryption()
    {
        SslClientAuthenticationOptions? used = null;
        var options = new UpgradeClientOptions
        {
            CustomRoots = TestCertificates.Roots,
            ConfigureTls = tls =>
            {
                used = tls;
                tls.AllowRenegotiation = true;
#pragma warning disable SYSLIB0040 // That it is not taken is the point.
                tls.EncryptionPolicy = EncryptionPolicy.AllowNoEncryption;
#pragma warning restore SYSLIB0040
            },
        };
        await Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream, options);
            return true;
        });

        Assert.False(used!.AllowRenegotiation);
        Assert.Equal(EncryptionPolicy.RequireEncryption, used.EncryptionPolicy);
    }

    [Fact]
    public void Old_TLS_versions_cannot_be_asked_for()
    {
        Assert.Throws<ArgumentException>(() => new UpgradeClientOptions { EnabledSslProtocols = SslProtocols.None });
#pragma warning disable CA5397, SYSLIB0039 // That they are refused is the point.
        Assert.Throws<ArgumentException>(() => new UpgradeClientOptions { EnabledSslProtocols = SslProtocols.Tls11 | SslProtocols.Tls12 });
        Assert.Throws<ArgumentException>(() => new UpgradeServerOptions { EnabledSslProtocols = SslProtocols.Tls11 });
#pragma warning restore CA5397, SYSLIB0039
    }

    [Fact]
    public void A_chain_policy_that_overlooks_faults_cannot_be_set() =>
        Assert.Throws<ArgumentException>(() => new UpgradeClientOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid },
        });

    [Fact]
    public async Task A_chain_policy_that_looks_at_another_time_cannot_be_set()
    {
        var past = new X509ChainPolicy { VerificationTime = DateTime.Now.AddDays(-15) };
        Assert.Throws<ArgumentException>(() => new UpgradeClientOptions { CertificateChainPolicy = past });
        Assert.Throws<ArgumentException>(() => new UpgradeServerOptions { ClientChainPolicy = past });
        await Assert.ThrowsAsync<ArgumentException>(() => Peers.AgainstAsync(
            Peers.HonestServer(TestCertificates.Expired),
            stream => Peers.UpgradeAsync(stream, new() { ConfigureTls = tls => tls.CertificateChainPolicy = past })));
    }

    [Theory]
    [InlineData(nameof(TestCertificates.WrongUsage), CertificateErrors.WrongUsage)]
    [InlineData(nameof(TestCertificates.Expired), CertificateErrors.Expired)]
    public async Task A_chain_policy_that_demands_another_purpose_overlooks_nothing(string which, CertificateErrors error)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { TestCertificates.Authority },
            ApplicationPolicy = { new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2") },
        };
        var certificate = (X509Certificate2)typeof(TestCertificates).GetProperty(which)!.GetValue(null)!;
        foreach (var options in new UpgradeClientOptions[]
        {
            new() { CertificateChainPolicy = policy }, new() { ConfigureTls = tls => tls.CertificateChainPolicy = policy },
        })
        {
            var failure = await Peers.FailAgainstAsync(Peers.HonestServer(certificate), stream => Peers.UpgradeAsync(stream, options));
            Assert.True(failure.CertificateErrors.HasFlag(error), failure.Message);
        }
    }

    [Fact]
    public async Task A_handshake_that_succeeds_without_a_verdict_is_a_failed_one()
    {
        var machine = ToyProtocol.Instance.CreateClient(new() { Host = TestCertificates.Host, ImplicitTls = true });
        await Peers.AgainstAsync(
            async stream =>
            {
                using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificate = TestCertificates.SelfSigned });
                await Peers.EchoAsync(tls);
            },
            async stream =>
            {
                using var run = new UpgradeRun(machine, new CarelessHandshake());
                using var deadline = Deadline.Start(TimeSpan.FromMinutes(1), TimeProvider.System, default);
                var exception = await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(async () =>
                    await run.RunAsync(stream, 1000, deadline));
                Assert.True(run.TryAbandon(exception));
                Assert.Equal(UpgradeOutcome.TlsFailed, run.Machine.Failure!.Outcome);
                return true;
            });
    }

    [Fact]
    public async Task A_server_that_requires_a_certificate_refuses_a_client_without()
    {
        var (refused, failure) = await RefuseAsync(Peers.Trusting);

        Assert.Equal(UpgradeOutcome.TlsFailed, refused.Outcome);
        Assert.Equal(CertificateErrors.Missing, refused.CertificateErrors);
        Assert.Equal("The client has no certificate.", refused.Message);
        Assert.Equal(UpgradeOutcome.Truncated, failure.Outcome);
        Assert.Contains("client certificate", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_refuses_a_client_whose_certificate_it_cannot_verify()
    {
        var (refused, _) = await RefuseAsync(
            new() { CustomRoots = TestCertificates.Roots, ClientCertificates = [TestCertificates.SelfSigned] });

        Assert.Equal(UpgradeOutcome.TlsFailed, refused.Outcome);
        Assert.True(refused.CertificateErrors.HasFlag(CertificateErrors.SelfSigned));
    }

    private static async Task<(UpgradeException Server, UpgradeException Client)> RefuseAsync(UpgradeClientOptions options)
    {
        var refused = new TaskCompletionSource<UpgradeException>();
        var serving = new UpgradeServerOptions
        {
            Certificate = TestCertificates.Valid,
            ClientCertificates = ClientCertificateUse.Required,
            ClientRoots = TestCertificates.Roots,
        };
        var failure = await Peers.FailAgainstAsync(
            async stream => refused.SetResult(await Assert.ThrowsAsync<UpgradeException>(
                () => UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, serving))),
            stream => Peers.UpgradeAsync(stream, options, new() { List = true }));
        return (await refused.Task, failure);
    }

    /// <summary>What a platform would do that doesn't call back.</summary>
    private sealed class CarelessHandshake() : TlsHandshake(ToyProtocol.Instance, isImplicit: true)
    {
        public override string Peer => "nobody";

        public override TlsStream Wrap(Stream raw) =>
            TlsStream.ToServer(raw, Peers.Trusting.PeerPolicy, TestCertificates.Host, identity: null, isImplicit: true);

        public override Task AuthenticateAsync(TlsStream stream, Deadline deadline)
        {
            stream.IsVerdictDue = true;
            return stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null }, deadline.Token);
        }
    }

    private static UpgradeClientOptions Pinning(X509Certificate2 certificate, bool alone = false) => new()
    {
        CustomRoots = TestCertificates.Roots,
        PinnedPublicKeys = [PublicKeyPin.FromCertificate(certificate)],
        TrustPinnedKeysAlone = alone,
    };
}
