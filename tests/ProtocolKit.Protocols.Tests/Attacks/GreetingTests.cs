using ProtocolKit.Protocols.Tests.Reports;

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <summary>What a server says so that a client takes itself for signed in, for one of an older dialect, or for redirected.</summary>
public sealed class GreetingTests
{
    /// <summary>A protocol, and what the server says turn by turn.</summary>
    public static TheoryData<string, string[]> Greetings => new()
    {
        // Signed in already.
        { "imap", ["* PREAUTH ready\r\n"] },
        { "imap", ["* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready\r\n"] },
        { "ftp", ["230 Welcome, you are logged in\r\n"] },
        { "nntp", ["281 Authentication accepted\r\n"] },
        { "smtp", ["235 Authenticated\r\n"] },
        { "pop3", ["+OK ready\r\n", "-ERR you are logged in\r\n", "-ERR you are logged in\r\n"] },
        { "xmpp", ["<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='a' from='localhost' version='1.0'><success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"] },
        { "postgres", ["R\0\0\0\b\0\0\0\0"] },
        { "mysql", ["\u0007\0\0\0\0\0\0\u0002\0\0\0"] },

        // An older dialect.
        { "imap", ["* OK IMAP2 ready\r\n", "$tag BAD CAPABILITY?\r\n", "$tag BAD STARTTLS?\r\n"] },
        { "smtp", ["220 ready\r\n", "502 EHLO?\r\n"] },
        { "smtp", ["220 ready\r\n", "250 HELO is enough\r\n"] },
        { "ldap", ["0\f\u0002\u0001\u0001x\u0007\n\u0001\u0002\u0004\0\u0004\0"] },
        { "xmpp", ["<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='a' from='localhost'><stream:features/>"] },
        { "mysql", ["\u0014\0\0\0\u00093.20.0\0\u0001\0\0\0abcdefg\0"] },

        // Elsewhere.
        { "imap", ["* BYE [REFERRAL imap://attacker.example/]\r\n"] },
        { "ldap", ["0\u001a\u0002\u0001\u0001x\u0015\n\u0001\u000a\u0004\0\u0004\0\u00a3\u000c\u0004\u000aldap://a/b"] },
        { "xmpp", ["<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='a' from='localhost' version='1.0'><stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>attacker.example</see-other-host></stream:error>"] },
    };

    [Theory]
    [MemberData(nameof(Greetings))]
    public void A_client_ends_there_and_says_nothing_more(string protocol, string[] turns)
    {
        var talk = Talk.WithClient(protocol);
        foreach (var turn in turns)
        {
            Assert.Equal(UpgradeAction.Receive, talk.Machine.NextAction);
            talk.Says(turn.Replace("$tag", talk.Said.Split(' ')[0], StringComparison.Ordinal));
        }

        Assert.Equal(UpgradeAction.Fail, talk.Machine.NextAction);
        Assert.Equal("", talk.Said);
        Assert.NotEqual("Secured", Script.End(talk));
    }

    /// <summary>Responses of LDAP that are malformed in BER: behind them the session ends.</summary>
    [Theory]
    [InlineData("0\u0080\u0002\u0001\u0001x\u0007\n\u0001\0\u0004\0\u0004\0\0\0")]
    [InlineData("0\u0084\u007f\u00ff\u00ff\u00ff\u0002\u0001\u0001")]
    [InlineData("0\u0088\u0001\0\0\0\0\0\0\0\u0002\u0001\u0001")]
    [InlineData("0\u000c\u0002\u0001\u0001x\u0009\n\u0001\0\u0004\0\u0004\0")]
    [InlineData("0\u000c\u0002\0x\u0008\n\u0001\0\u0004\0\u0004\0")]
    [InlineData("?\u000c\u0002\u0001\u0001x\u0007\n\u0001\0\u0004\0\u0004\0")]
    public void An_LDAP_client_starts_no_TLS_behind_BER_that_is_malformed(string response)
    {
        var talk = Talk.WithClient("ldap").Says(response);

        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }

    /// <summary>Lengths of PostgreSQL's and MySQL's messages that no message has.</summary>
    [Theory]
    [InlineData("postgres", "\0\0\0\0")]
    [InlineData("postgres", "\0\0\0\u0007\u0004\u00d2\u0016")]
    [InlineData("postgres", "\u007f\u00ff\u00ff\u00ff\u0004\u00d2\u0016\u002f")]
    [InlineData("postgres", "\u00ff\u00ff\u00ff\u00ff\u0004\u00d2\u0016\u002f")]
    [InlineData("mysql", "\u0020\0\0\0\u00af\u008a\u000f\0\0\0\0\u0001\u0021")]
    [InlineData("mysql", "\u00ff\u00ff\u00ff\u0001\u00af\u008a\u000f\0\0\0\0\u0001\u0021")]
    [InlineData("mysql", "\u0021\0\0\u0001\u00af\u008a\u000f\0\0\0\0\u0001\u0021")]
    public void A_server_starts_no_TLS_behind_a_length_that_no_message_has(string protocol, string request)
    {
        var talk = Talk.WithServer(protocol).Says(request + new string('\0', 23));

        Assert.True(talk.Machine.NextAction is UpgradeAction.Fail or UpgradeAction.Receive, $"{talk.Machine.NextAction}");
        Assert.False(talk.Machine.HasAskedForTls);
    }
}
