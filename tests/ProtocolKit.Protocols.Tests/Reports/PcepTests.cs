namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>PCEP, as its speakers do.</summary>
public sealed class PcepTests
{
    private const string Start = " \u000d\0\u0004";
    private const string Open = " \u0001\0\u000c\u0001\u0010\0\u0008 \u001ex\0";

    private static string Error(int type, int value) => $" \u0006\0\u000c\u000d\u0010\0\u0008\0\0{(char)type}{(char)value}";

    [Fact]
    public void Each_side_says_StartTLS_without_waiting()
    {
        Assert.Equal(Start, Talk.WithClient("pcep").Said);
        Assert.Equal(Start, Talk.WithServer("pcep").Said);
        Assert.Equal(Script.Secured, Script.Server("pcep", Start, Script.Tls));
        Assert.Equal(Script.Secured, Script.End(Talk.WithServer("pcep"), Start, Script.Tls));
    }

    [Theory]
    [InlineData("\u0021\u000d\0\u0004")]
    [InlineData("\u003f\u000d\0\u0004")]
    public void Flags_of_the_header_are_ignored(string start)
    {
        Assert.Equal("StartTls", Script.Server("pcep", start));
        Assert.Equal("StartTls", Script.End(Talk.WithServer("pcep"), start));
    }

    [Theory]
    [InlineData("\u0040\u000d\0\u0004")]
    [InlineData("\0\u000d\0\u0004")]
    [InlineData(" \u000d\0\u0008\0\0\0\0")]
    [InlineData(" \u0002\0\u0004")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    public void What_is_no_StartTLS_is_none(string octets) => Assert.Equal("Violation", Script.Server("pcep", octets));

    [Fact]
    public void A_speaker_that_says_Open_has_no_TLS()
    {
        Assert.Equal("NotOffered", Script.Server("pcep", Open));
        Assert.Equal(Error(25, 3), Script.Client("pcep", Open));
        Assert.Equal("Closed", Script.End(Talk.WithServer("pcep"), Open));
    }

    [Theory]
    [InlineData(25, 4, "NotOffered")]
    [InlineData(25, 3, "Refused")]
    [InlineData(25, 5, "Refused")]
    [InlineData(1, 1, "Refused")]
    [InlineData(2, 0, "Refused")]
    public void A_client_understands_every_error(int type, int value, string outcome) =>
        Assert.Equal(outcome, Script.Server("pcep", Error(type, value)));

    [Fact]
    public void Another_message_is_unexpected()
    {
        foreach (var message in (string[])[" \u0002\0\u0004", " \u0003\0\u0008abcd", " \u000d\0\u0008abcd"])
            Assert.Equal(Error(25, 2), Script.Client("pcep", message));
        Assert.Equal(Error(25, 2), Script.Client("pcep", "GET / HTTP/1.1\r\n"));
        Assert.Equal("", Script.Client("pcep", Error(1, 1)));
        Assert.Equal("Closed", Script.End(Talk.WithServer("pcep"), Error(1, 1)));
    }
}
