using System.Net.Security;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>FTP, as its servers and clients speak it: RFC 959, RFC 2228, RFC 2389, RFC 4217.</summary>
public sealed class FtpTests
{
    private const string Ready = "220 ready\r\n";
    private const string Go = "234 go\r\n";
    private const string NoList = "211 no features\r\n";

    [Theory]
    [InlineData("StartTls", "220-x\r\n900 to 1700 daily\r\n220 ready\r\n", Go)]
    [InlineData("StartTls", "220-x\r\n221 x\r\n220-x\r\n 220 x\r\n2200\r\n\r\n220\r\n", Go)]
    [InlineData("StartTls", "220\r\n", Go)]
    [InlineData("StartTls", "120 in 2 minutes\r\n", Ready, Go)]
    [InlineData("StartTls", "120-in\r\n121 or\r\n120 2 minutes\r\n", Ready, Go)]
    [InlineData("StartTls", "220 \u001b[1mready\u001b[0m\r\n", Go)]
    [InlineData("StartTls", "220-\u0007\u0001\u00ff\u007f\r\n220 ready\r\n", Go)]
    [InlineData("StartTls", Ready, "234-text\r\n234\r\n")]
    [InlineData("StartTls", Ready, "234-text\r\n500 not so\r\n234\r\n")]
    [InlineData("StartTls", Ready, "234 \r\n")]
    [InlineData("StartTls", Ready, "234\r\n")]
    [InlineData("Unavailable", "421-too many\r\n400 of you\r\n421 users\r\n")]
    [InlineData("Unavailable", "421 too many users\r\n")]
    [InlineData("Unavailable", "450 later\r\n")]
    [InlineData("Refused", "530-no\r\n900 to 1700 daily\r\n530 access\r\n")]
    [InlineData("Refused", "500 no\r\n")]
    [InlineData("NotOffered", Ready, "500-what\r\n230 is\r\n500\r\n")]
    [InlineData("NotOffered", Ready, "501 AUTH TLS?\r\n")]
    [InlineData("NotOffered", Ready, "502 no\r\n")]
    [InlineData("NotOffered", Ready, "504 no\r\n")]
    [InlineData("Refused", Ready, "530 Please login with USER and PASS.\r\n")]
    [InlineData("Refused", Ready, "534-policy\r\n200 x\r\n534 says no\r\n")]
    [InlineData("Refused", Ready, "334 ADAT\r\n")]
    [InlineData("Unavailable", Ready, "431 later\r\n")]
    [InlineData("Unavailable", Ready, "421 Timeout\r\n")]
    [InlineData("Violation", Ready, "200 fine\r\n")]
    [InlineData("Violation", Ready, "2340\r\n")]
    [InlineData("Violation", Ready, "234 go\n")]
    [InlineData("Violation", "230 logged in\r\n")]
    [InlineData("Violation", "220 a\0b\r\n")]
    public void A_client_hears_before_TLS(string end, params string[] turns) => Assert.Equal(end, Script.Server("ftp", turns));

    [Theory]
    [InlineData("200 PBSZ=0\r\n", "200 private\r\n", true)]
    [InlineData("500 PBSZ?\r\n", "200 private\r\n", true)]
    [InlineData("530 Please login\r\n", "530 Please login\r\n", false)]
    [InlineData("503 first\r\n", "534-no\r\n200 x\r\n534 no\r\n", false)]
    [InlineData("200-PBSZ\r\n500 x\r\n200\r\n", "536 not P\r\n", false)]
    [InlineData("202 superfluous\r\n", "431 later\r\n", false)]
    public async Task The_connection_tells_whether_data_connections_will_be_private(string buffer, string protection, bool isPrivate)
    {
        var (here, there) = new LoopbackPair();
        var server = ServeAsync(there, [Ready, Go], [buffer, protection, NoList]);
        await using var connection = await Ftp.UpgradeAsync(
            here, TestCertificates.Host, options: new UpgradeClientOptions { CustomRoots = TestCertificates.Roots });
        await server;

        Assert.Equal(isPrivate, connection.HasProtSet);
        Assert.Equal(!isPrivate, connection.HasProtRefused);
        Assert.Equal(
            int.Parse(protection[..3], System.Globalization.CultureInfo.InvariantCulture),
            isPrivate ? connection.ProtSet.Code : connection.ProtRefused.Code);
    }

    [Theory]
    [InlineData("Closed", "421 bye\r\n")]
    [InlineData("Violation", "20 what\r\n")]
    public void Inside_TLS_a_server_may_still_end_the_upgrade(string end, string reply) =>
        Assert.Equal(end, Script.Server("ftp", Ready, Go, Script.Tls, reply));

    [Theory]
    [InlineData("211-Features:\r\n MDTM\r\n REST STREAM\r\n211 End\r\n", "MDTM REST")]
    [InlineData("211-Features:\r\nMDTM\r\nREST STREAM\r\n211\r\n", "MDTM REST")]
    [InlineData("211-Features:\r\n211-MDTM\r\n211- REST STREAM\r\n211 End\r\n", "MDTM REST")]
    [InlineData("211-Features:\r\n\tMDTM\r\n  REST \u0001\u001b\r\n211 End\r\n", "MDTM REST")]
    public void Features_are_read_however_they_are_listed(string list, string capabilities)
    {
        var talk = Talk.WithClient("ftp").Says(Ready).Says(Go).UpgradesToTls().Says("200 x\r\n").Says("200 x\r\n").Says(list);

        Assert.Equal(UpgradeAction.Complete, talk.Machine.NextAction);
        Assert.Equal(
            System.Buffers.OperationStatus.Done,
            Ftp.Features.TryParse(System.Text.Encoding.Latin1.GetBytes(list), out var features, out _));
        var found = new List<string>();
        foreach (var offer in features.Offers)
            found.Add(System.Text.Encoding.Latin1.GetString(offer.Capability));
        Assert.Equal(capabilities, string.Join(' ', found));
    }

    [Theory]
    [InlineData("211 none\r\n")]
    [InlineData("211-None\r\n\r\n211 End\r\n")]
    [InlineData("500 FEAT?\r\n")]
    [InlineData("530-Please\r\n211 x\r\n530 login\r\n")]
    [InlineData("200 fine\r\n")]
    [InlineData("450 later\r\n")]
    public void A_server_without_a_list_of_features_is_secured_as_well(string answer) =>
        Assert.Equal(Script.Secured, Script.End(Talk.WithClient("ftp"), Ready, Go, Script.Tls, "200 x\r\n", "200 x\r\n", answer));

    [Theory]
    [InlineData("USER x\r\n", "530 ")]
    [InlineData("USER \u001b\u0002\r\n", "530 ")]
    [InlineData("HELP\r\n", "530 ")]
    [InlineData("SYST\r\n", "530 ")]
    [InlineData("\r\n", "530 ")]
    [InlineData("XYZ \u0001\u00ff\r\n", "530 ")]
    [InlineData("NOOP\n", "500 ")]
    [InlineData("AUTH TLS\n", "500 ")]
    [InlineData("\n", "500 ")]
    [InlineData("NOOP\rx\r\n", "500 ")]
    [InlineData("NOOP  \r\n", "200 ")]
    [InlineData("auth ssl\r\n", "504 ")]
    [InlineData("AUTH\r\n", "504 ")]
    [InlineData("AUTH TLS now\r\n", "504 ")]
    [InlineData("AUTHTLS\r\n", "530 ")]
    [InlineData("PBSZ 0\r\n", "503 ")]
    [InlineData("PROT\r\n", "503 ")]
    public void A_server_answers_every_line(string line, string answer)
    {
        var talk = Talk.WithServer("ftp").Says(line);

        Assert.StartsWith(answer, talk.Said, StringComparison.Ordinal);
        Assert.Equal("StartTls", Script.End(talk, "AUTH  TLS \r\n"));
    }

    [Theory]
    [InlineData("USER x\r\n", UpgradeAction.StayInClear)]
    [InlineData("AUTH TLS now\r\n", UpgradeAction.Receive)]
    [InlineData("AUTH\r\n", UpgradeAction.Receive)]
    [InlineData("HELP\r\n", UpgradeAction.Receive)]
    [InlineData("FEAT x\r\n", UpgradeAction.Receive)]
    [InlineData("HOST ftp.example\r\n", UpgradeAction.Receive)]
    [InlineData("USER x\n", UpgradeAction.Receive)]
    public void Only_a_login_goes_on_in_the_clear(string line, UpgradeAction action) =>
        Assert.Equal(action, Talk.WithServer("ftp", mayStayInClear: true).Says(line).Machine.NextAction);

    [Theory]
    [InlineData("502 no\r\n", true)]
    [InlineData("431 later\r\n", true)]
    [InlineData("534 policy\r\n", true)]
    [InlineData("421 bye\r\n", false)]
    public void A_server_that_refuses_TLS_goes_on_unless_it_says_goodbye(string reply, bool goesOn) =>
        Assert.Equal(goesOn, Talk.WithClient("ftp").Says(Ready).Says(reply).Machine.Failure?.MayGoOnInClear);

    /// <summary>Says replies, the first unasked and the others one for each line that it hears; does the handshake in between.</summary>
    private static async Task ServeAsync(Stream stream, string[] before, string[] inside)
    {
        await SayAsync(stream, before[0]);
        foreach (var reply in before[1..])
            await AnswerAsync(stream, reply);
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(TestCertificates.Valid);
        foreach (var reply in inside)
            await AnswerAsync(tls, reply);
    }

    private static async Task AnswerAsync(Stream stream, string reply)
    {
        var octet = new byte[1];
        do
            await stream.ReadExactlyAsync(octet);
        while (octet[0] != '\n');
        await SayAsync(stream, reply);
    }

    private static async Task SayAsync(Stream stream, string octets)
    {
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(octets));
        await stream.FlushAsync();
    }
}
