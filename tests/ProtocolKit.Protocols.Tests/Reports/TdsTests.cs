namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>TDS, as its servers and clients speak.</summary>
public sealed class TdsTests
{
    private const char Request = '\u0012', Response = '\u0004';

    private static string Packet(char type, string content) => $"{type}\u0001{Two(content.Length + 8)}\0\0\u0001\0{content}";

    /// <summary>VERSION, ENCRYPTION, and other options with their values, which stand one behind the other.</summary>
    private static string Options(int encryption, params (char Option, string Value)[] others)
    {
        (char Option, string Value)[] all = [('\0', "\u0010\0\u0010\u001b\0\0"), ('\u0001', $"{(char)encryption}"), .. others];
        var (table, values) = ("", "");
        foreach (var (option, value) in all)
        {
            table += $"{option}{Two(all.Length * 5 + 1 + values.Length)}{Two(value.Length)}";
            values += value;
        }

        return table + "\u00ff" + values;
    }

    private static string Two(int number) => $"{(char)(number >> 8)}{(char)(number & 0xFF)}";

    /// <summary>What clients say besides: FreeTDS, Microsoft.Data.SqlClient, a driver that says as little as it may.</summary>
    public static TheoryData<string> Clients =>
    [
        Options(0, ('\u0002', "MSSQLServer\0"), ('\u0003', "\0\0\u0012\u0034"), ('\u0004', "\0")),
        Options(1, ('\u0002', "\0"), ('\u0003', "\0\0\0\0"), ('\u0004', "\0"), ('\u0005', new string('\u00a1', 36)), ('\u0006', "\u0001")),
        Options(3, ('\u0007', new string('n', 32))),
        Options(0x81),
        Options(1),
    ];

    [Theory]
    [MemberData(nameof(Clients))]
    public void A_client_that_can_do_TLS_is_told_that_it_must(string options)
    {
        var talk = Talk.WithServer("tds").Says(Packet(Request, options));

        Assert.Equal(Packet(Response, "\0\0\u000b\0\u0006\u0001\0\u0011\0\u0001\u00ff\u0010\0\0\0\0\0\u0003"), talk.Said);
        Assert.Equal(UpgradeAction.StartTls, talk.Machine.NextAction);
    }

    [Fact]
    public void A_client_without_TLS_is_told_the_same_and_closed()
    {
        var prelogin = Packet(Request, Options(2));
        var talk = Talk.WithServer("tds").Says(prelogin);

        Assert.EndsWith("\u0003", talk.Said, StringComparison.Ordinal);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
        Assert.Equal(UpgradeAction.StayInClear, Talk.WithServer("tds", mayStayInClear: true).Says(prelogin).Machine.NextAction);
    }

    [Theory]
    [InlineData("\u0010")]
    [InlineData("\u0001")]
    [InlineData("\u0002")]
    public void A_client_that_logs_in_at_once_is_told_an_error(string type)
    {
        var talk = Talk.WithServer("tds").Says($"{type}\u0001\0\u000c\0\0\u0001\0abcd");

        Assert.StartsWith("\u0004\u0001\0\u002c\0\0\u0001\0\u00aa", talk.Said, StringComparison.Ordinal);
        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_server_may_encrypt_all(int encryption) => Assert.Equal(
        UpgradeAction.StartTls,
            Talk.WithClient("tds")
            .Says(Packet(
            Response, Options(encryption, ('\u0002', ""), ('\u0003', ""), ('\u0004', "\0"), ('\u0006', "\u0001")))).Machine.NextAction);

    [Theory]
    [InlineData(0, UpgradeOutcome.Refused)]
    [InlineData(2, UpgradeOutcome.NotOffered)]
    public void A_server_that_encrypts_less_is_left(int encryption, UpgradeOutcome outcome) =>
        Assert.Equal(outcome, Talk.WithClient("tds").Says(Packet(Response, Options(encryption))).Machine.Failure?.Outcome);

    [Fact]
    public void The_values_stand_where_the_options_say() => Assert.Equal(
        UpgradeAction.StartTls,
            Talk.WithClient("tds")
            .Says(Packet(Response, "\0\0\u000e\0\u0006\u0001\0\u0014\0\u0001\u00ffxyz\u0010\0\0\0\0\0\u0001")).Machine.NextAction);

    [Fact]
    public void An_error_in_place_of_the_answer_is_shown()
    {
        var talk = Talk.WithClient("tds")
            .Says(Packet(
            Response, "\u00aa\u0014\0\u0011\u0045\0\0\u0001\u000e\u0003\0N\0o\0!\0\0\0\0\0\0\0\u00fd\u0002\0\0\0\0\0\0\0\0\0\0\0"));

        Assert.Equal(UpgradeOutcome.Refused, talk.Machine.Failure?.Outcome);
        Assert.Contains("N\\x00o\\x00!", talk.Machine.Failure!.Received, StringComparison.Ordinal);
    }
}
