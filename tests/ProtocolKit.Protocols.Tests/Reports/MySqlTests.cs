namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>MySQL and MariaDB, as their servers and clients speak.</summary>
public sealed class MySqlTests
{
    private static string Packet(int number, string content) =>
        $"{(char)(content.Length & 0xFF)}{(char)(content.Length >> 8)}\0{(char)number}{content}";

    private static string Problem(int code, string text) => Packet(0, $"\u00ff{(char)(code & 0xFF)}{(char)(code >> 8)}{text}");

    [Theory]
    [InlineData(1040, "Too many connections", UpgradeOutcome.Unavailable)]
    [InlineData(1040, "#08004Too many connections", UpgradeOutcome.Unavailable)]
    [InlineData(1053, "#08S01Server shutdown in progress", UpgradeOutcome.Unavailable)]
    [InlineData(1135, "#HY000Can't create a new thread", UpgradeOutcome.Unavailable)]
    [InlineData(1203, "#42000User has too many connections", UpgradeOutcome.Unavailable)]
    [InlineData(1129, "#HY000Host '10.0.0.1' is blocked because of many connection errors", UpgradeOutcome.Refused)]
    [InlineData(1130, "Host '10.0.0.1' is not allowed to connect to this MySQL server", UpgradeOutcome.Refused)]
    [InlineData(2003, "#HY000Can't connect to remote server", UpgradeOutcome.Refused)]
    [InlineData(1130, "", UpgradeOutcome.Refused)]
    public void A_client_understands_an_error_in_place_of_the_greeting(int code, string text, UpgradeOutcome outcome)
    {
        var talk = Talk.WithClient("mysql").Says(Problem(code, text));

        Assert.Equal(outcome, talk.Machine.Failure?.Outcome);
        Assert.Contains(text, talk.Machine.Failure!.Received, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_of_an_older_protocol_does_not_offer_TLS() =>
        Assert.Equal("NotOffered", Script.Server("mysql", Packet(0, "\u00093.21.0\0\u0001\0\0\0abcdefgh\0")));

    /// <summary>What clients say that ask for no TLS: old and new ones, with packets of any length.</summary>
    public static TheoryData<string> Logins =>
    [
        Packet(1, "\u0085\u0024\0\0\0root\0abcdefgh\0"),
        Packet(1, "\u0005\0\0\0\0\0"),
        Packet(1, "\u0085\u00a6\u003f\u0020\0\0\0\u0001\u0021" + new string('\0', 23) + "root\0\0"),
        Packet(1, "\u0085\u00a6\u003f\u0020\0\0\0\u0001\u0021" + new string('\0', 23) + "root\0\0" + new string('x', 20000)),
        Packet(1, "\u0001"),
        Packet(1, ""),
    ];

    [Theory]
    [MemberData(nameof(Logins))]
    public void A_client_that_asks_for_no_TLS_is_told_to(string login)
    {
        var talk = Talk.WithServer("mysql").Says(login);

        Assert.Equal(Packet(2, "\u00ff\u0057\u000c#08004Connections using insecure transport are prohibited"), talk.Said);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
        Assert.Equal(UpgradeAction.StayInClear, Talk.WithServer("mysql", mayStayInClear: true).Says(login).Machine.NextAction);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0001\0\0\0\u0001")]
    [InlineData("\u0001\0\0\u0002\u0001")]
    public void What_is_no_login_is_a_bad_handshake(string octets)
    {
        var talk = Talk.WithServer("mysql").Says(octets);

        Assert.Equal(Packet(2, "\u00ff\u0013\u0004#08S01Bad handshake"), talk.Said);
        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }
}
