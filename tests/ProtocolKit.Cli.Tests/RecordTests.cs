namespace ProtocolKit.Cli.Tests;

public sealed class RecordTests : IDisposable
{
    private readonly GrammarFolder _folder = new();
    private readonly AuthorityFile _authority = new();

    public static TheoryData<string> Protocols => [.. Catalog.All.Definitions.Select(definition => definition.Name)];

    private string Dialogue => _folder.Path("dialogue.txt");

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task What_is_recorded_of_the_generated_server_replays_without_a_difference(string protocol)
    {
        await using var server = TestServer.Of(protocol);

        var record = await RecordAsync(server, "--protocol", protocol);
        var replay = await ToolRun.OfAsync("replay", protocol, Dialogue);

        Assert.True(record.ExitCode == 0, record.Error);
        Assert.True(replay.ExitCode == 0, replay.Output + replay.Error + await File.ReadAllTextAsync(Dialogue));
        Assert.Equal(
            2, replay.Lines.Count(line =>
            line.EndsWith(": secured", StringComparison.Ordinal) || line.EndsWith(": TLS starts", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task So_does_what_is_recorded_where_TLS_starts_with_the_first_octet(string protocol)
    {
        await using var server = TestServer.Of(protocol, implicitTls: true);

        var record = await RecordAsync(server, "--protocol", protocol + "s");
        var replay = await ToolRun.OfAsync("replay", protocol, Dialogue);

        Assert.True(record.ExitCode == 0, record.Error);
        Assert.True(replay.ExitCode == 0, replay.Output + replay.Error + await File.ReadAllTextAsync(Dialogue));
    }

    [Fact]
    public async Task A_protocol_of_an_own_grammar_is_recorded()
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme);
        await using var server = TestServer.Saying("HELLO there\r\n", "NO never\r\n");

        var record = await ToolRun.OfAsync("record", $"localhost:{server.Port}", "--grammar", grammar);

        Assert.Equal(ExitCode.NotSecured, record.ExitCode);
        Assert.Equal(
            [$"# acme from localhost:{server.Port}", "-- host localhost", @"S: HELLO there\r\n", @"C: COVER guest\r\n",
                @"S: NO never\r\n"], record.Lines);
    }

    [Theory]
    [InlineData("pass-word", "--secret", "pass-word")]
    [InlineData("password")]
    [InlineData("bearer-token")]
    [InlineData("client-secret")]
    public async Task A_secret_is_left_out_wherever_it_stands(string name, params string[] marks)
    {
        var grammar = _folder.Write("acme.protocol", GrammarFolder.Acme.Replace("pass-word", name, StringComparison.Ordinal));
        await using var server = TestServer.Saying("HELLO there\r\n", "NO hunter2 is wrong\r\n");

        var record = await RecordAsync(server, ["--grammar", grammar, "--set", $"{name}=hunter2", .. marks]);
        var text = await File.ReadAllTextAsync(Dialogue);
        var replay = await ToolRun.OfAsync("replay", grammar, Dialogue);

        Assert.Equal(ExitCode.NotSecured, record.ExitCode);
        Assert.DoesNotContain("hunter2", text + record.Output + record.Error, StringComparison.Ordinal);
        Assert.Contains(@"C: COVER xxxxxxx\r\n", text, StringComparison.Ordinal);
        Assert.Contains(@"S: NO xxxxxxx is wrong\r\n", text, StringComparison.Ordinal);
        Assert.Contains($"-- parameter {name}=xxxxxxx\n", text, StringComparison.Ordinal);
        Assert.True(replay.ExitCode == 0, replay.Output);
    }

    [Theory]
    [InlineData("1*32DIGIT", "4711", "0000")]
    [InlineData("\"x\" 1*32DIGIT", "x4711", "x0000")]
    public async Task What_stands_in_its_place_is_what_the_grammar_allows(string rule, string secret, string standIn)
    {
        var grammar = _folder.Write("acme.protocol", AcmeWith(rule, secret.Replace("4711", "1", StringComparison.Ordinal)));
        await using var server = TestServer.Saying("HELLO there\r\n", "NO never\r\n");

        await RecordAsync(server, "--grammar", grammar, "--set", $"password={secret}");

        Assert.Contains($"C: COVER {standIn}\\r\\n", await File.ReadAllTextAsync(Dialogue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_nothing_can_stand_in_for_is_not_written()
    {
        var grammar = _folder.Write("acme.protocol", AcmeWith("\"guest\" / \"sesame!\"", "guest"));
        await using var server = TestServer.Saying("HELLO there\r\n", "NO never\r\n");

        var record = await RecordAsync(server, "--grammar", grammar, "--set", "password=sesame!");

        Assert.Equal(ExitCode.Usage, record.ExitCode);
        Assert.Contains("does not replay without its secrets", record.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Dialogue));
    }

    [Fact]
    public async Task What_a_login_to_a_proxy_says_is_left_out()
    {
        await using var server = TestServer.Saying("", "\x05\x02", "\x01\x01");
        string[] login = ["--set", "login-name=somebody", "--set", "login-password=hunter2"];

        var record = await RecordAsync(server, ["--protocol", "socks5", "--set", "target-port=4711", .. login]);
        var text = await File.ReadAllTextAsync(Dialogue);
        var replay = await ToolRun.OfAsync("replay", "socks5", Dialogue, "--set", "target-port=4711");

        Assert.Equal(ExitCode.NotSecured, record.ExitCode);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", text, StringComparison.Ordinal);
        Assert.Contains(@"C: \x01\x08xxxxxxxx\x07xxxxxxx", text, StringComparison.Ordinal);
        Assert.Contains("client: no difference", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_in_a_header_are_left_out_and_the_port_is_not()
    {
        await using var server = TestServer.Of("http-connect");

        string[] settings = ["--set", "authorization=Basic dXNlcjpwYXNz", "--set", "target-port=4711"];
        var record = await RecordAsync(server, ["--protocol", "http-connect", .. settings]);
        var text = await File.ReadAllTextAsync(Dialogue);

        Assert.True(record.ExitCode == 0, record.Error);
        Assert.DoesNotContain("dXNlcjpwYXNz", text, StringComparison.Ordinal);
        Assert.Contains(@"C: CONNECT localhost:4711 HTTP/1.1\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_this_machine_is_left_out_where_the_client_writes_it()
    {
        var name = Environment.MachineName;
        await using var server = TestServer.Saying("220 ready\r\n", $"250-mail greets {name}\r\n250 HELP\r\n");

        var record = await RecordAsync(server, "--protocol", "smtp", "--set", $"client-name={name}");
        var text = await File.ReadAllTextAsync(Dialogue);

        Assert.Equal(ExitCode.NotSecured, record.ExitCode);
        Assert.DoesNotMatch($@"(?i)\b{System.Text.RegularExpressions.Regex.Escape(name)}\b", text);
        Assert.Contains("greets", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_client_could_not_read_is_in_the_dialogue()
    {
        await using var server = TestServer.Saying("220 ready\r\n", "250-mail\r\n25\x1bHELP\r\n");

        var record = await RecordAsync(server, "--protocol", "smtp");
        var replay = await ToolRun.OfAsync("replay", "smtp", Dialogue);

        Assert.Equal((ExitCode.Violation, ExitCode.Violation), (record.ExitCode, replay.ExitCode));
        Assert.Contains("differs from the grammar", record.Error, StringComparison.Ordinal);
        Assert.Contains(@"25\x1bHELP\r\n", replay.Output, StringComparison.Ordinal);
        Assert.Contains("client: unexpected octets (state ExpectFeatures)", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_marked_and_never_said_is_told()
    {
        await using var server = TestServer.Saying("220 ready\r\n", "250 HELP\r\n");

        var record = await RecordAsync(server, "--protocol", "smtp", "--secret", "colour");

        Assert.Contains("--secret colour: nothing was said under that name.", record.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "record takes --protocol NAME, --grammar FILE", "localhost:1")]
    [InlineData(ExitCode.Usage, "There is no protocol 'gopher'", "localhost:1", "--protocol", "gopher")]
    [InlineData(ExitCode.Usage, "takes name=value", "localhost:1", "--protocol", "smtp", "--set", "x")]
    [InlineData(ExitCode.Network, "Nothing was said. ", "localhost:1", "--protocol", "smtp")]
    public async Task What_is_wrong_is_told(int exitCode, string complaint, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(["record", .. arguments]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said_to_be_so()
    {
        await using var server = TestServer.Saying("220 ready\r\n", "250 HELP\r\n");

        var record = await ToolRun.OfAsync(
            "record", $"localhost:{server.Port}", "--protocol", "smtp", "-o", _folder.Path("no/such/folder.txt"));

        Assert.Equal(ExitCode.Usage, record.ExitCode);
        Assert.Contains("--output: ", record.Error, StringComparison.Ordinal);
    }

    /// <summary>The grammar, with a password of another form.</summary>
    private static string AcmeWith(string rule, string value) =>
        GrammarFolder.Acme.Replace("pass-word", "password", StringComparison.Ordinal)
        .Replace("password:1*32( ALPHA / DIGIT )", $"password:( {rule} )", StringComparison.Ordinal)
        .Replace("1*32( ALPHA / DIGIT ) = \"guest\"", $"{rule} = \"{value}\"", StringComparison.Ordinal);

    private Task<ToolRun> RecordAsync(TestServer server, params string[] arguments) =>
        ToolRun.OfAsync(["record", $"localhost:{server.Port}", "--ca", _authority.Path, "-o", Dialogue, .. arguments]);
}
