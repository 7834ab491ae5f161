using System.Text;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>What reports tell of ManageSieve's servers and clients.</summary>
public sealed class ManageSieveTests
{
    private const string Greeting = "\"SIEVE\" \"\"\r\n\"STARTTLS\"\r\nOK\r\n";
    private const string Inside = "\"SIEVE\" \"\"\r\nOK\r\n";
    private const string Encrypt = "NO (ENCRYPT-NEEDED)\r\n";
    private const string Unknown = "NO \"Not a command that can be used before STARTTLS\"\r\n";

    private const string Written = "\"IMPLEMENTATION\" \"localhost\"\r\n\"SASL\" \"\"\r\n\"SIEVE\" \"\"\r\n\"VERSION\" \"1.0\"\r\n\"STARTTLS\"\r\nOK \"localhost ready\"\r\n";

    /// <summary>What the server says, turn by turn, and where the client ends.</summary>
    public static TheoryData<string[], string> Servers => new()
    {
        // Texts without quotes, as literals, with any code before them.
        { [Greeting, "OK Begin TLS negotiation now\r\n", Script.Tls, Inside], Script.Secured },
        { [Greeting, "OK (TAG {1}\r\nx) go ahead (now), it's \"fine\r\n", Script.Tls, Inside], Script.Secured },
        { ["\"STARTTLS\"\r\nOK (WARNINGS {1}\r\nx) \"y\"\r\n", "OK {5}\r\nready\r\n", Script.Tls,
            "OK (X (\"a\" 1 (b)) {3}\r\n\r\n.) {1+}\r\n\"\r\n"], Script.Secured },
        { ["\"STARTTLS\"\r\noK \t\r\n", "OK \r\n", Script.Tls, "OK\tx\r\n"], Script.Secured },

        // Lists: names and values as literals, several values, any white space, any character set.
        { ["\"IMPLEMENTATION\" {3}\r\nabc\r\n\"SIEVE\" {0}\r\n\r\n\"STARTTLS\"\r\nOK {5}\r\nready\r\n", "OK\r\n", Script.Tls, Inside],
            Script.Secured },
        { ["{8}\r\nSTARTTLS\r\nOK\r\n", "OK\r\n", Script.Tls, Inside], Script.Secured },
        { ["{8+}\r\nstarttls {1}\r\nx  \"y\" 5 \r\n{8}\r\nSTARTTLX\r\nOK\r\n", "OK\r\n", Script.Tls,
            "{8}\r\nSTARTTLX\r\n{9}\r\nSTARTTLS!\r\n{0}\r\n\r\nOK\r\n"], Script.Secured },
        { ["\"X\\\"\\\\\" \"\\\"\"\t\r\n\"\u00e9\" \"\u001b\u00ff\"\r\n\"STARTTLS\" \r\nOK\r\n", "OK\r\n", Script.Tls,
            "\"XSTARTTLS\"\r\n\"STARTTLSX\" \"STARTTLS\"\r\nOK\r\n"], Script.Secured },
        { ["\"IMPLEMENTATION\" \"STARTTLS\"\r\n\"XSTARTTLS\"\r\nOK\r\n"], "NotOffered" },
        { ["OK\r\n"], "NotOffered" },

        // RFC 5804, 2.2: no STARTTLS inside TLS.
        { [Greeting, "OK\r\n", Script.Tls, Greeting], "Violation" },
        { [Greeting, "OK\r\n", Script.Tls, "\"starttls\" \"x\"\r\nOK\r\n"], "Violation" },
        { [Greeting, "OK\r\n", Script.Tls, "\"SIEVE\" \"\"\r\n{8}\r\nStartTLS\r\nOK\r\n"], "Violation" },
        { [Greeting, "OK\r\n", Script.Tls, "{008+}\r\nSTARTTLS\r\nOK\r\n"], "Violation" },

        // Refusals.
        { [Greeting, "NO\r\n"], "Refused" },
        { [Greeting, "NO {2}\r\nno\r\n"], "Refused" },
        { [Greeting, "NO (X {1}\r\n)) not today\r\n"], "Refused" },
        { [Greeting, "NO (TRYLATER) later\r\n"], "Unavailable" },
        { [Greeting, "no  (trylater \"soon\") {5}\r\nlater\r\n"], "Unavailable" },
        { [Greeting, "BYE (REFERRAL \"sieve://b.example\") {3}\r\nbye\r\n"], "Closed" },
        { ["NO {4}\r\nbusy\r\n"], "Refused" },
        { ["NO\r\n"], "Refused" },
        { [Greeting, "OK\r\n", Script.Tls, "NO\r\n"], Script.Secured },
        { ["BYE too many connections\r\n"], "Closed" },
        { [Greeting, "OKAY\r\n"], "Violation" },
    };

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "CAPABILITY\r\n", Written },
        { "capability \t\r\n", Written },
        { "STARTTLS \r\n", "OK \"Begin TLS negotiation now.\"\r\n" },
        { "STARTTLS x\r\n", "NO \"STARTTLS takes no argument\"\r\n" },
        { "NOOP\r\n", "OK \"Done\"\r\n" },
        { "NOOP \"x\"\r\n", "OK (TAG \"x\") \"Done\"\r\n" },
        { "noop  \"STARTTLS-SYNC-42\" \r\n", "OK (TAG \"STARTTLS-SYNC-42\") \"Done\"\r\n" },
        { "NOOP \"\"\r\n", "OK (TAG \"\") \"Done\"\r\n" },
        { "NOOP {10+}\r\nSTARTTLS\r\n\r\n", "OK \"Done\"\r\n" },
        { "LOGOUT \r\n", "OK \"Bye\"\r\n" },
        { "AUTHENTICATE \"PLAIN\" {10+}\r\nSTARTTLS\r\n\r\n", Encrypt },
        { "PUTSCRIPT {1+}\r\nx {10}\r\nSTARTTLS\r\n\r\n", Encrypt },
        { "LISTSCRIPTS\r\n", Encrypt },
        { "CAPABILITY {10+}\r\nSTARTTLS\r\n\r\n", Unknown },
        { "FOO {x\" {10+}\r\nSTARTTLS\r\n\r\n", Unknown },
        { "\r\n", Unknown },
        { "\u001b \u00ff\"{\r\n", Unknown },
        { "PUTSCRIPT \"x\" {10000+}\r\n", "BYE \"Syntax error\"\r\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string[] turns, string outcome) => Assert.Equal(outcome, Script.Server("managesieve", turns));

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer) =>
        Assert.Equal(answer, Script.Client("managesieve", command));

    [Fact]
    public void Literals_leave_the_labels_as_they_are()
    {
        var octets = Encoding.ASCII.GetBytes("\"IMPLEMENTATION\" {3}\r\nabc\r\n{8}\r\nSTARTTLS\r\n\"SIEVE\" \"\"\r\nOK {5}\r\nready\r\n");

        Assert.Equal(System.Buffers.OperationStatus.Done, Managesieve.Greeting.TryParse(octets, out var greeting, out var consumed));

        Assert.Equal(octets.Length, consumed);
        var names = new List<string>();
        foreach (var offer in greeting.Offers)
            names.Add(Encoding.ASCII.GetString(offer.Capability));
        Assert.Equal(["IMPLEMENTATION", "STARTTLS", "SIEVE"], names);
    }

    [Fact]
    public void What_the_server_has_inside_TLS_is_listed_there()
    {
        var definition = Recordings.Protocol("managesieve");
        var parameters = definition.CreateServerParameters();
        parameters.SetValue("sasl", "PLAIN SCRAM-SHA-256");
        parameters.SetValue("sieve", "fileinto");
        var talk = Talk.WithServer(definition, new ServerMachineOptions { Parameters = parameters });

        Assert.Contains("\"SASL\" \"\"\r\n\"SIEVE\" \"fileinto\"\r\n", talk.Said, StringComparison.Ordinal);
        Assert.Contains(
            "\"SASL\" \"PLAIN SCRAM-SHA-256\"\r\n\"SIEVE\" \"fileinto\"\r\n", talk.Says("STARTTLS\r\n").UpgradesToTls().Said,
            StringComparison.Ordinal);
        foreach (var name in (string[])["STARTTLS", "sasl", "Sieve", "VERSION", "implementation"])
            Assert.ThrowsAny<ArgumentException>(() => parameters.SetValue("extension", $"\"{name}\" \"x\""));
    }
}
