using System.Net;

namespace ProtocolKit.Cli.Tests.Survey;

public sealed class SurveyTests : IDisposable
{
    private readonly SurveyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_is_what_a_probe_prints_and_what_was_surveyed()
    {
        await using var smtp = TestServer.Of("smtp");
        await using var imap = TestServer.Of("imap");

        var run = await _folder.SurveyAsync($"smtp://localhost:{smtp.Port}", $"imap://localhost:{imap.Port}");

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        var lines = SurveyFolder.Parse(run.Output).OrderBy(line => line.GetProperty("protocol").GetString()).ToArray();
        Assert.Equal(["imap secured", "smtp secured"], lines.Select(line =>
            $"{line.GetProperty("protocol")} {line.GetProperty("outcome")}"));
        Assert.Equal($"smtp://localhost:{smtp.Port}", lines[1].GetProperty("surveyed").GetProperty("input").GetString());
        Assert.InRange(lines[1].GetProperty("surveyed").GetProperty("time").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddHours(-1),
            DateTimeOffset.UtcNow);
        Assert.All(lines[1].GetProperty("surveyed").EnumerateObject(), property => Assert.Contains(property.Name, SurveyHelp.Text,
            StringComparison.Ordinal));
        Assert.Contains("2 of 2 inputs; 2 targets: 2 secured, 0 not, 0 errors", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_come_from_files_in_many_shapes()
    {
        await using var server = TestServer.Of("smtp");
        var csv = _folder.Write("a.csv", $"rank,host\n1,\"localhost:{server.Port}\"\n2,LOCALHOST:{server.Port}\n\n");
        var plain = _folder.Write("b.txt", $"# mine\nhost\r\n127.0.0.1\r\n\r\n");

        var named = await _folder.SurveyAsync(csv, "--column", "host", "--protocol", "smtp");
        var numbered = await _folder.SurveyAsync(csv, "--column", "2", "--protocol", "smtp");
        var first = await _folder.SurveyAsync(plain, "--protocol", "smtp", "--port", $"{server.Port}");

        Assert.Equal([$"smtp://localhost:{server.Port}"], Targets(named));
        Assert.Equal(ExitCode.Success, named.ExitCode);
        Assert.Contains($"smtp://localhost:{server.Port}", Targets(numbered));
        Assert.Equal([$"smtp://127.0.0.1:{server.Port}"], Targets(first));
    }

    [Fact]
    public async Task Inputs_come_from_the_standard_input()
    {
        await using var server = TestServer.Of("smtp");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new ToolConsole(output, error, isPlain: true, new StringReader($"127.0.0.1:{server.Port}\n"));

        var exitCode = await Tool.RunAsync(["survey", "--protocol", "smtp", "--pause", "0"], console, Catalog.All);

        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Single(SurveyFolder.Parse(output.ToString()));
    }

    [Fact]
    public async Task What_is_not_understood_is_told_and_the_rest_is_surveyed()
    {
        await using var server = TestServer.Of("smtp");

        var run = await _folder.SurveyAsync("gopher://localhost", "localhost", "smtp://local\u0001host", $"smtp://localhost:{server.Port}");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Single(SurveyFolder.Parse(run.Output));
        Assert.Contains("There is no protocol 'gopher'", run.Error, StringComparison.Ordinal);
        Assert.Contains("name one with --protocol", run.Error, StringComparison.Ordinal);
        Assert.Contains("3 inputs not understood", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_excluded_is_left_alone()
    {
        var exclusions = _folder.Write("exclude.txt", "example.org   # asked us to\n127.0.0.0/8\n");

        var run = await _folder.SurveyAsync("smtp://127.0.0.1:1", "smtp://mail.example.org", "smtp://localhost:1", "--exclude", exclusions);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("3 excluded", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_is_the_clients_name()
    {
        await using var server = TestServer.Of("smtp");

        var run = await _folder.SurveyAsync($"smtp://localhost:{server.Port}", "--contact", "survey.example.org");

        Assert.Contains("EHLO survey.example.org", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_survey_that_was_broken_off_goes_on_with_what_is_left()
    {
        await using var one = TestServer.Of("smtp");
        await using var two = TestServer.Of("imap");
        string[] inputs = [$"smtp://localhost:{one.Port}", $"imap://localhost:{two.Port}"];
        await _folder.SurveyToFileAsync(inputs);
        var whole = File.ReadAllText(_folder.Results);
        File.WriteAllText(_folder.Results, whole[..(whole.IndexOf('\n', StringComparison.Ordinal) + 40)]);

        var run = await _folder.SurveyToFileAsync(inputs);
        var again = await _folder.SurveyToFileAsync(inputs);

        Assert.Contains("the last line has no end, and is cut off (39 octets)", run.Error, StringComparison.Ordinal);
        Assert.Contains("has 1 results", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 targets: 1 secured", run.Error, StringComparison.Ordinal);
        Assert.Contains("0 targets", again.Error, StringComparison.Ordinal);
        Assert.Equal(inputs.Order(), _folder.ReadResults().Select(line => line.GetProperty("target").GetString()!).Order());
        Assert.StartsWith(whole[..whole.IndexOf('\n', StringComparison.Ordinal)], File.ReadAllText(_folder.Results),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_something_else_is_left_as_it_is()
    {
        foreach (var text in (string[])["dear diary", "{\"schema\":\"other\"}\n", "\n{\n"])
        {
            File.WriteAllText(_folder.Results, text);

            var run = await _folder.SurveyToFileAsync("smtp://localhost:1");

            if (text != "\n{\n")
                Assert.Contains("results.jsonl(1): this line is no result", run.Error, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Usage, run.ExitCode);
            Assert.Equal(text, File.ReadAllText(_folder.Results));
        }
    }

    [Fact]
    public async Task Cancelling_leaves_whole_lines()
    {
        var reached = new TaskCompletionSource();
        await using var silent = TestServer.Running(async (_, stop) =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var stop = new CancellationTokenSource();

        var running = ToolRun.OfAsync(stop.Token, "survey",
            $"smtp://127.0.0.1:{silent.Port}", "--pause", "0", "--timeout", "600", "-o", _folder.Results);
        await reached.Task;
        await stop.CancelAsync();
        var run = await running;

        Assert.Equal(ExitCode.Canceled, run.ExitCode);
        Assert.Equal("", File.ReadAllText(_folder.Results));
        Assert.Contains("Canceled.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.200", true)]
    [InlineData("192.0.2.1", "192.0.3.1", false)]
    [InlineData("2001:db8:1::1", "2001:db8:1:ffff::2", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    public void A_network_is_a_24_or_a_48(string one, string other, bool isSame) =>
        Assert.Equal(isSame, SurveyPoliteness.Network(IPAddress.Parse(one)) == SurveyPoliteness.Network(IPAddress.Parse(other)));

    [Theory]
    [InlineData("--srv needs a protocol", "--srv")]
    [InlineData("is not found by SRV records", "--srv", "--protocol", "ftp")]
    [InlineData("not both", "--srv", "--mx")]
    [InlineData("There is no protocol", "--protocol", "gopher")]
    [InlineData("--concurrency takes a number from 1", "--concurrency", "0")]
    [InlineData("--port takes a number from 1", "--port", "0")]
    [InlineData("--pause takes seconds", "--pause", "-1")]
    [InlineData("--name-server takes an address", "--name-server", "x")]
    [InlineData("--contact a b: ", "--contact", "a b", "--protocol", "smtp")]
    [InlineData("cannot be read", "--exclude", "/no/such/file")]
    public async Task A_wrong_command_line_is_told_what_is_wrong_with_it(string complaint, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(["survey", "smtp://localhost:1", .. arguments]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_tells_rate_errors_and_the_time_that_is_left()
    {
        var progress = new SurveyProgress(total: 100);
        for (var i = 0; i < 20; i++)
            progress.AddInput(isKnown: i < 10);

        Assert.Contains("20 of 100 inputs", progress.Describe(TimeSpan.FromSeconds(10), isEnd: false), StringComparison.Ordinal);
        Assert.EndsWith("; 0:01:20 left", progress.Describe(TimeSpan.FromSeconds(10), isEnd: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_sees_a_bar_and_the_sum()
    {
        using var error = new StringWriter();
        var console = new ToolConsole(TextWriter.Null, error, isPlain: true, isErrorPlain: false);

        var exitCode = await Tool.RunAsync(["survey", "smtp://127.0.0.1:1", "--pause", "0"], console, Catalog.All);

        Assert.True(exitCode == ExitCode.Success, error.ToString());
        Assert.Contains("1 of 1 inputs; 1 targets: 0 secured, 0 not, 1 errors", error.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Targets(ToolRun run) => SurveyFolder.Parse(run.Output).Select(line =>
        line.GetProperty("target").GetString()!);
}
