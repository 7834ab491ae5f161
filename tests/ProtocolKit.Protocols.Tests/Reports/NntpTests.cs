namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>What reports tell of NNTP's servers and clients.</summary>
public sealed class NntpTests
{
    private const string Greeting = "201 no posting\r\n";
    private const string List = "101 list\r\nVERSION 2\r\nSTARTTLS\r\n.\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers
    {
        get
        {
            var rows = new TheoryData<string[], string>
            {
                { ["200\r\n", List, "382\r\n", Script.Tls, List], Script.Secured },
                { ["200 \u00ff\u001b\r\n", "101\r\nVERSION\t2 \r\nstarttls\t\r\n\r\n.. x\r\n SASL  \u00e9\t\r\n.\r\n", "382 go\r\n",
                    Script.Tls, "101\r\n.\r\n"], Script.Secured },
                { [Greeting, "101 list\r\nVERSION 2\r\n.\r\n"], "NotOffered" },
                { [Greeting, "400 closing\r\n"], "Unavailable" },
                { [Greeting, List, "580 no\r\n"], "Unavailable" },
                { [Greeting, List, "403 fault\r\n"], "Unavailable" },
                { [Greeting, List, "400 closing\r\n"], "Unavailable" },
                { [Greeting, List, "382 go\r\n", Script.Tls, "400 closing\r\n"], "Unavailable" },
                { ["400 load\r\n"], "Unavailable" },
                { ["403 fault\r\n"], "Unavailable" },
                { ["502 you are banned\r\n"], "Refused" },
                { ["480 who are you?\r\n"], "Refused" },
                { [Greeting, List, "281 go\r\n"], "Violation" },
                { [Greeting, List, "383 go\r\n"], "Violation" },
                { [Greeting, List, "502 article 382 unavailable\r\n"], "Refused" },
            };

            // RFC 3977, 3.2.1: generic codes answer any command. Trying STARTTLS is harmless.
            foreach (var code in (string[])["401", "403", "480", "483", "500", "501", "502", "503", "504"])
            {
                rows.Add([Greeting, $"{code} no\r\n", "382 go\r\n", Script.Tls, $"{code}\r\n"], Script.Secured);
                if (code != "403")
                    rows.Add([Greeting, List, code + "\r\n"], "Refused");
            }

            return rows;
        }
    }

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "CAPABILITIES\t\r\n", "101 Capability list:\r\nVERSION 2\r\nSTARTTLS\r\n.\r\n" },
        { "CAPABILITIES AUTOUPDATE\r\n", "101 Capability list:\r\nVERSION 2\r\nSTARTTLS\r\n.\r\n" },
        { "STARTTLS \r\n", "382 Continue with TLS negotiation\r\n" },
        { "STARTTLS x\r\n", "501 STARTTLS takes no argument\r\n" },
        { "mode  reader\t\r\n", "200 Posting allowed\r\n" },
        { "MODE STREAM\r\n", "483 Encryption required\r\n" },
        { "QUIT \r\n", "205 Closing connection\r\n" },
        { "HELP\r\n", "100 Help text follows\r\nCAPABILITIES, STARTTLS, QUIT\r\n.\r\n" },
        { "DATE\r\n", "483 Encryption required\r\n" },
        { "GROUP misc.test\r\n", "483 Encryption required\r\n" },
        { "FOO\r\n", "500 Unknown command\r\n" },
        { "\u001b \u00ff\r\n", "500 Unknown command\r\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome) => Assert.Equal(outcome, Script.Server("nntp", turns));

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer) => Assert.Equal(answer, Script.Client("nntp", command));
}
