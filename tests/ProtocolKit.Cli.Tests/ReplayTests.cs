namespace ProtocolKit.Cli.Tests;

public sealed class ReplayTests : IDisposable
{
    private const string Dialogue = """
        # acme from localhost
        S: HELLO there\r\n
        C: COVER guest\r\n
        S: COVERED\r\n
        -- TLS handshake done

        """;

    private readonly GrammarFolder _folder = new();

    public ReplayTests() => _folder.Write("acme.protocol", GrammarFolder.Acme);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dialogue_of_the_grammar_has_no_difference()
    {
        var run = await ReplayAsync(Dialogue);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal("# acme from localhost", run.Lines[0]);
        Assert.EndsWith("(2): client: no difference, whole and cut in 21 ways: TLS starts", run.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith("(2): server: no difference, whole and cut in 13 ways: TLS starts", run.Lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "HELLO there", "HELLO 1here", "(2,10): client: unexpected octets", "         ^", "expected: hello = \"HELLO\" SP name:word CRLF")]
    [InlineData("S: COVERED", @"S: COV\x1bRED", "(4,7): client: unexpected octets", "      ^", "expected: covered = \"COVERED\" CRLF")]
    [InlineData("S: COVERED", "S: NOVERED", "(4,6): client: unexpected octets", "     ^", "      or: no = \"NO\" SP line")]
    [InlineData(@"COVERED\r\n", @"COVERED\r\nHELLO\r\n", "(4,15): client: octets in the clear where TLS starts", "              ^", null)]
    [InlineData(
        "S: COVERED", "S: NO never", "(4,14): client: it ends here (refused), and the dialogue goes on to TLS", "             ^", null)]
    [InlineData(
        "C: COVER guest", "C: HIDE guest", "(3,4): client: it writes another message", "   ^", @"the client writes: C: COVER guest\r\n")]
    [InlineData(
        "C: COVER guest", "C: COVER gu st", "(3,12): server: unexpected octets", "           ^",
        "expected: start = \"COVER\" SP pass-word:1*32( ALPHA / DIGIT ) CRLF")]
    [InlineData(
        "S: COVERED\\r\\n\n", "", "(4,1): client: the dialogue starts TLS, and it does not", "^", "expected: covered = \"COVERED\" CRLF")]
    public async Task The_first_difference_is_shown_with_what_was_expected(
        string said, string instead, string difference, string caret, string? expected)
    {
        Assert.Contains(said, Dialogue.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        var run = await ReplayAsync(Dialogue.ReplaceLineEndings("\n").Replace(said, instead, StringComparison.Ordinal));

        Assert.Equal(ExitCode.Violation, run.ExitCode);
        var place = run.Lines.ToList().FindIndex(line => line.Contains(difference, StringComparison.Ordinal));
        Assert.True(place > 0, run.Output);
        Assert.Equal("  " + caret, run.Lines[place + 2]);
        Assert.All(run.Output, letter => Assert.True(letter is '\n' or >= ' ' and <= '~', run.Output));
        if (expected is not null)
            Assert.Contains(run.Lines, line => line == "  " + expected);
    }

    [Fact]
    public async Task A_line_of_a_longer_turn_is_the_one_that_is_shown()
    {
        var dialogue = _folder.Write("dialogue.txt", """
            S: 220 mail\r\n
            C: EHLO me\r\n
            S: 250-mail\r\n
            S: 250-SIZE 1000\r\n
            S: 25x STARTTLS\r\n
            """);

        var run = await ToolRun.OfAsync("replay", "smtp", dialogue);

        Assert.Equal(ExitCode.Violation, run.ExitCode);
        Assert.Contains("(5,6): client: unexpected octets (state ExpectFeatures)", run.Output, StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("  expected: features", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fresh_numbers_of_binary_dialogues_are_followed()
    {
        var dialogue = Path.Combine(Repository.Root, "tests", "Transcripts", "rfc9289-onc-rpc.txt");

        var run = await ToolRun.OfAsync("replay", "onc-rpc", dialogue, "--title", "AUTH_TLS");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("secured", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_are_those_that_the_dialogue_notes_and_those_that_are_set()
    {
        var noted = await ReplayAsync(
            Dialogue.ReplaceLineEndings("\n")
            .Replace("localhost\n", "localhost\n-- parameter pass-word=letmein\n", StringComparison.Ordinal)
            .Replace("COVER guest", "COVER letmein", StringComparison.Ordinal));
        var set = await ReplayAsync(Dialogue, "--set", "pass-word=other");
        var unknown = await ReplayAsync(Dialogue, "--set", "colour=red");
        var wrong = await ReplayAsync(Dialogue, "--set", "pass-word=a b");

        Assert.True(noted.ExitCode == 0, noted.Output + noted.Error);
        Assert.True(set.ExitCode == 0, set.Output + set.Error);
        Assert.Contains("acme has no such parameter", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("may not be", wrong.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (unknown.ExitCode, wrong.ExitCode));
    }

    [Theory]
    [InlineData("hello\n", "is no dialogue. Line 1: A line begins with")]
    [InlineData("C: a\\q\n", "is no dialogue. Line 1: Not an escape")]
    [InlineData("S: \x1b[2J\n?\x1b\n", "is no dialogue. Line 2")]
    [InlineData("\0\0\0\u0001", "is no dialogue. Line 1")]
    [InlineData("", "holds no dialogue")]
    [InlineData("# title\n-- a note\n", "holds no dialogue")]
    [InlineData("-- parameter x\nC: COVER guest\\r\\n\n", "A parameter is noted as NAME=VALUE")]
    [InlineData("-- parameter colour=red\nC: COVER guest\\r\\n\n", "There is no parameter 'colour'")]
    public async Task What_is_no_dialogue_is_said_to_be_so(string text, string complaint)
    {
        var run = await ReplayAsync(text);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', run.Error);
    }

    [Fact]
    public async Task A_dialogue_has_bounds()
    {
        var run = await ReplayAsync($"S: {new string('x', 40_000)}\n");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("(1): the dialogue has more than 32768 octets", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no protocol 'gopher'", "gopher", "dialogue.txt")]
    [InlineData("cannot be read", "gopher.protocol", "dialogue.txt")]
    [InlineData("cannot be read", "smtp", "no/such/dialogue.txt")]
    public async Task What_is_missing_is_named(string complaint, string protocol, string dialogue)
    {
        var run = await ToolRun.OfAsync("replay", protocol, dialogue);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grammar_with_errors_is_not_replayed()
    {
        _folder.Write("acme.protocol", GrammarFolder.Acme.Replace("covered   = ", "covert    = ", StringComparison.Ordinal));

        var run = await ReplayAsync(Dialogue);

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Assert.Contains("error PK002", run.Error, StringComparison.Ordinal);
    }

    private Task<ToolRun> ReplayAsync(string dialogue, params string[] arguments) =>
        ToolRun.OfAsync(["replay", _folder.Path("acme.protocol"), _folder.Write("dialogue.txt", dialogue), .. arguments]);
}
