using ProtocolKit.TestSupport;

namespace ProtocolKit.Delivery.Tests;

/// <summary>DANE with a real validating name server and a zone that is signed.</summary>
public sealed class UnboundTests
{
    [UnboundFact]
    public async Task What_unbound_has_validated_decides()
    {
        var certificate = MailWorld.SelfSigned("mx.signed.example");
        var digest = Convert.ToHexStringLower(MailWorld.Data(certificate));
        var other = Convert.ToHexStringLower(MailWorld.Data(TestCertificates.Valid));
        var forged = Convert.ToHexStringLower(MailWorld.Data(TestCertificates.OtherAuthority));
        using var unbound = await Unbound.StartAsync(
            $"""
            good IN MX 10 mx
            mx IN A 192.0.2.1
            _25._tcp.mx IN TLSA 3 1 1 {digest}
            alias IN MX 10 name
            name IN CNAME mx
            wrong IN MX 10 mx.wrong
            mx.wrong IN A 192.0.2.1
            _25._tcp.mx.wrong IN TLSA 3 1 1 {other}
            forged IN MX 10 mx.forged
            mx.forged IN A 192.0.2.1
            _25._tcp.mx.forged IN TLSA 3 1 1 {forged}
            unlisted IN MX 10 mx.unlisted
            mx.unlisted IN A 192.0.2.1
            hosted IN MX 10 mx.unsigned.example.
            null IN MX 0 .
            """,
            $"""
            @ IN MX 10 mx
            mx IN A 192.0.2.1
            _25._tcp.mx IN TLSA 3 1 1 {other}
            customer IN MX 10 mx.signed.example.
            """,
            zone => zone.Replace(forged, digest, StringComparison.OrdinalIgnoreCase));
        using var world = new MailWorld { NameServer = unbound.EndPoint };
        foreach (var host in new[] { "mx.signed", "name.signed", "mx.wrong.signed", "mx.forged.signed", "mx.unlisted.signed",
            "mx.unsigned" })
            world.With("none.example", host + ".example", new Exchanger(certificate));

        Assert.Equal("Dane", await DeliverAsync("good.signed.example"));
        Assert.Equal("Dane", await DeliverAsync("alias.signed.example"));
        Assert.Equal("Dane", await DeliverAsync("customer.unsigned.example"));
        Assert.Equal("Deferred: not acceptable", await DeliverAsync("wrong.signed.example"));
        Assert.Equal("Deferred: not known", await DeliverAsync("forged.signed.example"));
        Assert.Equal("OpportunisticUnverified", await DeliverAsync("unlisted.signed.example"));
        Assert.Equal("OpportunisticUnverified", await DeliverAsync("hosted.signed.example"));
        Assert.Equal("OpportunisticUnverified", await DeliverAsync("unsigned.example"));
        Assert.Equal("Refused", await DeliverAsync("null.signed.example"));

        async Task<string> DeliverAsync(string domain)
        {
            await using var result = await world.DeliverAsync(domain);
            return result switch
            {
                DeliveryResult.Secured secured => secured.By.ToString(),
                DeliveryResult.Deferred when result.Explanation.Contains("is not known", StringComparison.Ordinal) => "Deferred: not known",
                DeliveryResult.Deferred when result.Explanation.Contains("is not acceptable", StringComparison.Ordinal) =>
                    "Deferred: not acceptable",
                _ => result.GetType().Name,
            };
        }
    }
}
