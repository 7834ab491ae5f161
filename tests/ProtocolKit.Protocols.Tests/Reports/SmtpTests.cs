namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>What reports tell of the servers and clients of SMTP, message submission and LMTP.</summary>
public sealed class SmtpTests
{
    private const string Greeting = "220 mx.example ESMTP\r\n";
    private const string Features = "250-mx.example\r\n250 STARTTLS\r\n";
    private const string Ready = "220 go\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers => new()
    {
        // The list inside TLS, and before.
        { [Greeting, Features, Ready, Script.Tls, "250-a.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250\r\n"], Script.Secured },
        { [Greeting, Features, Ready, Script.Tls, "250-a.example\r\n250-PIPELINING\r\n250 \r\n"], Script.Secured },
        { [Greeting, Features, Ready, Script.Tls, "250\r\n"], Script.Secured },
        { [Greeting, Features, Ready, Script.Tls, "250 \r\n"], Script.Secured },
        { [Greeting, "250-mx.example\r\n250-STARTTLS\r\n250-\r\n250 HELP\r\n", Ready, Script.Tls, Features], Script.Secured },
        { [Greeting, "250-\r\n250 STARTTLS\r\n", Ready, Script.Tls, Features], Script.Secured },
        { [Greeting, "250- mx.example Hello\r\n250 STARTTLS\r\n", Ready, Script.Tls, Features], Script.Secured },
        { [Greeting, "250- \t \r\n250-  starttls \r\n250-\t\r\n250\r\n", Ready, Script.Tls, Features], Script.Secured },
        { [Greeting, "250-mx.example\r\n250- STARTTLS\t\r\n250-SIZE\t1\r\n250-\u00e9 \u001b$B\r\n250 AUTH=LOGIN\r\n", Ready, Script.Tls,
            Features], Script.Secured },
        { [Greeting, "250-STARTTLS\r\n250-mail.example\r\n250 SIZE 1\r\n"], "NotOffered" },
        { [Greeting, "250-mx.example\r\n250-XSTARTTLS\r\n250-STARTTLSX\r\n250 HELP STARTTLS\r\n"], "NotOffered" },
        { [Greeting, "250\r\n"], "NotOffered" },

        // Texts that are missing, or in any character set.
        { ["220\r\n", Features, "220 \r\n", Script.Tls, Features], Script.Secured },
        { ["220-\r\n220-\u00ff\u00fe \u001b\r\n220\r\n", Features, "220-a\r\n220\r\n", Script.Tls, Features], Script.Secured },

        // Servers that turn away: before a word, at the client's name, at STARTTLS, inside TLS.
        { ["421 4.7.0 Error: too many connections\r\n"], "Unavailable" },
        { ["450 4.3.2 greylisted\r\n"], "Unavailable" },
        { ["550 black ip. (\u00c4\u00e3\u00ba\u00c3)\r\n"], "Refused" },
        { ["554-no\r\n554 5.7.1 no\r\n"], "Refused" },
        { [Greeting, "421 Your HELO does not match your DNS\r\n"], "Unavailable" },
        { [Greeting, "504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname\r\n"], "Refused" },
        { [Greeting, "550\r\n"], "Refused" },
        { [Greeting, "500 what?\r\n"], "NotOffered" },
        { [Greeting, "502\r\n"], "NotOffered" },
        { [Greeting, Features, "421 closing\r\n"], "Unavailable" },
        { [Greeting, Features, "454 4.3.0 not now\r\n"], "Unavailable" },
        { [Greeting, Features, "502-5.5.1\r\n502 no\r\n"], "Refused" },
        { [Greeting, Features, "530 5.7.0 Must issue a STARTTLS command first\r\n"], "Refused" },
        { [Greeting, Features, Ready, Script.Tls, "502 what?\r\n"], Script.Secured },
        { [Greeting, Features, Ready, Script.Tls, "504 5.5.2 <[127.0.0.1]>: Helo command rejected\r\n"], Script.Secured },
        { [Greeting, Features, Ready, Script.Tls, "421 4.3.2 closing\r\n"], "Unavailable" },

        // TLS from the first octet.
        { [Script.Tls, Greeting, "250-x\r\n250\r\n"], Script.Secured },
        { [Script.Tls, "554 no\r\n"], "Refused" },

        // Answers that mean something else.
        { [Greeting, Features, "250 go\r\n"], "Violation" },
        { [Greeting, Features, "354 go\r\n"], "Violation" },
        { [Greeting, Features, "220-a\r\n454 b\r\n"], "Violation" },
        { [Greeting, Features, "220 go\0\r\n"], "Violation" },
        { [Greeting, Features, "220 go\n"], "Violation" },
        { [Greeting, "250-mx.example\r\n220 STARTTLS\r\n"], "Violation" },
    };

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "EHLO x\r\n", "250-localhost\r\n250 STARTTLS\r\n" },
        { "EHLO x \r\n", "250-localhost\r\n250 STARTTLS\r\n" },
        { "EHLO  x\r\n", "250-localhost\r\n250 STARTTLS\r\n" },
        { "EHLO\tx\t\r\n", "250-localhost\r\n250 STARTTLS\r\n" },
        { "EHLO my pc\r\n", "250-localhost\r\n250 STARTTLS\r\n" },
        { "EHLO \u00d0\u00bf\u00d0\u00ba\r\n", "250-localhost\r\n250 STARTTLS\r\n" },
        { "EHLO \u00ef\u00ea\r\n", "250-localhost\r\n250 STARTTLS\r\n" },
        { "EHLO\r\n", "501 The name of the client is missing\r\n" },
        { "EHLO \r\n", "501 The name of the client is missing\r\n" },
        { "ehlo \u001b\r\n", "501 The name of the client is missing\r\n" },
        { "EHLO,x\r\n", "501 The name of the client is missing\r\n" },
        { "LHLO x\r\n", "500 Unknown command\r\n" },
        { "STARTTLS \r\n", "220 Ready to start TLS\r\n" },
        { "STARTTLS\t \r\n", "220 Ready to start TLS\r\n" },
        { "STARTTLS x\r\n", "501 No parameters allowed\r\n" },
        { "STARTTLSX\r\n", "530 Must issue a STARTTLS command first\r\n" },
        { "QUIT \r\n", "221 Bye\r\n" },
        { "QUIT x\r\n", "530 Must issue a STARTTLS command first\r\n" },
        { "NOOP\r\n", "250 OK\r\n" },
        { "NOOP x\r\n", "250 OK\r\n" },
        { "RSET \r\n", "250 OK\r\n" },
        { "HELP\r\n", "214 STARTTLS starts TLS\r\n" },
        { "VRFY x\r\n", "530 Must issue a STARTTLS command first\r\n" },
        { "HELO x\r\n", "530 Must issue a STARTTLS command first\r\n" },
        { "MAIL FROM:<a@b.example>\r\n", "530 Must issue a STARTTLS command first\r\n" },
        { "\r\n", "530 Must issue a STARTTLS command first\r\n" },
        { "\u001b\u007f\u00ff\r\n", "530 Must issue a STARTTLS command first\r\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome)
    {
        foreach (var protocol in (string[])["smtp", "submission", "lmtp"])
            Assert.Equal(outcome, Script.Server(protocol, turns));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer)
    {
        Assert.Equal(answer, Script.Client("smtp", command));
        Assert.Equal(answer, Script.Client("submission", command));
    }

    [Theory]
    [InlineData("LHLO  x \r\n", "250-localhost\r\n250 STARTTLS\r\n")]
    [InlineData("LHLO\r\n", "501 The name of the client is missing\r\n")]
    [InlineData("EHLO x\r\n", "500 Unknown command\r\n")]
    [InlineData("EHLO\r\n", "500 Unknown command\r\n")]
    [InlineData("helo x\r\n", "500 Unknown command\r\n")]
    [InlineData("STARTTLS \r\n", "220 Ready to start TLS\r\n")]
    public void LMTP_has_a_greeting_of_its_own(string command, string answer) => Assert.Equal(answer, Script.Client("lmtp", command));
}
