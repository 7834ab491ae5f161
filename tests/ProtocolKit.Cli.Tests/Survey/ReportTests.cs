using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProtocolKit.Cli.Tests.Survey;

public sealed partial class ReportTests : IDisposable
{
    private const string Script = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'`|";

    private readonly SurveyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_needs_nothing_else_and_allows_nothing_else()
    {
        var page = await WriteAsync([Secured("a.example"), Clear("b.example")]);

        Assert.Contains("default-src 'none'; style-src 'sha256-", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("""(src|href)=|url\(|@import|style="|\son[a-z]+=|https?://""", page);
        Assert.Equal(2, Regex.Count(page, "<script"));
    }

    [Fact]
    public async Task Columns_are_buttons_and_rows_have_what_they_are_sorted_and_filtered_by()
    {
        var page = await WriteAsync([Secured("a.example"), Clear("b.example")]);

        Assert.Equal(
            ["Provider", "Server", "STARTTLS", "TLS", "Forward secrecy", "Certificate", "Policy", "Outcome"],
            HeaderPattern().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Contains("<tr role=\"row\" class=\"secured\" data-index=\"0\" data-protocol=\"smtp\">", page, StringComparison.Ordinal);
        Assert.Contains("<tr role=\"row\" class=\"clear\" data-index=\"1\" data-protocol=\"smtp\">", page, StringComparison.Ordinal);
        Assert.Contains("<div><dt>verified TLS</dt><dd>1 <small>50 %</small></dd></div>", page, StringComparison.Ordinal);
        Assert.Equal(2, Data(page).GetArrayLength());
    }

    [Fact]
    public async Task What_a_hostile_server_says_is_text_in_each_form_of_the_report()
    {
        await using var server = TestServer.Saying($"220 {Script}\u0001\u001b[31m\u202e\r\n", "500 =cmd|'/c calc'!A1\r\n");
        await _folder.SurveyToFileAsync($"smtp://localhost:{server.Port}");

        var page = (await ToolRun.OfAsync("report", _folder.Results)).Output;

        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.All(page, letter => Assert.True(letter == '\n' || !char.IsControl(letter)));
        Assert.Contains(Data(page)[0][1].EnumerateArray(), line => line.GetString()!.Contains("<img src=x onerror=alert(2)>",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_was_changed_by_another_hand_is_escaped_as_well()
    {
        var hostile = Secured(Script) with
        {
            Protocol = Script, Target = $"\u202e\u0007{Script}", Reason = Script, Dialogue = [Script], Outcome = Script,
            Surveyed = new ProbeSurveyed(Script, DateTimeOffset.UnixEpoch) { Domain = Script },
        };

        var page = await WriteAsync([hostile], "--title", Script);
        var markdown = await WriteAsync([hostile], "--markdown", "--title", Script);

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page + markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", page + markdown, StringComparison.Ordinal);
        Assert.Equal(9, markdown.Split('\n').Single(line => line.Contains("TLS 1.3 |", StringComparison.Ordinal)
            && line.Contains("alert", StringComparison.Ordinal)).Count(letter => letter == '|'));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("\t=1", "\uFFFD=1")]
    [InlineData("mail.example", "mail.example")]
    public void A_spreadsheet_takes_no_cell_for_a_formula(string text, string cell) => Assert.Equal(cell, ReportCsv.Neutralize(text));

    [Fact]
    public async Task Csv_quotes_what_needs_quotes()
    {
        var csv = await WriteAsync([Secured("a.example") with { Reason = "It said \"no\", and left." }], "--csv");

        Assert.StartsWith("Provider,Server,STARTTLS,TLS,Forward secrecy,Certificate,Policy,Outcome,Changes,", csv,
            StringComparison.Ordinal);
        Assert.Contains("a.example,smtp://a.example:25,yes,TLS 1.3,yes,valid,,secured,,", csv, StringComparison.Ordinal);
        Assert.Contains("\"It said \"\"no\"\", and left.\"", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_since_an_earlier_survey_are_told()
    {
        var earlier = _folder.Write("earlier.jsonl", Lines([Clear("a.example"), Secured("b.example"), Secured("gone.example"),
            Secured("d.example")]));
        var now = Secured("b.example") with { Tls = new ProbeTls("TLS 1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", false, null) };
        var results = _folder.Write("now.jsonl", Lines([Secured("a.example"), now, Secured("c.example"), Secured("d.example")]));

        var run = await ToolRun.OfAsync("report", results, earlier, "--markdown");
        var page = (await ToolRun.OfAsync("report", results, earlier)).Output;

        Assert.Contains(run.Lines, line => line.StartsWith("| a.example ", StringComparison.Ordinal)
            && line.EndsWith("| not-offered to secured |", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.EndsWith("| TLS 1.3 to TLS 1.2; forward secrecy yes to no |", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("| c.example ", StringComparison.Ordinal) && line.EndsWith("| new |",
            StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("| d.example ", StringComparison.Ordinal) && line.EndsWith("|  |",
            StringComparison.Ordinal));
        Assert.Contains("| 3 | changed |", run.Output, StringComparison.Ordinal);
        Assert.Contains("<li>smtp://gone.example:25</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_file_is_read_up_to_its_last_whole_line()
    {
        var results = _folder.Write("cut.jsonl", Lines([Secured("a.example")]) + "{\"schema\":\"proto");

        var run = await ToolRun.OfAsync("report", results);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("cut.jsonl: the last line has no end, and is left out", run.Error, StringComparison.Ordinal);
        Assert.Contains("the last line has no end, and is left out", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "has no results")]
    [InlineData("{\"schema\":\"proto", "has no results")]
    [InlineData("{}\n", "(1): this line is no result")]
    [InlineData("[1]\n", "(1): this line is no result")]
    [InlineData("nonsense", "(1): this line is no result")]
    public async Task A_file_without_results_is_told_of(string text, string complaint)
    {
        var run = await ToolRun.OfAsync("report", _folder.Write("results.jsonl", text));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_longer_than_a_buffer_are_read()
    {
        var markdown = await WriteAsync([Secured("a.example") with { Reason = new string('x', 300_000) }, Secured("b.example")], "--csv");

        Assert.Contains("smtp://b.example:25", markdown, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(IEnumerable<ProbeReport> reports, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(["report", _folder.Write("results.jsonl", Lines(reports)), .. arguments]);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        return run.Output;
    }

    private static string Lines(IEnumerable<ProbeReport> reports) => string.Concat(reports.Select(report =>
        ProbeJson.Write(report) + "\n"));

    private static ProbeReport Secured(string host) => Clear(host) with
    {
        Secured = true, Outcome = "secured", ExitCode = 0, Tls = new ProbeTls("TLS 1.3", "TLS_AES_256_GCM_SHA384", true, null),
    };

    private static ProbeReport Clear(string host) => new()
    {
        Target = $"smtp://{host}:25", Protocol = "smtp", Host = host, Port = 25,
        ImplicitTls = false, Secured = false, Outcome = "not-offered",
        ExitCode = 2, Reason = "TLS is not offered.", ElapsedMilliseconds = 1,
    };

    private static JsonElement Data(string page) => JsonElement.Parse(DataPattern().Match(page).Groups[1].Value);

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>")]
    private static partial Regex DataPattern();

    [GeneratedRegex("<th role=\"columnheader\" scope=\"col\" aria-sort=\"none\"><button type=\"button\">(.*?)</button></th>")]
    private static partial Regex HeaderPattern();
}
