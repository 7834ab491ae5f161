namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>What POP3's servers and clients say, as far as it is not what the RFC prints.</summary>
public sealed class Pop3Tests
{
    private const string List = "+OK\r\nSTLS\r\n.\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers => new()
    {
        { ["+OK\r\n", List, "+OK\r\n", Script.Tls, List], Script.Secured },
        { ["+OK \u00ff \u001b<1.2@x>\r\n", "+ok list\r\n\r\n stls \r\nSASL\tPLAIN  LOGIN \r\n..x\r\n\u00e9\r\n.\r\n", "+OK\tgo\r\n",
            Script.Tls, "+OK\r\n.\r\n"], Script.Secured },
        { ["+OK\r\n", "-ERR what?\r\n", "+OK\r\n", Script.Tls, "-ERR what?\r\n"], Script.Secured },
        { ["+OK\r\n", "-ERR [X-ANYTHING]\r\n", "+OK\r\n", Script.Tls, List], Script.Secured },
        { ["+OK\r\n", "+OK\r\nUSER\r\n.\r\n"], "NotOffered" },
        { ["+OK\r\n", List, "-ERR\r\n"], "Refused" },
        { ["+OK\r\n", List, "-ERR [SYS/PERM] no\r\n"], "Refused" },
        { ["+OK\r\n", List, "-ERR  [SYS/TEMP/LOAD] later\r\n"], "Unavailable" },
        { ["-ERR [LOGIN-DELAY] \u00e9\r\n"], "Unavailable" },
        { ["-ERR you are banned\r\n"], "Refused" },
        { ["+OK\r\n", List, "+OKAY\r\n"], "Violation" },
        { ["+OK\r\n", List, "+ go\r\n"], "Violation" },
    };

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "CAPA \t\r\n", List },
        { "capa x\r\n", "-ERR CAPA takes no argument\r\n" },
        { "STLS \r\n", "+OK Begin TLS negotiation\r\n" },
        { "STLS x\r\n", "-ERR STLS takes no argument\r\n" },
        { "QUIT \r\n", "+OK Bye\r\n" },
        { "AUTH\r\n", "-ERR No mechanism can be used before STLS\r\n" },
        { "AUTH PLAIN\r\n", "-ERR Must issue an STLS command first\r\n" },
        { "USER x\r\n", "-ERR Must issue an STLS command first\r\n" },
        { "NOOP\r\n", "-ERR Must issue an STLS command first\r\n" },
        { "\u001b \u00ff\r\n", "-ERR Must issue an STLS command first\r\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome) => Assert.Equal(outcome, Script.Server("pop3", turns));

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer) => Assert.Equal(answer, Script.Client("pop3", command));
}
