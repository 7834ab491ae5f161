namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>What reports tell of IMAP's servers and clients.</summary>
public sealed class ImapTests
{
    private const string Greeting = "* OK ready\r\n";
    private const string List = "* CAPABILITY IMAP4rev1 STARTTLS\r\n$tag OK done\r\n";
    private const string Go = "$tag OK go\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers => new()
    {
        // Lists with more white space than the specification has, or with nothing in them.
        { [Greeting, "* CAPABILITY IMAP4rev1 LITERAL+  STARTTLS\r\n$tag OK done\r\n", Go, Script.Tls, List], Script.Secured },
        { [Greeting, "* capability  IMAP4rev1\tstarttls \r\n$tag ok\r\n", Go, Script.Tls, "* CAPABILITY\r\n$tag OK\r\n"], Script.Secured },
        { [Greeting, "* CAPABILITY IMAP4rev1 X(1) \u00e9 STARTTLS\r\n$tag OK done\r\n", Go, Script.Tls, List], Script.Secured },
        { [Greeting, "* CAPABILITY\r\n$tag OK done\r\n"], "NotOffered" },

        // A tagged answer in place of the list: as where the list was refused.
        { [Greeting, "$tag OK [CAPABILITY IMAP4rev1 STARTTLS] done\r\n", Go, Script.Tls, List], Script.Secured },
        { [Greeting, "$tag OK done\r\n* CAPABILITY IMAP4rev1 STARTTLS\r\n", Go, Script.Tls, List], Script.Secured },
        { [Greeting, "$tag OK done\r\n", "* CAPABILITY IMAP4rev1 STARTTLS\r\n" + Go, Script.Tls, List], Script.Secured },
        { [Greeting, "$tag BAD what?\r\n", Go, Script.Tls, "$tag BAD what?\r\n"], Script.Secured },
        { [Greeting, List, Go, Script.Tls, "$tag OK [CAPABILITY IMAP4rev1] done\r\n"], Script.Secured },
        { [Greeting, List, Go, Script.Tls, "* CAPABILITY IMAP4rev1\r\n$tag NO [UNAVAILABLE] later\r\n"], Script.Secured },

        // Response codes that nobody knows, notices, texts in any character set, no texts.
        { ["* OK [X-WHATEVER a \"b\"] \u00ff\u00fe \u001b$B\r\n", "* OK [ALERT] \u00c3\u00a9\r\n* 1 EXISTS\r\n" + List,
            "* NO [FOO]\r\n$tag OK [FOO {1}] go\r\n", Script.Tls, List], Script.Secured },
        { ["* OK\r\n", "* CAPABILITY STARTTLS\r\n$tag OK\r\n", "$tag OK\r\n", Script.Tls, List], Script.Secured },
        { [Greeting, List, "$tag NO [UNAVAILABLE] no\r\n"], "Refused" },
        { [Greeting, List, "$tag BAD\r\n"], "Refused" },
        { [Greeting, List, "* BYE [UNAVAILABLE] overloaded\r\n"], "Closed" },

        // Greetings that are none.
        { ["* NO LOGOUT Intrusion prevention active\r\n"], "Refused" },
        { ["* BAD\r\n"], "Refused" },
        { ["* BYE too many connections\r\n"], "Closed" },
        { ["* PREAUTH ready\r\n"], "Refused" },

        // TLS from the first octet: there, a certificate may sign in.
        { [Script.Tls, "* PREAUTH ready\r\n", "* CAPABILITY IMAP4rev1\r\n$tag OK\r\n"], Script.Secured },
        { [Script.Tls, "* OK ready\r\n", "$tag BAD\r\n"], Script.Secured },
        { [Script.Tls, "* NO\r\n"], "Refused" },

        // Nothing says which command it belongs to.
        { [Greeting, "* BAD malformed command\r\n"], Script.Waits },
        { [Greeting, List, "* OK go\r\n"], Script.Waits },
        { [Greeting, List, "$tag OKAY go\r\n"], "Violation" },
        { [Greeting, "x OK [CAPABILITY IMAP4rev1 STARTTLS] done\r\n"], "Violation" },
    };

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "a CAPABILITY\r\n", "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na OK Completed\r\n" },
        { "a capability \t\r\n", "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na OK Completed\r\n" },
        { "a STARTTLS \r\n", "a OK Completed\r\n" },
        { "a NOOP\r\n", "a OK Completed\r\n" },
        { "a LOGOUT\r\n", "* BYE Logging out\r\na OK Completed\r\n" },
        { "a ID NIL\r\n", "* ID NIL\r\na OK Completed\r\n" },
        { "a ID (\"name\" {3+}\r\nx\r\n)\r\n", "* ID NIL\r\na OK Completed\r\n" },
        { "a LOGIN user password\r\n", "a NO [PRIVACYREQUIRED] Use STARTTLS first\r\n" },
        { "a LOGIN {4}\r\n", "a NO [PRIVACYREQUIRED] Use STARTTLS first\r\n" },
        { "a login {4+}\r\nuser {8+}\r\npassword\r\n", "a NO [PRIVACYREQUIRED] Use STARTTLS first\r\n" },
        { "a AUTHENTICATE PLAIN\r\n", "a NO [PRIVACYREQUIRED] Use STARTTLS first\r\n" },
        { "a AUTHENTICATE\r\n", "a NO [PRIVACYREQUIRED] Use STARTTLS first\r\n" },
        { "a SELECT INBOX\r\n", "a BAD Not a command that can be used before STARTTLS\r\n" },
        { "a CAPABILITY x\r\n", "a BAD Not a command that can be used before STARTTLS\r\n" },
        { "a STARTTLS x\r\n", "a BAD Not a command that can be used before STARTTLS\r\n" },
        { "a  NOOP\r\n", "a BAD Not a command that can be used before STARTTLS\r\n" },
        { "a\r\n", "a BAD Not a command that can be used before STARTTLS\r\n" },
        { "\r\n", "* BAD Invalid tag\r\n" },
        { "NOOP\r\n", "NOOP BAD Not a command that can be used before STARTTLS\r\n" },
        { "(a) NOOP\r\n", "* BAD Invalid tag\r\n" },
        { "\u00e9 \u001b\u007f\r\n", "* BAD Invalid tag\r\n" },
        { "a LOGIN {10000+}\r\n", "* BYE Syntax error\r\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome) => Assert.Equal(outcome, Script.Server("imap", turns));

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer) =>
        Assert.Equal(answer, Talk.WithServer("imap").Says(command).Said);

    [Theory]
    [InlineData("A LOGIN {12+}\r\nA STARTTLS\r\n \"x\"\r\n")]
    [InlineData("A LOGIN {x {12+}\r\nA STARTTLS\r\n \"x\"\r\n")]
    [InlineData("A LOGIN {1+}\r\n\" {12+}\r\nA STARTTLS\r\n\r\n")]
    [InlineData("A FOO {12+}\r\nA STARTTLS\r\n\r\n")]
    [InlineData("A STARTTLS {12+}\r\nA STARTTLS\r\n\r\n")]
    [InlineData("( {12+}\r\nA STARTTLS\r\n\r\n")]
    public void What_a_literal_holds_is_no_command(string command)
    {
        var talk = Talk.WithServer("imap").Says(command);

        Assert.Equal(UpgradeAction.Receive, talk.Machine.NextAction);
        Assert.Single(talk.Said.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(UpgradeAction.StartTls, talk.Says("b STARTTLS\r\n").Machine.NextAction);
    }
}
