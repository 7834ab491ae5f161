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
    [InlineData(true, false, "valid", false, "5.7.30")]
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

        Assert.Equal(expected, Show(result));
    }

    // RFC 8689, section 4.2.1: what vouches for the exchanger's name, and what verifies its certificate.
    [Theory]
    [InlineData("secure", "1 1 1", "none", "valid", "Opportunistic")]
    [InlineData("secure", "1 1 1", "none", "self-signed", "4.7.5")]
    [InlineData("secure", "3 1 1 of another", "none", "valid", "4.7.5")]
    [InlineData("secure", "bogus", "none", "valid", "4.7.5")]
    [InlineData("secure", "none", "testing", "for another", "4.7.5")]
    [InlineData("insecure", "none", "testing", "valid", "5.7.30")]
    [InlineData("insecure", "none", "enforce others", "valid", "4.7.5")]
    [InlineData("insecure", "none", "enforce", "self-signed", "4.7.5")]
    [InlineData("insecure", "3 1 1", "none", "self-signed", "5.7.30")]
    [InlineData("insecure", "none", "enforce", "clear", "4.7.5")]
    public async Task REQUIRETLS_goes_by_the_policies(string mx, string tlsa, string policy, string server, string expected)
    {
        using var world = Scenario.Create(mx, "secure", tlsa, policy, server, hasRequireTls: true);

        await using var result = await world.DeliverAsync(Domain, LeastProtection.InTheClear, MessageTls.RequireTls);

        Assert.Equal(expected, Show(result));
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
    public async Task A_message_that_needs_no_TLS_is_delivered_whatever_the_policies_say(
        string server, LeastProtection least, string expected)
    {
        using var world = new MailWorld();
        world.With(Domain, Host, new Exchanger(server == "clear" ? null : MailWorld.SelfSigned(Host)));
        world.Dns.WithTlsa("_25._tcp." + Host, 3, 1, 1, MailWorld.Data(TestCertificates.Valid)).WithText(
            "_mta-sts." + Domain, "v=STSv1; id=1;");

        await using var result = await world.DeliverAsync(Domain, least, MessageTls.TlsNotRequired);

        Assert.Equal(expected, result is DeliveryResult.Secured secured ? secured.By.ToString() : result.GetType().Name);
        Assert.Equal(0, world.Policies.Count);
    }

    private static string Show(DeliveryResult result) => result switch
    {
        DeliveryResult.Secured secured => secured.By.ToString(),
        DeliveryResult.Refused refused => refused.StatusCode,
        _ => ((DeliveryResult.Deferred)result).StatusCode,
    };
}
