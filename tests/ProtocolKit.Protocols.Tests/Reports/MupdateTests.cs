using System.Buffers;
using System.Text;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>MUPDATE, as RFC 3656 has it and as Cyrus speaks.</summary>
public sealed class MupdateTests
{
    private const string Banner = "* AUTH\r\n* STARTTLS\r\n* OK MUPDATE \"a\" \"b\" \"c\" \"(master)\"\r\n";
    private const string Inside = "* AUTH \"PLAIN\"\r\n* OK MUPDATE \"a\" \"b\" \"c\" \"(master)\"\r\n";
    private const string Unknown = "a BAD \"Unknown command\"\r\n";
    private const string Encrypt = "a NO \"Use STARTTLS first\"\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers => new()
    {
        { [Banner, "$tag OK \"Begin TLS negotiation now\"\r\n", Script.Tls, Inside], Script.Secured },

        // Cyrus: texts without quotes, and lines that RFC 3656 doesn't have.
        {
            [
                "* AUTH \"PLAIN\" \"LOGIN\"\r\n* STARTTLS\r\n* COMPRESS \"DEFLATE\"\r\n* PARTIAL-UPDATE\r\n"
                    + "* OK MUPDATE \"a\" \"Cyrus IMAP\" \"3\" \"mupdate://b/\"\r\n",
                "$tag OK Begin TLS negotiation now\r\n", Script.Tls, Inside,
            ],
            Script.Secured
        },

        // Mechanisms are atoms in the RFC; strings may be literals.
        {
            ["* auth KERBEROS_V4 GSSAPI\r\n* starttls\r\n* ok mupdate {1}\r\na\r\n", "$tag ok {2}\r\nok\r\n", Script.Tls, Inside],
            Script.Secured
        },
        { [Banner, "$tag OK\r\n", Script.Tls, "* OK MUPDATE\r\n"], Script.Secured },

        { [Inside], "NotOffered" },
        { ["* AUTH STARTTLS\r\n* OK MUPDATE\r\n"], "NotOffered" },
        { [Banner, "$tag BAD \"Unknown command\"\r\n"], "NotOffered" },
        { [Banner, "$tag NO Error initializing TLS\r\n"], "Refused" },
        { [Banner, "$tag BYE \"later\"\r\n"], "Closed" },
        { ["* BYE \"no connections\"\r\n"], "Closed" },
        { ["* NO \"not you\"\r\n"], "Refused" },
        { [Banner, "other OK \"x\"\r\n"], "Violation" },
        { ["* OK IMAP4rev1\r\n"], "Violation" },
    };

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "a STARTTLS\r\n", "a OK \"Begin TLS negotiation now\"\r\n" },
        { "a starttls \t\r\n", "a OK \"Begin TLS negotiation now\"\r\n" },
        { "a STARTTLS x\r\n", Unknown },
        { "a AUTHENTICATE \"PLAIN\" {10+}\r\nSTARTTLS\r\n\r\n", Encrypt },
        { "a AUTHENTICATE \"PLAIN\" {10}\r\n", Encrypt },
        { "a NOOP\r\n", Encrypt },
        { "a UPDATE\r\n", Encrypt },
        { "a SELECT \"INBOX\"\r\n", Unknown },
        { "a LOGOUT\r\n", "a BYE \"Logged out\"\r\n" },
        { "\r\n", "* BAD \"Need a tag and a command\"\r\n" },
        { "* x\r\n", "* BAD \"Need a tag and a command\"\r\n" },
        { "a FOO {9+}\r\nSTARTTLS\n\r\n", Unknown },
        { "a\n", "* BYE \"Syntax error\"\r\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome) => Assert.Equal(outcome, Script.Server("mupdate", turns));

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer) => Assert.Equal(answer, Script.Client("mupdate", command));

    [Fact]
    public void What_the_server_has_is_found_by_name()
    {
        var octets = "* AUTH \"PLAIN\" LOGIN\r\n* STARTTLS\r\n* COMPRESS \"DEFLATE\"\r\n* OK MUPDATE\r\n"u8;
        var mechanisms = new List<string>();

        Assert.Equal(OperationStatus.Done, Mupdate.Banner.TryParse(octets, out var banner, out _));
        foreach (var mechanism in banner.Mechanisms)
            mechanisms.Add(Encoding.ASCII.GetString(mechanism));

        Assert.Equal(["PLAIN", "LOGIN"], mechanisms);
        Assert.True(banner.Offers.TryFind(MupdateCapability.Compress, out var compress));
        Assert.Equal("\"DEFLATE\"", Encoding.ASCII.GetString(compress.Argument));
    }

    [Fact]
    public void What_the_server_has_inside_TLS_is_listed_there()
    {
        var definition = Recordings.Protocol("mupdate");
        var parameters = definition.CreateServerParameters();
        parameters.SetValue("mechanism", "PLAIN");
        var talk = Talk.WithServer(definition, new ServerMachineOptions { Parameters = parameters });

        Assert.StartsWith("* AUTH\r\n* STARTTLS\r\n* OK MUPDATE \"localhost\" ", talk.Said, StringComparison.Ordinal);
        Assert.StartsWith("* AUTH \"PLAIN\"\r\n* OK MUPDATE ", talk.Says("a STARTTLS\r\n").UpgradesToTls().Said, StringComparison.Ordinal);
    }
}
