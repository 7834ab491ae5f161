namespace ProtocolKit.Cli.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task Every_protocol_of_the_repository_is_secured_and_allocates_nothing()
    {
        var run = await ToolRun.OfAsync("demo");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var rows = run.Lines.Where(line => line.Contains("TLS 1.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "grammars"), "*.protocol").Length, rows.Length);
        Assert.All(rows, row => Assert.Matches(@"trusted, names localhost\s+[0-9.]+ ms\s+0 octets", row));
    }

    [Fact]
    public async Task A_transcript_shows_both_sides_and_the_line_inside_TLS()
    {
        var run = await ToolRun.OfAsync("demo", "--transcript");

        foreach (var protocol in Catalog.All.Definitions)
            Assert.Contains($"# {protocol.Name}", run.Lines);
        Assert.Contains("C: EHLO localhost", run.Lines);
        Assert.Contains("S: 220 Ready to start TLS", run.Lines);
        Assert.Equal(Catalog.All.Definitions.Count, run.Lines.Count(line => line.StartsWith("-- inside TLS", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_to_show_is_no_success()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await Tool.RunAsync(["demo"], new ToolConsole(output, error, isPlain: true), new Catalog([]));

        Assert.Equal(ExitCode.NotSecured, exitCode);
    }
}
