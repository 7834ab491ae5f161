using System.Text.RegularExpressions;

namespace ProtocolKit.Cli.Tests;

/// <summary><c>--grammar</c>: grammars that are in no project.</summary>
public sealed class OwnGrammarTests : IDisposable
{
    private readonly GrammarFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "localhost")]
    [InlineData("acme", "acme://localhost")]
    [InlineData("acmes", "acmes://localhost")]
    public async Task What_is_served_from_a_grammar_file_can_be_probed_and_audited_with_it(string served, string target)
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme);
        string[] names = served.Length > 0 ? [served] : [];
        await using var serve = await ServeRun.StartAsync([.. names, "--grammar", grammar, "--port", "0"]);
        var authority = Regex.Match(await serve.Error.FindAsync("throwaway"), @"--ca (\S+)").Groups[1].Value;

        var probe = await ToolRun.OfAsync("probe", "--grammar", grammar, $"{target}:{serve.Port}", "--ca", authority);
        var audit = await ToolRun.OfAsync("audit", "--grammar", grammar, $"{target}:{serve.Port}", "--ca", authority, "--quiet", "0.1");

        Assert.True(probe.ExitCode == 0, probe.Output + probe.Error);
        Assert.Equal(served == "acmes" ? "-- TLS handshake done" : "S: HELLO acme", probe.Lines[0]);
        Assert.True(audit.ExitCode == 0, audit.Output + audit.Error);
    }

    [Fact]
    public async Task A_client_of_a_grammar_file_can_be_audited()
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme);
        await using var hostile = await HostileRun.StartAsync("--listen", "acme", "--grammar", grammar, "--script", "control");
        using var roots = new AuthorityFile(hostile.Roots[0]);

        var probe = await ToolRun.OfAsync("probe", "--grammar", grammar, $"localhost:{hostile.Port}", "--ca", roots.Path);

        Assert.True(probe.ExitCode == 0, probe.Output + probe.Error);
    }

    [Theory]
    [InlineData("protocol mail like smtp\nport 2587\ntls none\n")]
    [InlineData("protocol mail like smtp\nport 2587\ntls none\n\nsays\ngreeting \"220 ready\" CRLF\n")]
    public async Task The_base_of_a_variant_is_a_shipped_grammar(string variant)
    {
        var grammar = _folder.Write("mail.protocol", variant);
        using var authority = new AuthorityFile();
        await using var server = TestServer.Of("smtp");

        var check = await ToolRun.OfAsync("check", grammar);
        var probe = await ToolRun.OfAsync("probe", "--grammar", grammar, $"localhost:{server.Port}", "--ca", authority.Path);

        Assert.True(check.ExitCode == 0, check.Output);
        Assert.True(probe.ExitCode == 0, probe.Output + probe.Error);
    }

    [Fact]
    public async Task A_base_beside_the_variant_goes_before_a_shipped_one()
    {
        _folder.Write("smtp.protocol", GrammarFolder.Acme.Replace("protocol acme", "protocol smtp", StringComparison.Ordinal));
        var grammar = _folder.Write("mail.protocol", "protocol mail like smtp\nport 2587\ntls none\n");
        await using var server = TestServer.Saying("HELLO there\r\n", "NO\r\n", "NO never\r\n");

        var probe = await ToolRun.OfAsync("probe", "--grammar", grammar, $"localhost:{server.Port}");

        Assert.Contains("C: COVER guest", probe.Lines);
        Assert.Equal(ExitCode.Violation, probe.ExitCode);
    }

    [Theory]
    [InlineData("probe", "smtp://localhost:1")]
    [InlineData("audit", "smtp://localhost:1")]
    [InlineData("record", "smtp://localhost:1")]
    [InlineData("serve", "smtp", "--port", "0")]
    public async Task Another_protocol_than_that_of_the_grammar_is_not_spoken_by_mistake(string command, params string[] arguments)
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme);

        var run = await ToolRun.OfAsync([command, .. arguments, "--grammar", grammar]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("There is no protocol 'smtp'. There are: acme.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_shipped_grammar_can_be_loaded_from_its_file()
    {
        using var output = new StringWriter();
        var console = new ToolConsole(output, output, isPlain: true);
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "grammars")))
        {
            var (protocol, model) = await GrammarOption.LoadAsync(path, console, CancellationToken.None);

            Assert.Equal((Path.GetFileNameWithoutExtension(path), model.Name), (protocol.Name, protocol.Name));
            var client = protocol.CreateClient(new ClientMachineOptions { Host = "localhost" });
            Assert.Equal(UpgradeRole.Client, client.Role);
        }

        Assert.Equal("", output.ToString());
    }

    [Fact]
    public async Task A_grammar_of_a_shipped_protocols_name_takes_its_place()
    {
        var grammar = _folder.Write(
            "smtp.protocol", GrammarFolder.Acme.Replace("protocol acme", "protocol smtp", StringComparison.Ordinal));
        await using var server = TestServer.Saying("HELLO there\r\n", "NO never\r\n");

        var probe = await ToolRun.OfAsync("probe", "--grammar", grammar, $"smtp://localhost:{server.Port}");

        Assert.Contains("S: NO never", probe.Lines);
        Assert.Equal(ExitCode.NotSecured, probe.ExitCode);
    }

    [Theory]
    [InlineData("probe", "localhost:1")]
    [InlineData("audit", "localhost:1")]
    [InlineData("record", "localhost:1")]
    [InlineData("serve", "--port", "0")]
    public async Task Errors_are_shown_as_check_shows_them(string command, params string[] arguments)
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme.Replace("covered   = ", "covert    = ", StringComparison.Ordinal));

        var check = await ToolRun.OfAsync("check", grammar);
        var run = await ToolRun.OfAsync([command, .. arguments, "--grammar", grammar]);

        Assert.Equal((check.ExitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains("error PK002", check.Output, StringComparison.Ordinal);
        Assert.StartsWith(check.Output, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_nobody_has_is_an_error()
    {
        var grammar = _folder.Write("mole.protocol", "protocol mole like gopher\nport 71\n");

        var run = await ToolRun.OfAsync("probe", "--grammar", grammar, "localhost:1");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains($"{grammar}(1,20): error PK051: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_a_base_are_shown_in_its_own_file()
    {
        var origin = _folder.Write("acme.protocol", GrammarFolder.Acme.Replace("covered   = ", "covert    = ", StringComparison.Ordinal));
        var grammar = _folder.Write("emca.protocol", "protocol emca like acme\n\ncovered = \"COVERED\" CRLF\ncovert = \"NOT\" CRLF\n");

        var run = await ToolRun.OfAsync("probe", "--grammar", grammar, "localhost:1");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(origin, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_are_complaints_and_no_hindrance()
    {
        var grammar = _folder.Write(
            "acme.protocol", GrammarFolder.Acme.Replace("word      = ", "unused    = \"x\"\nword      = ", StringComparison.Ordinal));
        await using var server = TestServer.Saying("HELLO there\r\n", "NO never\r\n");

        var probe = await ToolRun.OfAsync("probe", "--grammar", grammar, $"localhost:{server.Port}", "--json");

        Assert.Contains("warning PK004", probe.Error, StringComparison.Ordinal);
        Assert.StartsWith("{", probe.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotSecured, probe.ExitCode);
    }

    [Theory]
    [InlineData("no/such/file.protocol", "cannot be read")]
    [InlineData(".", "is a folder")]
    public async Task A_file_that_cannot_be_read_is_said_to_be_so(string path, string complaint)
    {
        var run = await ToolRun.OfAsync("probe", "--grammar", path, "localhost:1");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_grammar_file_a_target_names_its_protocol()
    {
        var run = await ToolRun.OfAsync("serve", "--port", "0");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("serve takes a protocol, such as smtp, or --grammar FILE.", run.Error, StringComparison.Ordinal);
    }
}
