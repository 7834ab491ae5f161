using ProtocolKit.Grammar;

namespace ProtocolKit.Cli.Tests;

public sealed class GrammarCommandTests : IDisposable
{
    private const string Sound = """
        protocol gopher
        rfc   1436
        port  70

        dialogue
        C: "TLS" CRLF
        S: "OK" CRLF   / "NO" CRLF => refused
        TLS

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("protocolkit").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_grammars_of_the_repository_are_sound()
    {
        var run = await ToolRun.OfAsync(["check", .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "grammars"))]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Matches("^[0-9]+ grammars checked: no findings.$", Assert.Single(run.Lines));
    }

    [Fact]
    public async Task A_grammar_without_findings_is_said_to_be_so()
    {
        var run = await ToolRun.OfAsync("check", Write("gopher.protocol", Sound));

        Assert.Equal("1 grammar checked: no findings.", Assert.Single(run.Lines));
    }

    [Fact]
    public async Task What_a_peer_can_cost_is_told_for_each_role()
    {
        var run = await ToolRun.OfAsync(
            "check", "--limits",
            Write("gopher.protocol", Sound.Replace("port  70", "port  70\nlimit 100000 octets, 5 rounds", StringComparison.Ordinal)));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "  client  in clear    97.7 KiB   5         192 KiB    195.3 KiB",
                "  server  in clear    97.7 KiB   5         192 KiB    97.7 KiB",
            ],
            run.Lines.Where(line =>
                line.StartsWith("  client", StringComparison.Ordinal) || line.StartsWith("  server", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("check", "")]
    [InlineData("emit", "class Gopher")]
    public async Task A_grammar_is_read_from_the_standard_input(string command, string printed)
    {
        var run = await RunAsync(Sound, command, "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(printed, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_the_standard_input_has_its_place_there()
    {
        var run = await RunAsync(Sound.Replace("\"OK\" CRLF ", "okay ", StringComparison.Ordinal), "check", "-");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.StartsWith("<stdin>(7,4): error PK002: ", run.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_placed_as_the_compiler_places_it()
    {
        var file = Write("broken.protocol", Sound.Replace("\"OK\" CRLF ", "okay ", StringComparison.Ordinal));

        var run = await ToolRun.OfAsync("check", file);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.StartsWith($"{file}(7,4): error PK002: ", run.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_those_of_the_compiler_in_every_file()
    {
        var first = Write("first.protocol", Sound);
        var second = Write("second.protocol", Sound.Replace("/ \"NO\"", "/ %x4F.4B", StringComparison.Ordinal));

        var run = await ToolRun.OfAsync("check", first, second);

        var expected = GrammarCompiler.Compile(new GrammarSource(second, await File.ReadAllTextAsync(second))).Diagnostics;
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(finding => finding.Message), run.Lines.Select(line => line.Split(": ", 3)[2]));
        Assert.All(run.Lines, line => Assert.StartsWith(second, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_base_of_a_variant_is_found_beside_it()
    {
        Write("gopher.protocol", Sound);
        var variant = Write("variant.protocol", "protocol mole like gopher\nport 71\n");

        var run = await ToolRun.OfAsync("check", variant);

        Assert.True(run.ExitCode == 0, run.Output);
    }

    [Fact]
    public async Task Emit_prints_the_protocols_type()
    {
        var run = await ToolRun.OfAsync("emit", Write("gopher.protocol", Sound), "--namespace", "Burrow");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("namespace Burrow;", run.Lines);
        Assert.Contains("class Gopher", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emit_prints_no_half_of_a_broken_grammar()
    {
        var run = await ToolRun.OfAsync("emit", Write("broken.protocol", "protocol x\n"));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("error PK", run.Error, StringComparison.Ordinal);
    }

    private static async Task<ToolRun> RunAsync(string input, params string[] arguments)
    {
        using var reader = new StringReader(input.ReplaceLineEndings("\n"));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Tool.RunAsync(arguments, new ToolConsole(output, error, isPlain: true, reader), Catalog.All);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return path;
    }
}
