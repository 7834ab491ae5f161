using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests;

/// <summary>What RFC 7672, section 2.2, and RFC 8461, section 5, say of an exchanger, row by row.</summary>
public sealed class DecisionTests
{
    private const string Domain = "example.org", Host = "mx.example.org";

    private static readonly X509Certificate2 s_valid = MailWorld.Trusted(Host);
    private static readonly X509Certificate2 s_selfSigned = MailWorld.SelfSigned(Host);

    [Theory]

    // Neither DANE nor MTA-STS: the options decide.
    [InlineData("secure", "secure", "none", "none", "valid", LeastProtection.VerifiedTls, "Opportunistic")]
    [InlineData("secure", "secure", "none", "none", "self-signed", LeastProtection.VerifiedTls, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "none", "none", "self-signed", LeastProtection.AnyTls, "OpportunisticUnverified")]
    [InlineData("secure", "secure", "none", "none", "clear", LeastProtection.AnyTls, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "none", "none", "clear", LeastProtection.InTheClear, "InTheClear")]
    [InlineData("secure", "secure", "none", "none", "valid", LeastProtection.InTheClear, "Opportunistic")]
    [InlineData("secure", "secure", "none", "none", "self-signed", LeastProtection.InTheClear, "OpportunisticUnverified")]
    [InlineData("secure", "secure", "none", "none", "down", LeastProtection.InTheClear, "Deferred 4.4.1")]

    // DANE, whatever the options say.
    [InlineData("secure", "secure", "3 1 1", "none", "self-signed", LeastProtection.InTheClear, "Dane")]
    [InlineData("secure", "secure", "3 1 1 of another", "none", "valid", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "3 1 1", "none", "clear", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "3 1 1 and others", "none", "self-signed", LeastProtection.AnyTls, "Dane")]
    [InlineData("secure", "secure", "2 0 0", "none", "valid", LeastProtection.AnyTls, "Dane")]
    [InlineData("secure", "secure", "2 0 0", "none", "self-signed", LeastProtection.AnyTls, "Deferred 4.7.5")]

    // The MX records are not signed, and the exchanger is: DANE nevertheless (section 2.2.1).
    [InlineData("insecure", "secure", "3 1 1", "none", "self-signed", LeastProtection.AnyTls, "Dane")]
    [InlineData("insecure", "secure", "3 1 1 of another", "none", "valid", LeastProtection.InTheClear, "Deferred 4.7.5")]

    // The exchanger is not signed: no DANE, and TLSA records that fail there do no harm (section 2.2.2).
    [InlineData("secure", "insecure", "3 1 1 of another", "none", "valid", LeastProtection.AnyTls, "Opportunistic")]
    [InlineData("secure", "insecure", "bogus", "none", "valid", LeastProtection.AnyTls, "Opportunistic")]
    [InlineData("secure", "secure", "insecure", "none", "valid", LeastProtection.AnyTls, "Opportunistic")]

    // What fails is no reason to fall back (section 2.1.2).
    [InlineData("bogus", "secure", "none", "none", "valid", LeastProtection.InTheClear, "Deferred 4.4.3")]
    [InlineData("secure", "bogus", "none", "none", "valid", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "bogus", "none", "valid", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "bogus", "enforce", "valid", LeastProtection.InTheClear, "Deferred 4.7.5")]

    // No record is usable: TLS is a must, whatever the certificate is (sections 2.2 and 3.1.3).
    [InlineData("secure", "secure", "1 1 1", "none", "self-signed", LeastProtection.InTheClear, "OpportunisticUnverified")]
    [InlineData("secure", "secure", "0 0 1", "none", "valid", LeastProtection.InTheClear, "Opportunistic")]
    [InlineData("secure", "secure", "1 1 1", "none", "clear", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "1 1 1", "none", "self-signed", LeastProtection.VerifiedTls, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "malformed", "none", "clear", LeastProtection.InTheClear, "Deferred 4.7.5")]

    // MTA-STS.
    [InlineData("insecure", "insecure", "none", "enforce", "valid", LeastProtection.InTheClear, "MtaSts")]
    [InlineData("insecure", "insecure", "none", "enforce", "self-signed", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("insecure", "insecure", "none", "enforce", "for the domain", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("insecure", "insecure", "none", "enforce", "clear", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("insecure", "insecure", "none", "enforce others", "valid", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("insecure", "insecure", "none", "testing", "self-signed", LeastProtection.AnyTls, "OpportunisticUnverified")]
    [InlineData("insecure", "insecure", "none", "testing", "clear", LeastProtection.InTheClear, "InTheClear")]
    [InlineData("insecure", "insecure", "none", "mode none", "clear", LeastProtection.InTheClear, "InTheClear")]
    [InlineData("insecure", "insecure", "none", "no policy", "clear", LeastProtection.InTheClear, "InTheClear")]

    // Both: DANE goes first (RFC 8461, section 2), and the policy holds where nobody vouches for the MX records.
    [InlineData("secure", "secure", "3 1 1", "enforce", "self-signed", LeastProtection.AnyTls, "Dane")]
    [InlineData("secure", "secure", "3 1 1", "enforce others", "self-signed", LeastProtection.AnyTls, "Dane")]
    [InlineData("secure", "secure", "3 1 1 of another", "enforce", "valid", LeastProtection.AnyTls, "Deferred 4.7.5")]
    [InlineData("insecure", "secure", "3 1 1", "enforce", "self-signed", LeastProtection.AnyTls, "Dane")]
    [InlineData("insecure", "secure", "3 1 1", "enforce others", "self-signed", LeastProtection.AnyTls, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "1 1 1", "enforce", "self-signed", LeastProtection.AnyTls, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "1 1 1", "enforce", "valid", LeastProtection.AnyTls, "MtaSts")]
    public async Task An_exchanger_is_used_as_the_policies_say(
        string mx, string addresses, string tlsa, string policy, string server, LeastProtection least, string expected)
    {
        using var world = new MailWorld();
        Sign(world.Dns, Domain, mx, NameServer.Mx);
        Sign(world.Dns, Host, addresses, NameServer.A, NameServer.Aaaa);
        Publish(world.Dns, tlsa);
        Publish(world, policy);
        world.With(Domain, Host, server switch
        {
            "valid" => new Exchanger(s_valid),
            "self-signed" => new Exchanger(s_selfSigned),
            "for the domain" => new Exchanger(MailWorld.Trusted(Domain)),
            "down" => new Exchanger(s_valid) { IsDown = true },
            _ => new Exchanger(Certificate: null),
        });

        await using var result = await world.DeliverAsync(Domain, least);

        Assert.Equal((expected, result.Explanation), (Show(result), result.Explanation));
        Assert.NotEmpty(result.Explanation);
        if (result is DeliveryResult.Secured secured)
            Assert.True(secured.Connection.HasFeatures);
    }

    private static string Show(DeliveryResult result) => result switch
    {
        DeliveryResult.Secured secured => secured.By.ToString(),
        DeliveryResult.InTheClear => "InTheClear",
        DeliveryResult.Deferred deferred => "Deferred " + deferred.StatusCode,
        DeliveryResult.Refused refused => "Refused " + refused.StatusCode,
        _ => throw new InvalidOperationException(),
    };

    private static void Sign(NameServer dns, string name, string how, params int[] types)
    {
        foreach (var type in types)
            _ = how switch { "bogus" => dns.FailingAt(name, type), "insecure" => dns.Unsigned(name, type), _ => dns };
    }

    private static void Publish(NameServer dns, string tlsa)
    {
        const string Name = "_25._tcp." + Host;
        Sign(dns, Name, tlsa, NameServer.Tlsa);
        _ = tlsa switch
        {
            "3 1 1" => dns.WithTlsa(Name, 3, 1, 1, MailWorld.Data(s_selfSigned)),
            "insecure" or "3 1 1 of another" => dns.WithTlsa(Name, 3, 1, 1, MailWorld.Data(TestCertificates.Valid)),
            "3 1 1 and others" => dns.WithTlsa(Name, 1, 1, 1, MailWorld.Data(s_valid)).WithTlsa(Name, 3, 9, 9, [1]).WithTlsa(Name, 3, 1, 1, MailWorld.Data(s_selfSigned)),
            "2 0 0" => dns.WithTlsa(Name, 2, 0, 0, MailWorld.Data(TestCertificates.Authority, 0, 0)),
            "1 1 1" => dns.WithTlsa(Name, 1, 1, 1, MailWorld.Data(s_selfSigned)),
            "0 0 1" => dns.WithTlsa(Name, 0, 0, 1, MailWorld.Data(TestCertificates.Authority, 0)),
            "malformed" => dns.WithTlsa(Name, 3, 1, 1, [1, 2, 3]),
            _ => dns,
        };
    }

    private static void Publish(MailWorld world, string policy)
    {
        if (policy == "none")
            return;
        world.Dns.WithText("_mta-sts." + Domain, "v=STSv1; id=20261127;");
        if (policy == "no policy")
            return;
        var (mode, exchanger) = policy switch
        {
            "enforce others" => ("enforce", "*.other.example"),
            "mode none" => ("none", Host),
            _ => (policy, "*.example.org"),
        };
        world.Policies.With($"version: STSv1\r\nmode: {mode}\r\nmx: {exchanger}\r\nmax_age: 86400\r\n");
    }
}
