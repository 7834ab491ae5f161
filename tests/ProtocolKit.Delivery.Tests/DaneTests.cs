using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests;

/// <summary>Names at which TLSA records stand, names that certificates carry, and the order of exchangers (RFC 7672).</summary>
public sealed class DaneTests : IDisposable
{
    private const string Domain = "example.org", Host = "mx.example.org", Real = "real.example.net";

    private readonly MailWorld _world = new();

    public void Dispose() => _world.Dispose();

    // Section 2.2.3: the name that the exchanger's CNAME leads to goes first, then its own; a target that is not signed has no records.
    [Theory]
    [InlineData(true, "good", "", "Dane", Real)]
    [InlineData(true, "", "good", "Dane", Host)]
    [InlineData(true, "good", "bad", "Dane", Real)]
    [InlineData(true, "bad", "good", "Deferred", Real)]
    [InlineData(true, "bogus", "good", "Deferred", null)]
    [InlineData(true, "", "bogus", "Deferred", null)]
    [InlineData(false, "bad", "good", "Dane", Host)]
    [InlineData(false, "bad", "", "Opportunistic", Host)]
    public async Task An_exchanger_that_is_an_alias(bool isTargetSigned, string atTarget, string atHost, string expected, string? asked)
    {
        var certificate = MailWorld.Trusted(Host);
        _world.With(Domain, Host, new Exchanger(certificate));
        _world.Dns.WithAlias(Host, Real).WithAddress(Real, "192.0.2.1");
        if (!isTargetSigned)
            _world.Dns.Unsigned(Host, NameServer.A, NameServer.Aaaa);
        Publish(Real, atTarget);
        Publish(Host, atHost);

        await using var result = await _world.DeliverAsync(Domain);

        Assert.Equal(expected, result is DeliveryResult.Secured secured ? secured.By.ToString() : result.GetType().Name);
        Assert.Equal(asked, _world.Names.TryPeek(out var name) ? name : null);

        void Publish(string host, string what)
        {
            _ = what switch
            {
                "good" => _world.Dns.WithTlsa($"_25._tcp.{host}", 3, 1, 1, MailWorld.Data(certificate)),
                "bad" => _world.Dns.WithTlsa($"_25._tcp.{host}", 3, 1, 1, MailWorld.Data(TestCertificates.Valid)),
                "bogus" => _world.Dns.FailingAt($"_25._tcp.{host}", NameServer.Tlsa),
                _ => _world.Dns,
            };
        }
    }

    // Section 3.2.2.
    [Theory]
    [InlineData(Host, true)]
    [InlineData(Domain, true)]
    [InlineData(Real, true)]
    [InlineData("other.example", false)]
    public async Task Behind_an_authority_the_certificate_carries_one_of_the_exchangers_names_or_the_domain(string name, bool isGood)
    {
        var authority = TestCertificates.Issue(TestCertificates.OtherAuthority, "Anchor", new() { IsAuthority = true });
        var certificate = TestCertificates.Issue(authority, name, new() { Names = [name], Addresses = [] });
        _world.With(Domain, Host, new Exchanger(certificate) { Sent = [authority] });
        _world.Dns.WithAlias(Host, Real).WithAddress(Real, "192.0.2.1").WithTlsa("_25._tcp." + Real, 2, 1, 1, MailWorld.Data(authority));

        await using var result = await _world.DeliverAsync(Domain);

        Assert.Equal(isGood, result is DeliveryResult.Secured { By: DeliveryProtection.Dane });
    }

    [Fact]
    public async Task A_domain_without_MX_records_is_its_own_exchanger()
    {
        var certificate = MailWorld.SelfSigned("any.example");
        _world.With("other.example", Domain, new Exchanger(certificate));
        _world.Dns.WithTlsa("_25._tcp." + Domain, 3, 1, 1, MailWorld.Data(certificate));

        await using var result = await _world.DeliverAsync(Domain);

        Assert.Equal(DeliveryProtection.Dane, Assert.IsType<DeliveryResult.Secured>(result).By);
    }

    [Fact]
    public async Task The_next_exchanger_is_tried_where_one_does_not_meet_its_policy()
    {
        var good = MailWorld.SelfSigned("b.example.org");
        _world.With(Domain, "a.example.org", new Exchanger(MailWorld.Trusted("a.example.org")), preference: 1)
            .With(Domain, "b.example.org", new Exchanger(good), preference: 2);
        _world.Dns.WithTlsa("_25._tcp.a.example.org", 3, 1, 1, MailWorld.Data(good)).WithTlsa(
            "_25._tcp.b.example.org", 3, 1, 1, MailWorld.Data(good));

        await using var result = await _world.DeliverAsync(Domain);

        Assert.IsType<DeliveryResult.Secured>(result);
        Assert.Collection(
            result.Attempts,
            first => Assert.Equal(CertificateErrors.AssociationMismatch, first.Exception!.CertificateErrors),
            second => Assert.Null(second.Failure));
    }

    [Fact]
    public async Task A_name_server_that_is_not_trusted_vouches_for_nothing()
    {
        _world.With(Domain, Host, new Exchanger(MailWorld.Trusted(Host)));
        _world.Dns.WithTlsa("_25._tcp." + Host, 3, 1, 1, MailWorld.Data(TestCertificates.Valid));

        await using var result = await MailDelivery.ConnectAsync(Domain, new MailDeliveryOptions
        {
            Resolver = _world.Dns.Resolver(trusted: System.Net.IPAddress.Parse("192.0.2.53")),
            MtaSts = null,
            Connection = new UpgradeClientOptions { ConnectCallback = (_, _) => throw new IOException("No route.") },
        });

        Assert.DoesNotContain("DANE;", result.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Dns.Asked, question => question.EndsWith(" 52", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("null MX", "5.1.10")]
    [InlineData("no such domain", "5.1.2")]
    public async Task A_domain_that_takes_no_mail_is_refused(string what, string code)
    {
        _ = what == "null MX" ? _world.Dns.WithMailExchanger(Domain, 0, ".") : _world.Dns.WithoutMailDomain(Domain);

        var refused = Assert.IsType<DeliveryResult.Refused>(await _world.DeliverAsync(Domain));

        Assert.Equal(code, refused.StatusCode);
        Assert.Contains(Domain, refused.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_caller_demands_of_certificates_holds_where_nothing_else_does()
    {
        _world.With(Domain, Host, new Exchanger(MailWorld.SelfSigned(Host)));
        var pinning = new UpgradeClientOptions { PinnedPublicKeys = [PublicKeyPin.FromCertificate(TestCertificates.Valid)] };

        await using var result = await _world.DeliverAsync(Domain, LeastProtection.InTheClear, connection: pinning);

        Assert.IsType<DeliveryResult.Deferred>(result);
    }
}
