namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>Telnet, as its servers and clients speak it: RFC 854, RFC 885, RFC 1143.</summary>
public sealed class TelnetTests
{
    private const string Do = "\u00ff\u00fd.";
    private const string Will = "\u00ff\u00fb.";
    private const string Wont = "\u00ff\u00fc.";
    private const string Dont = "\u00ff\u00fe.";
    private const string Follows = "\u00ff\u00fa.\u0001\u00ff\u00f0";

    [Theory]
    [InlineData("StartTls", Do, Follows)]
    [InlineData("StartTls", "\u00ff\u00ef", "\u00ff\u00ff", Do, "\u00ff\u00ef\u00ff\u00ff", Follows)]
    [InlineData("StartTls", "\u00ff\u00ec\u00ff\u00ed\u00ff\u00ee\u00ff\u00f1\u00ff\u00f9", Do, Follows)]
    [InlineData("StartTls", Do, "login: ", Follows)]
    [InlineData("StartTls", "\u00ff\u00fb\u0001\u00ff\u00fb\u0003\u00ff\u00fd\u0018", Do, "\u00ff\u00fa\u0018\u0001\u00ff\u00f0", Follows)]
    [InlineData("StartTls", Will, Do, Follows)]
    [InlineData("StartTls", Wont, Do, Follows)]
    [InlineData("NotOffered", "login: ")]
    [InlineData("Refused", Dont)]
    [InlineData("Refused", Do, Dont)]
    public void A_client_hears(string end, params string[] turns) => Assert.Equal(end, Script.Server("telnet", turns));

    [Fact]
    public void Many_options_are_declined()
    {
        var options = string.Concat(Enumerable.Range(0, 40).Select(option => $"\u00ff\u00fb{(char)option}\u00ff\u00fd{(char)option}"));

        Assert.Equal("StartTls", Script.Server("telnet", options, Do, Follows));
    }

    [Fact]
    public void TLS_of_the_servers_client_is_declined() => Assert.Equal(Dont, Talk.WithClient("telnet").Says(Will).Said);

    [Theory]
    [InlineData(Wont)]
    [InlineData("user\r\n")]
    public void A_client_without_TLS_is_told_that_it_is_required(string octets)
    {
        var talk = Talk.WithServer("telnet").Says(octets);

        Assert.Equal("TLS is required\r\n", talk.Said);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
        Assert.Equal(UpgradeAction.StayInClear, Talk.WithServer("telnet", mayStayInClear: true).Says(octets).Machine.NextAction);
    }

    [Fact]
    public void A_server_takes_what_clients_say_besides()
    {
        var talk = Talk.WithServer("telnet").Says("\u00ff\u00fd\u0003\u00ff\u00fb\u0018\u00ff\u00ef\u00ff\u00ff" + Dont + Do);

        Assert.Equal("\u00ff\u00fc\u0003\u00ff\u00fe\u0018" + Wont, talk.Said);
        Assert.Equal("StartTls", Script.End(talk, Will + Follows));
    }

    [Fact]
    public void On_its_own_port_TLS_is_not_negotiated_again()
    {
        var definition = Recordings.Protocol("telnet");

        Assert.Equal(
            Script.Secured,
            Script.End(Talk.WithClient(definition, new ClientMachineOptions { Host = "localhost", ImplicitTls = true }), Script.Tls));
        Assert.Equal(Script.Secured, Script.End(Talk.WithServer(definition, new ServerMachineOptions { ImplicitTls = true }), Script.Tls));
    }
}
