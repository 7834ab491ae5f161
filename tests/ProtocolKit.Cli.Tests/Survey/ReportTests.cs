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
        Assert.Contains("<div class=\"secured\"><dt>verified TLS</dt><dd>1 <small>50 %</small></dd></div>", page, StringComparison.Ordinal);
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

        Assert.StartsWith("Provider,Server,STARTTLS,TLS,Forward secrecy,Certificate,Policy,Outcome,Changes,History,", csv,
            StringComparison.Ordinal);
        Assert.Contains("a.example,smtp://a.example:25,yes,TLS 1.3,yes,valid,,secured,,verified,", csv, StringComparison.Ordinal);
        Assert.Contains("\"It said \"\"no\"\", and left.\"", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_since_an_earlier_survey_are_told()
    {
        var earlier = _folder.Write("earlier.jsonl", Lines([Clear("a.example"), Secured("b.example"), Secured("gone.example"),
            Secured("d.example")]));
        var now = Secured("b.example") with { Tls = new ProbeTls("TLS 1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", false, null) };
        var results = _folder.Write("now.jsonl", Lines([Secured("a.example"), now, Secured("c.example"), Secured("d.example")]));

        var run = await ToolRun.OfAsync("report", results, "--earlier", earlier, "--markdown");
        var page = (await ToolRun.OfAsync("report", results, "--earlier", earlier)).Output;

        Assert.Contains(run.Lines, line => line.StartsWith("| a.example ", StringComparison.Ordinal)
            && line.EndsWith("| not-offered to secured | clear, verified |", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.EndsWith("| TLS 1.3 to TLS 1.2; forward secrecy yes to no | verified, verified |", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("| c.example ", StringComparison.Ordinal) && line.EndsWith("| new | not surveyed, verified |",
            StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("| d.example ", StringComparison.Ordinal) && line.EndsWith("|  | verified, verified |",
            StringComparison.Ordinal));
        Assert.Contains("| 3 | changed |", run.Output, StringComparison.Ordinal);
        Assert.Contains("<li>smtp://gone.example:25</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_developed_over_several_surveys_is_drawn_oldest_first()
    {
        var old = _folder.Write("old.jsonl", Lines([Clear("a.example") with { Surveyed = new ProbeSurveyed("a", DateTimeOffset.UnixEpoch) }]));
        var later = _folder.Write("later.jsonl", Lines([Secured("a.example") with
        {
            Tls = null, Secured = false, Outcome = "tls-failed", Surveyed = new ProbeSurveyed("a", DateTimeOffset.UnixEpoch.AddDays(1)),
        }]));
        var results = _folder.Write("now.jsonl", Lines([Secured("a.example"), Secured("b.example")]));

        var page = (await ToolRun.OfAsync("report", results, "--earlier", later, old)).Output;

        Assert.Contains("aria-label=\"0 %, 0 %, 100 %\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"clear, unverified, verified\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"not surveyed, not surveyed, verified\"", page, StringComparison.Ordinal);
        Assert.Contains(">tls-failed to secured", page, StringComparison.Ordinal);
    }

    [NodeFact("playwright-core", "axe-core", "chromium")]
    public async Task A_browser_shows_a_hostile_servers_words_as_text_and_the_page_is_used_by_keyboard_and_by_all()
    {
        await using var server = TestServer.Saying($"220 {Script}\r\n", "500 no\r\n");
        await _folder.SurveyToFileAsync($"smtp://localhost:{server.Port}");
        File.AppendAllText(_folder.Results, Lines([Secured("secure.example"), Clear("zebra.example")]));
        var earlier = _folder.Write("earlier.jsonl", File.ReadAllText(_folder.Results).Replace("secure.", "other.", StringComparison.Ordinal));
        var page = Path.ChangeExtension(_folder.Results, "html");
        await ToolRun.OfAsync("report", _folder.Results, "--earlier", earlier, "-o", page, "--title", Script);

        var seen = JsonElement.Parse(await NodeProgram.RunAsync("browse-report.mjs", page, NodeProgram.Find("chromium")!));

        foreach (var nothing in (string[])["requests", "scripts", "policyViolations", "errors", "axe"])
            Assert.True(seen.GetProperty(nothing).GetArrayLength() == 0, $"{nothing}: {seen.GetProperty(nothing)}");
        foreach (var done in (string[])["reachesRow", "opensDialog", "closesDialog", "reachesSearch"])
            Assert.True(seen.GetProperty(done).GetBoolean(), done);
        Assert.Equal("0", seen.GetProperty("returnsFocus").GetString());
        Assert.Contains("<img src=x onerror=alert(2)>", seen.GetProperty("dialogue").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, seen.GetProperty("elements").GetInt32());
        Assert.Equal("secure.example", Assert.Single(seen.GetProperty("filtered").EnumerateArray()).GetString());
        Assert.Equal("secure.example", Assert.Single(seen.GetProperty("changed").EnumerateArray()).GetString());
        Assert.Equal(["descending", "zebra.example"], seen.GetProperty("sorted").EnumerateArray().Select(word => word.GetString()));
    }

    [NodeFact("hyparquet")]
    public async Task A_table_of_Parquet_is_read_by_another_library_with_its_types()
    {
        var domain = Secured("a.example") with
        {
            RoundTrips = 4, Policy = new ProbePolicy(new ProbeDane(true, 1, true, null), new ProbeMtaSts("enforce", true, null)),
            Surveyed = new ProbeSurveyed("a", DateTimeOffset.UnixEpoch.AddSeconds(1.5)) { Domain = "a.example", Record = "mx", Priority = 10 },
        };
        var results = _folder.Write("results.jsonl", Lines([domain, Clear("b.example")]) + "{\"schema\":\"proto");
        var table = Path.Combine(Path.GetDirectoryName(results)!, "results.parquet");

        var run = await ToolRun.OfAsync("report", results, "--parquet", "-o", table);
        var rows = JsonElement.Parse(await NodeProgram.RunAsync("read-parquet.mjs", table));

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Contains("the last line has no end", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["smtp://a.example:25 25 True secured TLS 1.3 True 4 1970-01-01T00:00:01.500Z 10 True enforce",
                "smtp://b.example:25 25 False not-offered null null null null null null null"],
            rows.EnumerateArray().Select(row => string.Join(' ', ((string[])["target", "port", "secured", "outcome", "tls_version", "forward_secrecy",
                "round_trips", "time", "priority", "dane_matches", "mta_sts_mode"]).Select(name => row.GetProperty(name) is
                    { ValueKind: not JsonValueKind.Null } value ? value.ToString() : "null"))));
    }

    [Fact]
    public async Task Parquet_needs_a_file()
    {
        var run = await ToolRun.OfAsync("report", _folder.Write("results.jsonl", Lines([Clear("a.example")])), "--parquet");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("name it with --output", run.Error, StringComparison.Ordinal);
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
