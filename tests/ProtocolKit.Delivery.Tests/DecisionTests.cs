namespace ProtocolKit.Delivery.Tests;

/// <summary>What RFC 7672, section 2.2, and RFC 8461, section 5, say of an exchanger, row by row.</summary>
public sealed class DecisionTests
{
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

    [InlineData("insecure", "insecure", "none", "enforce", "expired", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("insecure", "insecure", "none", "enforce", "common name only", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("insecure", "insecure", "none", "enforce", "wildcard", LeastProtection.InTheClear, "MtaSts")]
    [InlineData("insecure", "insecure", "none", "enforce", "down", LeastProtection.InTheClear, "Deferred 4.4.1")]
    [InlineData("secure", "secure", "none", "enforce others", "valid", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("bogus", "secure", "none", "enforce", "valid", LeastProtection.InTheClear, "Deferred 4.4.3")]
    [InlineData("insecure", "bogus", "none", "enforce", "valid", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("insecure", "insecure", "none", "testing others", "valid", LeastProtection.InTheClear, "Opportunistic")]
    [InlineData("insecure", "insecure", "none", "nonsense", "clear", LeastProtection.InTheClear, "InTheClear")]
    [InlineData("insecure", "insecure", "none", "of nobody", "clear", LeastProtection.InTheClear, "InTheClear")]

    // Both: DANE goes first (RFC 8461, section 2), and the policy holds where nobody vouches for the MX records.
    [InlineData("secure", "secure", "3 1 1", "enforce", "self-signed", LeastProtection.AnyTls, "Dane")]
    [InlineData("secure", "secure", "3 1 1", "enforce others", "self-signed", LeastProtection.AnyTls, "Dane")]
    [InlineData("secure", "secure", "3 1 1 of another", "enforce", "valid", LeastProtection.AnyTls, "Deferred 4.7.5")]
    [InlineData("insecure", "secure", "3 1 1", "enforce", "self-signed", LeastProtection.AnyTls, "Dane")]
    [InlineData("insecure", "secure", "3 1 1", "enforce others", "self-signed", LeastProtection.AnyTls, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "1 1 1", "enforce", "self-signed", LeastProtection.AnyTls, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "1 1 1", "enforce", "valid", LeastProtection.AnyTls, "MtaSts")]
    [InlineData("secure", "secure", "3 1 1", "enforce", "clear", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "3 1 1", "testing others", "self-signed", LeastProtection.InTheClear, "Dane")]
    [InlineData("secure", "secure", "1 1 1", "testing", "clear", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("secure", "insecure", "3 1 1", "enforce", "self-signed", LeastProtection.InTheClear, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "insecure", "enforce", "valid", LeastProtection.InTheClear, "MtaSts")]

    // DANE is a must (RFC 7672, section 6).
    [InlineData("secure", "secure", "3 1 1", "none", "self-signed", LeastProtection.Dane, "Dane")]
    [InlineData("secure", "secure", "2 0 0", "none", "for the domain", LeastProtection.Dane, "Dane")]
    [InlineData("insecure", "secure", "3 1 1", "none", "self-signed", LeastProtection.Dane, "Deferred 4.7.5")]
    [InlineData("secure", "insecure", "3 1 1", "none", "self-signed", LeastProtection.Dane, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "none", "enforce", "valid", LeastProtection.Dane, "Deferred 4.7.5")]
    [InlineData("secure", "secure", "1 1 1", "none", "valid", LeastProtection.Dane, "Deferred 4.7.5")]
    public async Task An_exchanger_is_used_as_the_policies_say(
        string mx, string addresses, string tlsa, string policy, string server, LeastProtection least, string expected)
    {
        using var world = Scenario.Create(mx, addresses, tlsa, policy, server);

        await using var result = await world.DeliverAsync(Scenario.Domain, least);

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
}
