namespace ProtocolKit.Cli.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task Every_protocol_of_the_repository_is_secured_and_allocates_nothing()
    {
        var run = await ToolRun.OfAsync("demo");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var rows = run.Lines.Where(line => line.Contains(" yes ", StringComparison.Ordinal)).ToArray();
        var count = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "grammars"), "*.protocol").Length;
        Assert.Equal(count, rows.Length);
        Assert.All(rows, row => Assert.Matches(@" 1\.[23] +yes +[0-9.]+ ms +0 B$", row));
        Assert.Equal($"{count} of {count} secured", run.Lines[^1]);
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public async Task The_table_can_be_read_in_40_columns()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await Tool.RunAsync(["demo"], new ToolConsole(output, error, isPlain: true, width: 40), Catalog.All);

        var lines = output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(0, exitCode);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 40));
        Assert.All(Catalog.All.Definitions, protocol =>
            Assert.Contains(lines, line =>
            System.Text.RegularExpressions.Regex.IsMatch(line, $@"^{protocol.Name} +1\.[23] +[0-9.]+ ms +0 B$")));
        Assert.EndsWith(" secured", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transcript_shows_both_sides_and_the_line_inside_TLS()
    {
        var run = await ToolRun.OfAsync("demo", "--transcript");

        foreach (var protocol in Catalog.All.Definitions)
            Assert.Contains($"# {protocol.Name}", run.Lines);
        Assert.Contains("C: EHLO [127.0.0.1]", run.Lines);
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
