using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests;

/// <summary>A domain with one mail exchanger, in the words of tables.</summary>
internal static class Scenario
{
    public const string Domain = "example.org", Host = "mx.example.org";

    private static readonly X509Certificate2 s_valid = MailWorld.Trusted(Host);
    private static readonly X509Certificate2 s_expired = TestCertificates.Issue(TestCertificates.Authority, Host, new()
    {
        Names = [Host],
        From = DateTimeOffset.UtcNow.AddDays(-20),
        Until = DateTimeOffset.UtcNow.AddDays(-10),
    });

    private static readonly X509Certificate2 s_selfSigned = MailWorld.SelfSigned(Host);

    /// <summary>Makes it.</summary>
    /// <param name="mx">Whether DNSSEC vouches for the MX records: secure, insecure or bogus.</param>
    /// <param name="addresses">Whether it does for the exchanger's addresses.</param>
    /// <param name="tlsa">The exchanger's TLSA records.</param>
    /// <param name="policy">The domain's policy of MTA-STS.</param>
    /// <param name="server">The exchanger's certificate.</param>
    /// <param name="hasRequireTls">Whether the exchanger offers REQUIRETLS.</param>
    public static MailWorld Create(string mx, string addresses, string tlsa, string policy, string server, bool hasRequireTls = false)
    {
        var world = new MailWorld();
        Sign(world.Dns, Domain, mx, NameServer.Mx);
        Sign(world.Dns, Host, addresses, NameServer.A, NameServer.Aaaa);
        Publish(world.Dns, tlsa);
        Publish(world, policy);
        var exchanger = server switch
        {
            "valid" => new Exchanger(s_valid),
            "self-signed" => new Exchanger(s_selfSigned),
            "expired" => new Exchanger(s_expired),
            "for the domain" => new Exchanger(MailWorld.Trusted(Domain)),
            "for another" => new Exchanger(MailWorld.Trusted("mx.example.net")),
            "common name only" =>
                new Exchanger(TestCertificates.Issue(TestCertificates.Authority, Host, new() { Names = [], Addresses = [] })),
            "wildcard" => new Exchanger(MailWorld.Trusted("*." + Domain)),
            "down" => new Exchanger(s_valid) { IsDown = true },
            _ => new Exchanger(Certificate: null),
        };
        return world.With(Domain, Host, exchanger with { HasRequireTls = hasRequireTls });
    }

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
            "3 1 1 and others" => dns.WithTlsa(Name, 1, 1, 1, MailWorld.Data(s_valid)).WithTlsa(Name, 3, 9, 9, [1])
                .WithTlsa(Name, 3, 1, 1, MailWorld.Data(s_selfSigned)),
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
        if (policy == "nonsense")
        {
            world.Policies.With("nonsense");
            return;
        }

        if (policy == "of nobody")
            world.Policies.Certificate = MailWorld.SelfSigned("mta-sts." + Domain);
        var (mode, exchanger) = policy switch
        {
            "enforce others" or "testing others" => (policy.Split(' ')[0], "*.other.example"),
            "mode none" => ("none", Host),
            _ => (policy, "*.example.org"),
        };
        world.Policies.With($"version: STSv1\r\nmode: {mode}\r\nmx: {exchanger}\r\nmax_age: 86400\r\n");
    }
}
