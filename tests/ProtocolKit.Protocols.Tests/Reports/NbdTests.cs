namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>Network Block Device, as its servers and clients speak.</summary>
public sealed class NbdTests
{
    private const string Greeting = "NBDMAGICIHAVEOPT\0\u0003";
    private const string Flags = "\0\0\0\u0003";
    private const string Start = "IHAVEOPT\0\0\0\u0005\0\0\0\0";
    private const string Started = "\0\u0003\u00e8\u0089\u0004Ue\u00a9\0\0\0\u0005\0\0\0\u0001\0\0\0\0";

    private static string Number(uint number) =>
        $"{(char)(number >> 24)}{(char)(byte)(number >> 16)}{(char)(byte)(number >> 8)}{(char)(byte)number}";

    private static string Option(uint option, string data) => "IHAVEOPT" + Number(option) + Number((uint)data.Length) + data;

    private static string Reply(uint option, uint type, string data) =>
        "\0\u0003\u00e8\u0089\u0004Ue\u00a9" + Number(option) + Number(type) + Number((uint)data.Length) + data;

    [Fact]
    public void A_client_says_its_flags_and_asks_in_one_write()
    {
        var talk = Talk.WithClient("nbd").Says(Greeting);

        Assert.Equal(Flags + Start, talk.Said);
        Assert.Equal(Script.Secured, Script.End(talk, Started, Script.Tls));
    }

    [Theory]
    [InlineData("NBDMAGICIHAVEOPT\0\u0001", Script.Secured)]
    [InlineData("NBDMAGICIHAVEOPT\u00ff\u00ff", Script.Secured)]
    [InlineData("NBDMAGICIHAVEOPT\0\0", "NotOffered")]
    [InlineData("NBDMAGICIHAVEOPT\0\u0002", "NotOffered")]
    public void Only_a_server_of_the_fixed_newstyle_has_options(string greeting, string outcome) =>
        Assert.Equal(
            outcome, outcome == Script.Secured ? Script.Server("nbd", greeting, Started, Script.Tls) : Script.Server("nbd", greeting));

    [Fact]
    public void A_server_of_the_oldstyle_has_no_TLS() =>
        Assert.Equal("NotOffered", Script.Server("nbd", "NBDMAGIC\0\0\u0042\u0002\u0081\u0086\u0012\u0053" + new string('\0', 136)));

    [Theory]
    [InlineData(0x80000001u, "", "NotOffered")]
    [InlineData(0x80000001u, "unsupported", "NotOffered")]
    [InlineData(0x80000002u, "TLS not allowed on this server", "Refused")]
    [InlineData(0x80000003u, "invalid", "Refused")]
    [InlineData(0x80000004u, "platform", "Refused")]
    [InlineData(0x80000005u, "", "Refused")]
    [InlineData(0x80000007u, "shutting down", "Unavailable")]
    [InlineData(0x80000009u, "too big", "Refused")]
    [InlineData(0xFFFFFFFFu, "whatever", "Refused")]
    [InlineData(2u, "export", "Violation")]
    [InlineData(1u, "data", "Violation")]
    public void A_client_understands_every_error(uint type, string text, string outcome) =>
        Assert.Equal(outcome, Script.Server("nbd", Greeting, Reply(5, type, text)));

    [Fact]
    public void A_reply_to_another_option_is_a_violation() => Assert.Equal("Violation", Script.Server("nbd", Greeting, Reply(3, 1, "")));

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("\0\0\0\u0001")]
    [InlineData("\0\0\0\u0003")]
    public void A_server_takes_the_flags_of_any_client(string flags) =>
        Assert.Equal(Script.Secured, Script.End(Talk.WithServer("nbd"), flags, Start, Script.Tls));

    [Theory]
    [InlineData(3u, "")]
    [InlineData(6u, "\0\0\0\u0007export1\0\0")]
    [InlineData(7u, "\0\0\0\0\0\0")]
    [InlineData(8u, "")]
    [InlineData(10u, "anything")]
    [InlineData(0xFFFFFFFFu, "")]
    public void A_server_demands_TLS_of_every_other_option(uint option, string data)
    {
        var talk = Talk.WithServer("nbd").Says(Flags).Says(Option(option, data));

        Assert.Equal(Reply(option, 0x80000005, "TLS is required"), talk.Said);
        Assert.Equal(Script.Secured, Script.End(talk, Start, Script.Tls));
    }

    [Fact]
    public void A_client_that_leaves_is_let_go()
    {
        Assert.Equal(Reply(2, 1, ""), Script.Client("nbd", Flags, Option(2, "")));
        Assert.Equal("Closed", Script.End(Talk.WithServer("nbd"), Flags, Option(2, "")));
    }

    [Fact]
    public void What_has_no_reply_ends_the_connection() =>
        Assert.Equal("Closed", Script.End(Talk.WithServer("nbd"), Flags, Option(1, "export1")));

    [Fact]
    public void A_request_with_data_is_told_so_and_may_be_repeated()
    {
        var talk = Talk.WithServer("nbd").Says(Flags).Says(Option(5, "x"));

        Assert.Equal(Reply(5, 0x80000003, "NBD_OPT_STARTTLS has no data"), talk.Said);
        Assert.Equal(Script.Secured, Script.End(talk, Start, Script.Tls));
    }

    [Fact]
    public void What_is_no_option_is_told_so_too() =>
        Assert.Equal(Reply(0, 0x80000003, "not an option"), Script.Client("nbd", Flags, "GET / HTTP/1.1\r\n"));
}
