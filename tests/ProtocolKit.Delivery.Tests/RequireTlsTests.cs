using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests;

/// <summary>What a message says about TLS (RFC 8689).</summary>
public sealed class RequireTlsTests
{
    private const string Domain = "example.org", Host = "mx.example.org";

    [Theory]
    [InlineData(true, true, "valid", true, "Dane")]
    [InlineData(true, true, "valid", false, "5.7.30")]
    [InlineData(true, false, "valid", true, "Opportunistic")]
    [InlineData(true, false, "self-signed", true, "4.7.5")]
    [InlineData(true, false, "clear", true, "4.7.5")]
    [InlineData(false, true, "valid", true, "5.7.30")]
    [InlineData(false, false, "valid", true, "5.7.30")]
    public async Task REQUIRETLS_demands_an_exchanger_that_is_the_right_one_and_has_it(
        bool isSigned, bool hasTlsa, string server, bool hasRequireTls, string expected)
    {
        using var world = new MailWorld();
        var certificate = server switch { "valid" => MailWorld.Trusted(Host), "self-signed" => MailWorld.SelfSigned(Host), _ => null };
        world.With(Domain, Host, new Exchanger(certificate) { HasRequireTls = hasRequireTls });
        if (!isSigned)
            world.Dns.Unsigned(Domain, NameServer.Mx);
        if (hasTlsa)
            world.Dns.WithTlsa("_25._tcp." + Host, 3, 1, 1, MailWorld.Data(certificate!));

        await using var result = await world.DeliverAsync(Domain, LeastProtection.InTheClear, MessageTls.RequireTls);

        Assert.Equal(expected, result switch
        {
            DeliveryResult.Secured secured => secured.By.ToString(),
            DeliveryResult.Refused refused => refused.StatusCode,
            _ => ((DeliveryResult.Deferred)result).StatusCode,
        });
    }

    [Fact]
    public async Task MTA_STS_vouches_for_an_exchanger_too()
    {
        using var world = new MailWorld();
        world.With(Domain, Host, new Exchanger(MailWorld.Trusted(Host)) { HasRequireTls = true });
        world.Dns.Unsigned(Domain, NameServer.Mx).WithText("_mta-sts." + Domain, "v=STSv1; id=1;");
        world.Policies.With($"version: STSv1\nmode: enforce\nmx: {Host}\nmax_age: 86400\n");

        await using var result = await world.DeliverAsync(Domain, message: MessageTls.RequireTls);

        Assert.Equal(DeliveryProtection.MtaSts, Assert.IsType<DeliveryResult.Secured>(result).By);
    }

    [Theory]
    [InlineData("self-signed", LeastProtection.VerifiedTls, "OpportunisticUnverified")]
    [InlineData("clear", LeastProtection.InTheClear, "InTheClear")]
    [InlineData("clear", LeastProtection.AnyTls, "Deferred")]
    public async Task A_message_that_needs_no_TLS_is_delivered_whatever_the_policies_say(string server, LeastProtection least, string expected)
    {
        using var world = new MailWorld();
        world.With(Domain, Host, new Exchanger(server == "clear" ? null : MailWorld.SelfSigned(Host)));
        world.Dns.WithTlsa("_25._tcp." + Host, 3, 1, 1, MailWorld.Data(TestCertificates.Valid)).WithText("_mta-sts." + Domain, "v=STSv1; id=1;");

        await using var result = await world.DeliverAsync(Domain, least, MessageTls.TlsNotRequired);

        Assert.Equal(expected, result is DeliveryResult.Secured secured ? secured.By.ToString() : result.GetType().Name);
        Assert.Equal(0, world.Policies.Count);
    }
}
