namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>PostgreSQL, as its servers and clients speak.</summary>
public sealed class PostgresTests
{
    private static string Packet(string content) =>
        $"\0\0{(char)((content.Length + 4) >> 8)}{(char)((content.Length + 4) & 0xFF)}{content}";

    [Theory]
    [InlineData("E", "SFATAL\0VFATAL\0C0A000\0Munsupported frontend protocol 1234.5679\0Fpostmaster.c\0\0")]
    [InlineData("E", "SFATAL\0\0")]
    [InlineData("E", "what is this?")]
    [InlineData("E", "")]
    public void A_client_shows_the_error_in_place_of_the_answer(string letter, string content)
    {
        var talk = Talk.WithClient("postgres").Says(letter + Packet(content));

        Assert.Equal(UpgradeOutcome.Refused, talk.Machine.Failure?.Outcome);
        Assert.Contains(content.Split('\0')[0], talk.Machine.Failure!.Received, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_cannot_start_a_process_says_it_in_the_old_way()
    {
        var talk = Talk.WithClient("postgres").Says("Ecould not fork new process for connection: Cannot allocate memory\n\0");

        Assert.Equal(UpgradeOutcome.Refused, talk.Machine.Failure?.Outcome);
        Assert.Contains("Cannot allocate memory", talk.Machine.Failure!.Received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0004\u00d2\u0019\u00af", "C0A000\0Munsupported frontend protocol\0")]
    [InlineData("\0\u0002\0\0user\0", "C0A000\0Munsupported frontend protocol\0")]
    [InlineData("", "C0A000\0Munsupported frontend protocol\0")]
    [InlineData("\0\u0003\0\0user\0a\0\0", "C28000\0MTLS is required\0")]
    [InlineData("\0\u0003\0\u0002user\0a\0\0", "C28000\0MTLS is required\0")]
    public void A_server_says_what_it_does_not_take(string content, string error)
    {
        var talk = Talk.WithServer("postgres").Says(Packet(content));

        Assert.Equal("E" + Packet("SFATAL\0VFATAL\0" + error + "\0"), talk.Said);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
    }

    [Fact]
    public void What_is_no_packet_is_told_so() =>
        Assert.Equal(
            "E" + Packet("SFATAL\0VFATAL\0C08P01\0Minvalid length of packet\0\0"),
            Talk.WithServer("postgres").Says("GET / HTTP/1.1\r\n").Said);

    [Theory]
    [InlineData("\u0004\u00d2\u0016\u002e\0\0\0\u0001\0\0\0\u0002")]
    [InlineData("\u0004\u00d2\u0016\u002e\0\0\0\u0001a longer key, as of PostgreSQL 18")]
    public void A_request_to_cancel_has_no_answer_and_is_served_where_the_host_goes_on_in_the_clear(string content)
    {
        var talk = Talk.WithServer("postgres").Says(Packet(content));

        Assert.Equal("", talk.Said);
        Assert.Equal(UpgradeOutcome.Closed, talk.Machine.Failure?.Outcome);
        Assert.Equal(UpgradeAction.StayInClear, Talk.WithServer("postgres", mayStayInClear: true).Says(Packet(content)).Machine.NextAction);
    }
}
