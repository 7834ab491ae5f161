namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>AMQP, as its servers and clients speak.</summary>
public sealed class AmqpTests
{
    private const string Tls = "AMQP\u0002\u0001\0\0";

    [Theory]
    [InlineData("AMQP\0\u0001\0\0")]
    [InlineData("AMQP\u0003\u0001\0\0")]
    [InlineData("AMQP\0\0\u0009\u0001")]
    [InlineData("AMQP\u0001\u0001\0\u000a")]
    [InlineData("AMQP\u0002\u0001\u0001\0")]
    public void A_server_that_names_another_layer_or_version_does_not_offer_TLS(string header) =>
        Assert.Equal("NotOffered", Script.Server("amqp", header));

    [Theory]
    [InlineData("AMQP\0\u0001\0\0")]
    [InlineData("AMQP\u0003\u0001\0\0")]
    public void A_client_that_asks_for_no_TLS_is_told_what_there_is(string header)
    {
        var talk = Talk.WithServer("amqp").Says(header);

        Assert.Equal(Tls, talk.Said);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
        Assert.Equal(UpgradeAction.StayInClear, Talk.WithServer("amqp", mayStayInClear: true).Says(header).Machine.NextAction);
    }

    [Theory]
    [InlineData("AMQP\0\0\u0009\u0001")]
    [InlineData("AMQP\u0001\u0001\0\u000a")]
    [InlineData("AMQP\u0002\u0002\0\0")]
    public void A_client_of_another_version_is_told_what_there_is_and_never_left_in_the_clear(string header)
    {
        var talk = Talk.WithServer("amqp", mayStayInClear: true).Says(header);

        Assert.Equal(Tls, talk.Said);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
    }
}
