using System.Text.Json;

namespace ProtocolKit.Cli.Tests.Audit;

public sealed class AuditOutputTests : IDisposable
{
    private readonly AuthorityFile _authority = new();
    private readonly string _sarif = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".sarif");

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_sarif);
    }

    [Fact]
    public async Task There_is_one_line_for_each_probe_in_text_JSON_and_SARIF()
    {
        await using var server = TestServer.Of("postgres");
        string[] arguments = ["audit", $"postgres://localhost:{server.Port}", "--ca", _authority.Path, "--quiet", "0.1"];

        var text = await ToolRun.OfAsync([.. arguments, "--sarif", _sarif]);
        var json = await ToolRun.OfAsync([.. arguments, "--json"]);

        string[] probes = [.. AuditProbes.All.Select(probe => probe.Key)];
        Assert.Equal(probes, text.Lines.SkipLast(1).Select(line => line.Split(' ')[0]));
        Assert.Equal($"There is no proof that postgres://localhost:{server.Port} is vulnerable.", text.Lines[^1]);
        using var report = JsonDocument.Parse(Assert.Single(json.Lines));
        Assert.Equal("protocolkit.audit/1", report.RootElement.GetProperty("schema").GetString());
        Assert.Equal(
            probes, report.RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding => finding.GetProperty("probe").GetString()));
        Assert.All(report.RootElement.EnumerateObject(), property =>
            Assert.Contains(property.Name, AuditJson.Help, StringComparison.Ordinal));

        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(_sarif));
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var run = log.RootElement.GetProperty("runs")[0];
        Assert.Equal(
            probes, run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), probes[result.GetProperty("ruleIndex").GetInt32()]);
            Assert.Equal(result.GetProperty("kind").GetString() == "fail", result.GetProperty("level").GetString() != "none");
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            Assert.Equal(
                $"postgres://localhost:{server.Port}",
                result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri")
                    .GetString());
        });
    }

    [Fact]
    public async Task What_is_proven_is_an_error_in_SARIF()
    {
        await using var server = new BrokenSmtp { KeepsName = true }.Start();

        await ToolRun.OfAsync("audit", $"smtp://localhost:{server.Port}", "--quiet", "0.1", "--sarif", _sarif);

        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(_sarif));
        var error = Assert.Single(log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray(), result =>
            result.GetProperty("level").GetString() == "error");
        Assert.Equal("state-kept", error.GetProperty("ruleId").GetString());
    }

    [Fact]
    public async Task What_the_server_says_is_escaped()
    {
        await using var server = TestServer.Saying("220 mail.example\r\n", "554 \u001b[31mred\u0007\r\n");

        var run = await ToolRun.OfAsync("audit", $"smtp://localhost:{server.Port}");

        Assert.Contains(@"554 \x1b[31mred\x07", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_no_fault_of_the_tool()
    {
        int port;
        await using (var server = TestServer.Closing())
            port = server.Port;

        var run = await ToolRun.OfAsync("audit", $"smtp://127.0.0.1:{port}");

        Assert.Equal(ExitCode.Network, run.ExitCode);
        Assert.StartsWith("There is no connection to 127.0.0.1:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit takes a target", "audit")]
    [InlineData("not both", "audit", "smtp://localhost", "--listen", "smtp")]
    [InlineData("There is no script 'x'", "audit", "--listen", "smtp", "--script", "x")]
    [InlineData("--quiet takes seconds", "audit", "smtp://localhost", "--quiet", "no")]
    [InlineData("upgrades to TLS, such as smtp", "audit", "--listen", "smtps")]
    public async Task A_wrong_command_line_is_told(string complaint, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(arguments);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }
}
