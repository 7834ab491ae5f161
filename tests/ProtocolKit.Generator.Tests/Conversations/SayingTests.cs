namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>What is said of the wording: that the shortest sentence is meant, or that a message is never written.</summary>
public sealed class SayingTests
{
    /// <summary>Rules whose shortest sentence leaves something out, and what.</summary>
    public static TheoryData<string, string> Lenient => new()
    {
        { "ok = \"OK\" [ SP 1*VCHAR ] CRLF", "'SP 1*VCHAR'" },
        { "ok = \"OK\" *( SP offer:1*ALPHA ) CRLF", "'SP offer:1*ALPHA'" },
        { "ok = status(\"OK\")\nstatus(x) = x [ SP text ] CRLF\ntext = 1*VCHAR", "'SP text'" },
        { "ok = \"OK\" count:uint8 $count( uint8 ) CRLF", "'uint8'" },
        { "ok = SEQUENCE { OCTETS \"ok\", [CONTEXT 1 \"x\"] }", "'CONTEXT 1 \"x\"'" },
        { "ok = SEQUENCE { OCTETS \"ok\", SEQUENCE OF INTEGER }", "'INTEGER'" },
        { "ok = size:uint8 within($size, \"OK\" [ \"!\" ]) CRLF", "'\"!\"'" },
        { "ok = <ok>{ [<more/>] }", "'<more/>'" },
        { "ok = <ok [version=\"1.0\"]/>", "'\"1.0\"'" },
    };

    [Theory]
    [MemberData(nameof(Lenient))]
    public void What_the_shortest_sentence_leaves_out_is_found(string rules, string leftOut)
    {
        var finding = Assert.Single(Invented.Findings(Grammar(rules, "")));

        Assert.StartsWith("PK045 What is written for 'ok' leaves out " + leftOut, finding, StringComparison.Ordinal);
        Assert.EndsWith("Give 'ok' a text below 'says'; write 'ok shortest' there if nothing is meant.", finding, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Lenient))]
    public void Where_the_file_says_so_the_shortest_sentence_is_meant(string rules, string leftOut)
    {
        var protocol = Invented.Compile(Grammar(rules, "says\nok shortest"));

        Assert.NotEmpty(leftOut);
        Assert.True(Conversation.Hold(protocol).IsComplete, Conversation.Hold(protocol).Text);
    }

    [Theory]
    [InlineData("ok = \"OK\" *WSP CRLF", "")]
    [InlineData("ok = \"OK\" *( SP / HTAB ) CRLF", "")]
    [InlineData("ok = \"OK\" [ SP text ] CRLF\ntext = 1*VCHAR", "says\nok \"OK fine\" CRLF")]
    [InlineData("parameter more : *1*8ALPHA\nok = \"OK\" *( SP more:1*8ALPHA ) CRLF", "")]
    [InlineData("ok = size:uint8 within($size, \"OK\" rest)", "")]
    [InlineData("ok = SEQUENCE { OCTETS \"ok\", ... }", "")]
    public void White_space_texts_lists_and_the_rest_are_no_such_thing(string rules, string says) =>
        Assert.Empty(Invented.Findings(Grammar(rules, says)));

    [Fact]
    public void What_a_role_only_reads_may_leave_out_anything() =>
        Assert.Empty(
            Invented.Findings(
            Grammar("ok = \"OK\" CRLF", "")
            .Replace(
            "S: ok / no => refused\nTLS", "S: ok / no => refused / later => refused / never => closed\nTLS", StringComparison.Ordinal)
            .Replace(
                "dialogue", "later = \"LATER\" [ SP 1*VCHAR ] CRLF\nnever = \"NEVER\" [ SP 1*VCHAR ] CRLF\ndialogue",
                StringComparison.Ordinal)));

    [Fact]
    public void What_is_never_written_is_read_all_the_same()
    {
        var protocol = Invented.Compile(
            """
            protocol invented
            port 7
            first = "FIRST" CRLF
            ok = "OK" CRLF
            gone = "GONE" CRLF
            no = "NO" CRLF
            dialogue
            C: "START" CRLF
            S: first / ok / gone => refused / no => refused
            TLS
            says
            first never
            gone never
            """);

        Assert.Contains("S: OK", Conversation.Hold(protocol).Text, StringComparison.Ordinal);
        Assert.Contains("S: NO", Conversation.Hold(protocol, refusal: UpgradeOutcome.Refused).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_TLS_the_word_holds_inside()
    {
        var protocol = Invented.Compile(
            """
            protocol invented
            port 7
            hello = "HELLO" CRLF
            hi = "HI" CRLF
            ok = "OK" CRLF
            no = "NO" CRLF
            dialogue
            S: hello / hi
            C: "START" CRLF
            S: ok / no => refused
            TLS
            S: hello / hi
            says
            TLS
            hello never
            """);

        Assert.Equal("S: HELLO\\r\\n\nC: START\\r\\n\nS: OK\\r\\n\nTLS\nS: HI\\r\\n", Conversation.Hold(protocol).Text);
    }

    [Theory]
    [InlineData("PK040 'ok' is never written", "ok never")]
    [InlineData("PK040 'req' is never written", "req never")]
    [InlineData("PK040 'pong' is never written, and yet an answer", "pong never")]
    [InlineData("PK043", "no never")]
    [InlineData("PK002 There is no rule 'nothing'", "nothing never")]
    [InlineData("PK003", "no never\nno \"NO\" CRLF")]
    public void What_has_to_be_written_can_t_be_never_written(string finding, string says) =>
        Assert.Contains(
            Invented.Findings(
            Grammar("ok = \"OK\" CRLF", "any time\nC: \"PING\" CRLF S: pong\nsays\n" + says)
            .Replace("dialogue", "pong = \"PONG\" CRLF\ndialogue", StringComparison.Ordinal)),
            found => found.StartsWith(finding, StringComparison.Ordinal));

    private static string Grammar(string rules, string rest) =>
        $"""
        protocol invented
        port 7
        {(rules.Contains('<', StringComparison.Ordinal) ? "namespace \"urn:invented\"" : "")}
        {rules}
        req = {(rules.Contains('<', StringComparison.Ordinal) ? "<req/>" : "\"REQ\" CRLF")}
        no = {(rules.Contains('<', StringComparison.Ordinal) ? "<no/>" : rules.Contains("SEQUENCE", StringComparison.Ordinal) ? "SEQUENCE { OCTETS \"no\" }" : rules.Contains("uint8 within", StringComparison.Ordinal) ? "uint8(2) \"NO\"" : "\"NO\" CRLF")}
        dialogue
        C: req
        S: ok / no => refused
        TLS
        {rest}
        """;
}
