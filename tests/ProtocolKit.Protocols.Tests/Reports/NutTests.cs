namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>Network UPS Tools, as upsd and its clients speak.</summary>
public sealed class NutTests
{
    /// <summary>What the server says, and where the client ends.</summary>
    public static TheoryData<string, string> Servers => new()
    {
        { "OK STARTTLS\n", "StartTls" },
        { "OK STARTTLS\r\n", "StartTls" },
        { "ok  starttls begin\n", "StartTls" },
        { "ERR FEATURE-NOT-CONFIGURED\n", "NotOffered" },
        { "ERR FEATURE-NOT-SUPPORTED\r\n", "NotOffered" },
        { "ERR UNKNOWN-COMMAND STARTTLS\n", "NotOffered" },
        { "ERR ACCESS-DENIED\n", "Refused" },
        { "ERR ALREADY-SSL-MODE\n", "Refused" },
        { "ERR\n", "Refused" },
        { "OK\n", "Violation" },
        { "OK STARTTLSX\n", "Violation" },
        { "ERRATIC\n", "Violation" },
    };

    /// <summary>What the client says, and what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "STARTTLS\n", "OK STARTTLS\n" },
        { " starttls \t\r\n", "OK STARTTLS\n" },
        { "STARTTLS now\n", "ERR INVALID-ARGUMENT\n" },
        { "VER\n", "Network UPS Tools upsd (ProtocolKit)\n" },
        { "NETVER\r\n", "1.3\n" },
        { "PROTVER\n", "1.3\n" },
        { "HELP\n", "Commands: HELP VER PROTVER STARTTLS LOGOUT\n" },
        { "LOGOUT\n", "OK Goodbye\n" },
        { "USERNAME monitor\n", "ERR ACCESS-DENIED\n" },
        { "LIST UPS\n", "ERR ACCESS-DENIED\n" },
        { "GET VAR ups \"battery.charge\"\n", "ERR ACCESS-DENIED\n" },
        { "GETTING\n", "ERR UNKNOWN-COMMAND\n" },
        { "\n", "ERR UNKNOWN-COMMAND\n" },
        { "a\rb\n", "ERR UNKNOWN-COMMAND\n" },
        { "\0\n", "ERR INVALID-ARGUMENT\n" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Clients_take_what_servers_say(string answer, string outcome)
    {
        var talk = Talk.WithClient("nut");

        Assert.Equal("STARTTLS\n", talk.Said);
        Assert.Equal(outcome, Script.End(talk, answer));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string command, string answer) => Assert.Equal(answer, Script.Client("nut", command));
}
