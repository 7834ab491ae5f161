using System.Text.Json;

namespace ProtocolKit.Cli.Tests;

/// <summary>The verdict and the advice depend on how far the upgrade had come. The texts are of real servers.</summary>
public sealed class ProbeWordsTests : IDisposable
{
    private const string Greeting = "220 mx.example ESMTP\r\n";

    /// <summary>Seconds, for what ends by itself.</summary>
    private const string Patience = "60";

    private const string Offer = "250-mx.example\r\n250 STARTTLS\r\n";

    private readonly AuthorityFile _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("unavailable", "421 4.7.0 Error: too many connections\r\n")]
    [InlineData("refused", "550 black ip. (\xc4\xe3)\r\n")]
    [InlineData("unavailable", Greeting, "421 Your HELO does not match your DNS\r\n")]
    public async Task A_refusal_before_TLS_was_asked_for_says_nothing_about_TLS(string outcome, params string[] said)
    {
        var run = await ProbeAsync("smtp", said);

        Assert.Equal(ExitCode.NotSecured, run.ExitCode);
        Assert.StartsWith($"{outcome}  smtp://", Line(run, "smtp://"), StringComparison.Ordinal);
        Assert.Contains("TLS was not asked for yet", Line(run, "verdict"), StringComparison.Ordinal);
        Assert.Contains(EscapedText.Escape(System.Text.Encoding.Latin1.GetBytes(said[^1])), Line(run, "verdict"), StringComparison.Ordinal);
        Assert.DoesNotContain("TLS", Line(run, "advice"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("454 4.7.0 later\r\n", "TLS is not available at the moment", "why it has no TLS now")]
    [InlineData("550 not you\r\n", "refused to start TLS", "is refused to this client")]
    public async Task A_refusal_of_TLS_is_about_TLS(string answer, string verdict, string advice)
    {
        var run = await ProbeAsync("smtp", Greeting, Offer, answer);

        Assert.Contains(verdict, Line(run, "verdict"), StringComparison.Ordinal);
        Assert.Contains(advice, Line(run, "advice"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname\r\n")]
    [InlineData("550 5.7.1 Helo command rejected: Host not found\r\n")]
    [InlineData("450 4.7.1 Client host rejected\r\n")]
    public async Task A_name_of_ours_that_is_rejected_names_the_parameter(string answer)
    {
        var run = await ProbeAsync("smtp", Greeting, answer);

        Assert.Contains("client-name=[127.0.0.1]", Line(run, "advice"), StringComparison.Ordinal);
        Assert.Contains("--set client-name=", Line(run, "advice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_an_offer_is_missing_nobody_on_the_way_is_blamed()
    {
        var run = await ProbeAsync("smtp", Greeting, "250-mx.example\r\n250 SIZE 1\r\n");

        Assert.Contains("TLS is switched off or has no certificate on the server", Line(run, "advice"), StringComparison.Ordinal);
        Assert.DoesNotContain("way", Line(run, "advice"), StringComparison.Ordinal);
        Assert.DoesNotContain("client-name", Line(run, "advice"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XXXXXXXA")]
    [InlineData("XXXXXXXX")]
    public async Task Where_a_keyword_is_masked_someone_on_the_way_is(string mask)
    {
        var run = await ProbeAsync("smtp", Greeting, $"250-mx.example\r\n250-{mask}\r\n250 SIZE 1\r\n");

        Assert.Contains($"\"{mask}\" stands among the offers: something on the way", Line(run, "advice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offer_in_the_place_of_the_servers_name_is_told()
    {
        var run = await ProbeAsync("smtp", Greeting, "250-STARTTLS\r\n250-mail.example\r\n250 SIZE 1\r\n");

        Assert.Contains(
            "\"STARTTLS\" is in the answer, but not where an offer stands; the first line", Line(run, "advice"), StringComparison.Ordinal);
        Assert.DoesNotContain("on the way", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_TLS_is_shown_although_another_message_ends_the_answer()
    {
        await using var server = TestServer.Answering(
            "* OK ready\r\n", line => $"* CAPABILITY IMAP4rev1 IDLE\r\n{line.Split(' ')[0]} OK done\r\n");

        var run = await ProbeAsync($"imap://localhost:{server.Port}");

        Assert.StartsWith("not-offered", Line(run, "imap://"), StringComparison.Ordinal);
        Assert.Contains("* CAPABILITY IMAP4rev1 IDLE", Line(run, "verdict"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_signed_the_client_in_is_told_from_one_without_TLS()
    {
        var run = await ProbeAsync("imap", "* PREAUTH ready\r\n");

        Assert.StartsWith("refused", Line(run, "imap://"), StringComparison.Ordinal);
        Assert.Contains("signed in from the start, and then allows no STARTTLS", Line(run, "advice"), StringComparison.Ordinal);
        Assert.Contains("imaps://", Line(run, "advice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_text_server_on_the_port_of_a_binary_protocol_the_whole_line_is_shown()
    {
        var run = await ProbeAsync("telnet", "Welcome to the machine\r\nlogin: ");

        Assert.Contains("S: Welcome to the machine", run.Lines);
        Assert.Contains("\"Welcome to the machine\\r\\n\"", Line(run, "verdict"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_spoken_and_falls_silent_is_not_one_whose_packets_are_dropped()
    {
        await using var server = TestServer.Saying(Greeting);

        var run = await ProbeAsync($"smtp://localhost:{server.Port}", "--timeout", "3");

        Assert.StartsWith("timeout", Line(run, "smtp://"), StringComparison.Ordinal);
        Assert.Contains(EscapedText.Escape("220 mx.example ESMTP"u8), Line(run, "verdict"), StringComparison.Ordinal);
        Assert.Contains("The server is there", Line(run, "advice"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smtp", "truncated")]
    [InlineData("smtp", "violation", "no reply\r\n")]
    [InlineData("imap", "closed", "* BYE not you\r\n")]
    public async Task A_failure_inside_TLS_says_that_TLS_was_verified_and_keeps_what_was_agreed(
        string protocol, string outcome, params string[] said)
    {
        await using var server = TestServer.SayingInsideTls(protocol, said);

        var run = await ProbeAsync($"{protocol}://localhost:{server.Port}", "--timeout", Patience);
        var json = await ProbeAsync($"{protocol}://localhost:{server.Port}", "--timeout", Patience, "--json");

        Assert.StartsWith(outcome, Line(run, "://"), StringComparison.Ordinal);
        Assert.Contains("was established and verified. Inside TLS it", Line(run, "verdict"), StringComparison.Ordinal);
        Assert.Contains("TLS itself works", Line(run, "advice"), StringComparison.Ordinal);
        Assert.Contains("forward secrecy yes", run.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(json.Output);
        Assert.StartsWith("TLS 1.", report.RootElement.GetProperty("tls").GetProperty("version").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(report.RootElement.GetProperty("certificates").EnumerateArray());
        Assert.Contains(
            report.RootElement.GetProperty("capabilitiesBeforeTls").EnumerateArray(), offer =>
                offer.GetProperty("value").GetString() == "STARTTLS");
    }

    [Fact]
    public async Task Every_offer_inside_TLS_is_shown_although_nothing_depends_on_it()
    {
        await using var server = TestServer.Of("ftp");

        var run = await ProbeAsync($"ftp://localhost:{server.Port}");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("PBSZ, PROT", Line(run, "inside TLS"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plaintext_where_TLS_starts_with_the_first_octet_has_one_outcome()
    {
        await using var server = TestServer.Saying(Greeting);
        var outcomes = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var run = await ProbeAsync($"smtps://localhost:{server.Port}");
            outcomes.Add(Line(run, "smtps://").Split(' ')[0]);
            Assert.Contains("It said (not authenticated): \"220 ", run.Output + run.Error, StringComparison.Ordinal);
            Assert.StartsWith(
                $"  advice          This port starts in plaintext: try smtp://localhost:{server.Port}.", Line(run, "advice"),
                StringComparison.Ordinal);
        }

        Assert.Equal(["tls-failed"], outcomes.Distinct());
    }

    [Fact]
    public async Task An_intermediate_is_no_anchor()
    {
        await using var server = TestServer.Of("smtp", TestCertificates.BehindIntermediate);
        using var file = new AuthorityFile(TestCertificates.Intermediate);

        var run = await ToolRun.OfAsync("probe", $"smtp://localhost:{server.Port}", "--ca", file.Path);

        Assert.Equal(ExitCode.TlsFailed, run.ExitCode);
        Assert.Contains("only roots are trust anchors", Line(run, "advice"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "expired")]
    [InlineData(5, "less than a day left")]
    [InlineData(25, "1 day left")]
    [InlineData(47, "1 day left")]
    [InlineData(49, "2 days left")]
    public void The_time_that_is_left_is_told_in_the_right_number(int hours, string words) =>
        Assert.Equal(words, ProbeText.Left(TimeSpan.FromHours(hours)));

    private static string Line(ToolRun run, string part) =>
        run.Lines.First(line => !line.StartsWith("S:", StringComparison.Ordinal) && line.Contains(part, StringComparison.Ordinal));

    private async Task<ToolRun> ProbeAsync(string protocol, params string[] said)
    {
        if (protocol.Contains("://", StringComparison.Ordinal))
            return await ToolRun.OfAsync(["probe", protocol, .. said, "--ca", _authority.Path]);
        await using var server = TestServer.Saying(said);
        return await ToolRun.OfAsync("probe", $"{protocol}://localhost:{server.Port}", "--timeout", Patience, "--ca", _authority.Path);
    }
}
