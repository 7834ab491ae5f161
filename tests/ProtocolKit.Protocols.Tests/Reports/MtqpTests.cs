using System.Text;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>MTQP (RFC 3887), of which no software was at hand.</summary>
public sealed class MtqpTests
{
    private const string Greeting = "+OK+/MTQP ready\r\nSTARTTLS\r\n.\r\n";
    private const string Inside = "+OK/MTQP ready\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers => new()
    {
        { [Greeting, "+OK begin\r\n", Script.Tls, Inside], Script.Secured },
        { ["+ok+/mtqp/x \u00e9\r\nstarttls required\r\n.\r\n", "+OK/x/y\r\n", Script.Tls, "+OK+/MTQP\r\n.\r\n"], Script.Secured },

        // An option may go on on lines that begin with white space, and a line that begins with a dot has another one (2.3, 3).
        {
            [
                "+OK+/MTQP\r\nvnd.com.example.a with a very long\r\n list\r\n\tof parameters\r\n..b\r\nStartTLS\r\n.\r\n",
                "+OK\r\n", Script.Tls, Inside,
            ],
            Script.Secured
        },
        { ["+OK+/MTQP\r\nvnd.com.example.a\r\n STARTTLS\r\n.\r\n"], "NotOffered" },
        { ["+OK+/MTQP\r\nSTARTTLSX\r\nx STARTTLS\r\n.\r\n"], "NotOffered" },
        { ["+OK/MTQP STARTTLS\r\n"], "NotOffered" },
        { ["+OK+/MTQP\r\n.\r\n"], "NotOffered" },

        // A success may have lines of data (2.3).
        { [Greeting, "+OK+\r\n.\r\n", Script.Tls, Inside], Script.Secured },
        { [Greeting, "+OK+/x go\r\n..\r\n\r\nahead\r\n.\r\n", Script.Tls, Inside], Script.Secured },

        // Refusals, with codes and without.
        { [Greeting, "-TEMP/unavailable later\r\n"], "Unavailable" },
        { [Greeting, "-ERR/unavailable\r\n"], "Unavailable" },
        { [Greeting, "-ERR/unsupported no TLS\r\n"], "NotOffered" },
        { [Greeting, "-BAD unknown command\r\n"], "NotOffered" },
        { [Greeting, "-BAD/unsupported\r\n"], "NotOffered" },
        { [Greeting, "-BAD/bad-fqdn who?\r\n"], "Refused" },
        { [Greeting, "-BAD/tls-in-progress\r\n"], "Refused" },
        { [Greeting, "-ERR\r\n"], "Refused" },
        { [Greeting, "-ERR/insecure\r\n"], "Refused" },
        { ["-TEMP/MTQP/admin Service down for admin\r\n"], "Unavailable" },
        { ["-ERR/MTQP/unavailable Service down\r\n"], "Unavailable" },
        { ["-ERR/MTQP/x\r\n"], "Refused" },
        { ["+OK POP3 ready\r\n"], "Violation" },
        { [Greeting, "+OKAY\r\n"], "Violation" },
    };

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "STARTTLS mail.example.org\r\n", "+OK Begin TLS negotiation\r\n" },
        { "starttls \t mail.example.org \r\n", "+OK Begin TLS negotiation\r\n" },
        { "STARTTLS\r\n", "+OK Begin TLS negotiation\r\n" },
        { "STARTTLS a b\r\n", "-BAD Unknown command\r\n" },
        { "COMMENT\r\n", "+OK Comment okay\r\n" },
        { "comment STARTTLS\r\n", "+OK Comment okay\r\n" },
        { "TRACK <1@example.com> YWJj\r\n", "-ERR/tls-required Use STARTTLS\r\n" },
        { "QUIT\r\n", "+OK Bye\r\n" },
        { "TRACKS\r\n", "-BAD Unknown command\r\n" },
        { "\r\n", "-BAD Unknown command\r\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome) => Assert.Equal(outcome, Script.Server("mtqp", turns));

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer) => Assert.Equal(answer, Script.Client("mtqp", command));

    [Fact]
    public void The_client_says_whom_it_means_and_finds_the_options()
    {
        var octets = "+OK+/MTQP\r\nSTARTTLS  required\r\nvnd.com.example.a\r\n c\r\n.\r\n"u8;
        var options = new List<string>();

        Assert.Equal(System.Buffers.OperationStatus.Done, Mtqp.Banner.TryParse(octets, out var banner, out _));
        foreach (var offer in banner.Offers)
            options.Add(
                $"{Encoding.ASCII.GetString(offer.Capability)}={(offer.HasArgument ? Encoding.ASCII.GetString(offer.Argument) : "")}");

        Assert.Equal(["STARTTLS=required", "vnd.com.example.a="], options);
        Assert.Equal("STARTTLS localhost\r\n", Talk.WithClient("mtqp").Says(Greeting).Said);
    }
}
