namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>SOCKS 5, as proxies and their clients speak.</summary>
public sealed class Socks5Tests
{
    private const string Address = "\u0001\0\0\0\0\0\0";
    private const string Granted = "\u0005\0\0" + Address;
    private const string Target = "\u0005\u0001\0\u0003\u0009localhost\u0001\u00bb";
    private const string Login = "\u0001\u0004user\u0006secret";

    /// <summary>What the proxy says, turn by turn, and where a client without a login ends.</summary>
    public static TheoryData<string[], string> Proxies => new()
    {
        { ["\u0005\0", Granted], "StartTls" },
        { ["\u0005\0", "\u0005\0\0\u0003\u0009localhost\u0001\u00bb"], "StartTls" },
        { ["\u0005\0", "\u0005\0\u00ff\u0003\0\0\0"], "StartTls" },
        { ["\u0005\0", "\u0005\0\0\u0004" + new string('\0', 16) + "\u0001\u00bb"], "StartTls" },

        // RFC 1928, 6.
        { ["\u0005\0", "\u0005\u0001\0" + Address], "Refused" },
        { ["\u0005\0", "\u0005\u0002\0\u0003\u0009localhost\u0001\u00bb"], "Refused" },
        { ["\u0005\0", "\u0005\u0003\0" + Address], "Unavailable" },
        { ["\u0005\0", "\u0005\u0004\0" + Address], "Unavailable" },
        { ["\u0005\0", "\u0005\u0005\0" + Address], "Unavailable" },
        { ["\u0005\0", "\u0005\u0006\0" + Address], "Unavailable" },
        { ["\u0005\0", "\u0005\u0007\0" + Address], "NotOffered" },
        { ["\u0005\0", "\u0005\u0008\0" + Address], "NotOffered" },
        { ["\u0005\0", "\u0005\u0009\0" + Address], "Refused" },
        { ["\u0005\0", "\u0005\u00ff\0" + Address], "Refused" },
        { ["\u0005\u00ff"], "Refused" },
        { ["\u0005\u0001"], "Violation" },
        { ["\0\u005a\0\0\0\0\0\0"], "Violation" },
        { ["HTTP/1.1 400 Bad Request\r\n\r\n"], "Violation" },
        { ["\u0005\0", "\u0005\0\0\u0002"], "Violation" },
    };

    /// <summary>What the proxy says, turn by turn, and where a client with a login ends.</summary>
    public static TheoryData<string[], string> ProxiesWithLogin => new()
    {
        { ["\u0005\u0002", "\u0001\0", Granted], "StartTls" },
        { ["\u0005\u0002", "\u0005\0", Granted], "StartTls" },
        { ["\u0005\0", Granted], "StartTls" },
        { ["\u0005\u0002", "\u0001\u0001"], "Refused" },
        { ["\u0005\u0002", "\u0001\u00ff"], "Refused" },
        { ["\u0005\u00ff"], "Refused" },
    };

    /// <summary>What the client says, turn by turn, and what the server answers.</summary>
    public static TheoryData<string[], string[]> Clients => new()
    {
        { ["\u0005\u0001\0", Target], ["\u0005\0", Granted] },
        { ["\u0005\u0003\0\u0001\u0002", Target], ["\u0005\0", Granted] },
        { ["\u0005\u0002\u0002\0", Target], ["\u0005\0", Granted] },
        { ["\u0005\u0001\0", "\u0005\u0001\0\u0001\u00c0\0\u0002\u0001\u0001\u00bb"], ["\u0005\0", Granted] },
        { ["\u0005\u0001\0", "\u0005\u0001\0\u0004" + new string('\u0001', 16) + "\u0001\u00bb"], ["\u0005\0", Granted] },
        { ["\u0005\u0001\u0002", Login, Target], ["\u0005\u0002", "\u0001\0", Granted] },
        { ["\u0005\u0002\u0001\u0002", Login, Target], ["\u0005\u0002", "\u0001\0", Granted] },
        { ["\u0005\u0001\u0001"], ["\u0005\u00ff"] },
        { ["\u0005\u0001\0", "\u0005\u0002" + Target[2..]], ["\u0005\0", "\u0005\u0007\0" + Address] },
        { ["\u0005\u0001\0", "\u0005\u0003" + Target[2..]], ["\u0005\0", "\u0005\u0007\0" + Address] },
        { ["\u0004\u0001\u0001\u00bb\u00c0\0\u0002\u0001\0"], ["\u0005\u00ff"] },
        { ["GET / HTTP/1.1\r\n\r\n"], ["\u0005\u00ff"] },
    };

    [Theory]
    [MemberData(nameof(Proxies))]
    public void Clients_take_what_proxies_say(string[] turns, string outcome)
    {
        var talk = Talk.WithClient("socks5");

        Assert.Equal("\u0005\u0001\0", talk.Said);
        Assert.Equal(outcome, Script.End(talk, turns));
    }

    [Theory]
    [MemberData(nameof(ProxiesWithLogin))]
    public void Clients_with_a_login_take_what_proxies_say(string[] turns, string outcome)
    {
        var talk = Talk.WithClient("socks5", ("login-name", "user"), ("login-password", "secret"));

        Assert.Equal("\u0005\u0002\0\u0002", talk.Said);
        Assert.Equal(outcome, Script.End(talk, turns));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string[] turns, string[] answers)
    {
        var talk = Talk.WithServer("socks5");

        Assert.Equal(answers, turns.Select(turn => talk.Says(turn).Said));
        if (answers[^1] == Granted)
            Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
        else
            Assert.NotNull(talk.Machine.Failure);
    }

    [Fact]
    public void The_target_is_the_name_that_the_certificate_must_carry()
    {
        var definition = Recordings.Protocol("socks5");
        var parameters = definition.CreateClientParameters();
        parameters.SetValue("target-port", "8443");

        var talk = Talk.WithClient(definition, new ClientMachineOptions { Host = "target.example", Parameters = parameters });

        Assert.Equal("\u0005\u0001\0\u0003\u000etarget.example\u0020\u00fb", talk.Says("\u0005\0").Said);
    }

    [Fact]
    public void A_client_says_its_login_where_it_is_asked_for() => Assert.Equal(
        Login, Talk.WithClient("socks5", ("login-name", "user"), ("login-password", "secret")).Says("\u0005\u0002").Said);
}
