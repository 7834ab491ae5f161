using System.Buffers;
using System.Text;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>ACAP (RFC 2244 and 2595), of which no software was at hand.</summary>
public sealed class AcapTests
{
    private const string Greeting = "* ACAP (SASL \"CRAM-MD5\") (STARTTLS)\r\n";
    private const string Inside = "* ACAP (SASL \"PLAIN\" \"EXTERNAL\")\r\n";
    private const string Unknown = "a BAD \"Unknown command\"\r\n";
    private const string Encrypt = "a NO (ENCRYPT-NEEDED) \"Use STARTTLS first\"\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers => new()
    {
        { [Greeting, "$tag OK \"Begin TLS negotiation now\"\r\n", Script.Tls, Inside], Script.Secured },
        {
            [
                "* acap (IMPLEMENTATION \"a \\\"b\\\"\") (starttls)  (X 200 {3}\r\n)\r\n \"y\" )\r\n",
                "$tag ok\r\n", Script.Tls, "* ACAP\r\n",
            ],
            Script.Secured
        },
        { [Greeting, "* ALERT \"down at noon\"\r\n* LANG \"de\"\r\n$tag OK (WARNINGS \"x\") go\r\n", Script.Tls, Inside], Script.Secured },
        { ["* ACAP (SASL \"STARTTLS\")\r\n"], "NotOffered" },
        { ["* ACAP\r\n"], "NotOffered" },
        { [Greeting, "$tag BAD \"unknown\"\r\n"], "NotOffered" },
        { [Greeting, "$tag NO (TRYLATER) \"soon\"\r\n"], "Unavailable" },
        { [Greeting, "$tag NO  (trylater 5) soon\r\n"], "Unavailable" },
        { [Greeting, "$tag NO \"(TRYLATER)\"\r\n"], "Refused" },
        { [Greeting, "$tag NO\r\n"], "Refused" },
        { ["* BYE (REFER \"acap://b.example/\") \"bye\"\r\n"], "Closed" },
        { ["* NO \"not you\"\r\n"], "Refused" },
        { [Greeting, "other OK \"x\"\r\n"], "Violation" },
        { ["* ACAP (SASL\r\n"], "Violation" },
        { ["* OK IMAP4rev1\r\n"], "Violation" },
    };

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "a STARTTLS\r\n", "a OK \"Done\"\r\n" },
        { "a starttls \r\n", "a OK \"Done\"\r\n" },
        { "a STARTTLS x\r\n", Unknown },
        { "a NOOP\r\n", "a OK \"Done\"\r\n" },
        { "a LANG \"de\" \"fr\"\r\n", "* LANG \"i-default\"\r\na OK \"Done\"\r\n" },
        { "a LOGOUT\r\n", "* BYE \"Bye\"\r\na OK \"Done\"\r\n" },
        { "a AUTHENTICATE \"PLAIN\" {10+}\r\nSTARTTLS\r\n\r\n", Encrypt },
        { "a AUTHENTICATE \"PLAIN\" {10}\r\n", Encrypt },
        { "a SEARCH \"/addressbook\" RETURN (\"entry\") ALL\r\n", Unknown },
        { "a FOO\r\n", Unknown },
        { "a\r\n", Unknown },
        { "\r\n", "* BAD \"A tag and a command are needed\"\r\n" },
        { "+ x\r\n", "* BAD \"A tag and a command are needed\"\r\n" },
        { "a\n", "* BYE \"Syntax error\"\r\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome) => Assert.Equal(outcome, Script.Server("acap", turns));

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer) => Assert.Equal(answer, Script.Client("acap", command));

    [Fact]
    public void What_the_server_has_is_found_by_name()
    {
        var octets = "* ACAP (IMPLEMENTATION \"ACME v3.5\") (SASL {8}\r\nCRAM-MD5 \"PLAIN\") (starttls)\r\n"u8;
        var mechanisms = new List<string>();

        Assert.Equal(OperationStatus.Done, Acap.Greeting.TryParse(octets, out var greeting, out _));
        Assert.True(greeting.Has(AcapCapability.StartTls));
        Assert.True(greeting.Offers.TryFind(AcapCapability.Sasl, out var sasl));
        foreach (var mechanism in sasl.Params)
            mechanisms.Add(Encoding.ASCII.GetString(mechanism));

        Assert.Equal(["CRAM-MD5", "PLAIN"], mechanisms);
    }

    [Fact]
    public void What_the_server_has_inside_TLS_is_listed_there()
    {
        var definition = Recordings.Protocol("acap");
        var parameters = definition.CreateServerParameters();
        parameters.SetValue("mechanism", "PLAIN");
        var talk = Talk.WithServer(definition, new ServerMachineOptions { Parameters = parameters });

        Assert.Equal("* ACAP (IMPLEMENTATION \"ProtocolKit\") (SASL) (STARTTLS)\r\n", talk.Said);
        Assert.Equal("* ACAP (IMPLEMENTATION \"ProtocolKit\") (SASL \"PLAIN\")\r\n", talk.Says("a STARTTLS\r\n").UpgradesToTls().Said);
    }
}
