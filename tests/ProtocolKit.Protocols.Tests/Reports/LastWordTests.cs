using CsCheck;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>What servers say before they close the connection of a client that they can't read.</summary>
public sealed class LastWordTests
{
    /// <summary>Octets of which no record of TLS begins with one.</summary>
    private static readonly Gen<string> s_octets = Gen.Char['\0', '\u00ff'].Where(octet => octet != '\u0016').Array[1, 60].Select(octets =>
        new string(octets));

    /// <summary>The protocols with an error message that a server can send at any time; telnet has no messages at all, and ONC RPC
    /// answers calls, which have a number.</summary>
    public static TheoryData<string> Protocols =>
        [.. AllProtocols.Definitions.Select(protocol => protocol.Name).Where(name => name is not ("telnet" or "onc-rpc"))];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void No_client_is_closed_without_a_word(string protocol) => s_octets.Sample(
        octets =>
        {
            var talk = Talk.WithServer(protocol).Says(octets);

            if (talk.Machine.Failure is { Outcome: UpgradeOutcome.Violation })
                Assert.NotEqual("", talk.Said);
        },
        iter: 500, threads: 1);

    [Theory]
    [InlineData("smtp", "NOOP \0\r\n", "500 Syntax error\r\n")]
    [InlineData("lmtp", "LHLO x\n", "500 Syntax error\r\n")]
    [InlineData("pop3", "CAPA\n", "-ERR Syntax error\r\n")]
    [InlineData("nntp", "CAPABILITIES\rX\r\n", "501 Syntax error\r\n")]
    [InlineData("imap", "a NOOP\n", "* BYE Syntax error\r\n")]
    [InlineData("imap", "a LOGIN {1+}\r\nb {1+}\r\nc {1+}\r\n", "* BYE Syntax error\r\n")]
    [InlineData("managesieve", "PUTSCRIPT {1+}\r\nb {1+}\r\nc {1+}\r\n", "BYE \"Syntax error\"\r\n")]
    [InlineData("ftp", "USER \0\r\n", "500 Syntax error\r\n")]
    [InlineData("nats", "CONNECT \0\r\n", "-ERR 'Parser Error'\r\n")]
    [InlineData("mtqp", "QUIT\n", "-BAD Syntax error\r\n")]
    [InlineData("mupdate", "a LOGOUT\n", "* BYE \"Syntax error\"\r\n")]
    [InlineData("acap", "a LOGOUT\n", "* BYE \"Syntax error\"\r\n")]
    [InlineData("irc", "NICK \0\r\n", "ERROR :Syntax error\r\n")]
    [InlineData("amqp", "GET / HTTP/1.1\r\n", "AMQP\u0002\u0001\0\0")]
    [InlineData("vnc", "GET / HTTP/1.1\r\n", "\0\0\0\u0001\0\0\0\u0028Only VeNCrypt 0.2 with X509 is supported")]
    [InlineData("tds", "GET / HTTP/1.1\r\n",
        "\u0004\u0001\0\u002c\0\0\u0001\0\u00aa\u0014\0\u00a4\u0045\0\0\u0001\u0014\u0003\0T\0L\0S\0\0\0\0\0\0\0\u00fd\u0002\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("rdp", "GET / HTTP/1.1\r\n", "\u0003\0\0\u000b\u0006\u0080\0\0\0\0\0")]
    public void The_words_are_the_protocol_s_own(string protocol, string octets, string words)
    {
        Assert.Equal(words, Script.Client(protocol, octets));
        Assert.Equal(words, Script.Client(protocol, new string('x', Recordings.Protocol(protocol).CreateServer(default).MaxMessageOctets)));
    }
}
