namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Small cases of what grammars drawn at random have shown.</summary>
public sealed class DrawnCaseTests
{
    [Theory]
    [InlineData("\"GO\" SP ( \"PA\" / \"XDG\" / \"R\" ) \"(\" %x76 \")\" CRLF")]
    [InlineData("\"GO\" SP ( \"A\" / \"BC\" ) \"-\" %s\"yes\" \"no\" CRLF")]
    [InlineData("\"GO\" ( %x01 octets(2) / %x02 octets(1) ) octets(3) CRLF", "\"GO\" %x02 \"abcd\" CRLF")]
    [InlineData("\"GO\" SP ( \"A\" / \"BC\" ) ( %x2D.61.62 / %x2D.61.63 ) \"END\" CRLF")]
    public void Literals_that_meet_in_the_middle_compile(string request, string text = "")
    {
        var protocol = Invented.Compile(
            Grammar($"go = {request}", "C: go\nS: ok / no => refused\nTLS", text.Length == 0 ? "" : $"says\ngo {text}"));

        Assert.True(Conversation.Hold(protocol).IsComplete);
    }

    [Theory]
    [InlineData("3DIGIT", "\"001\"", "\"007\"", "\"042\"")]
    [InlineData("uint16", "1", "uint16(7)", "uint16(42)")]
    public void Of_a_list_of_numbers_the_last_is_repeated(string rule, string preset, string first, string last)
    {
        var protocol = Invented.Compile(Grammar(
            $"parameter id : {rule} = {preset}\ngo = \"GO\" *( SP id:{rule} ) CRLF\nyes = \"YES\" SP $id CRLF",
                "C: go\nS: yes / no => refused\nTLS", $"says\ngo \"GO\" SP id:{first} SP id:{last} CRLF"));

        Assert.True(Conversation.Hold(protocol).IsComplete, Conversation.Hold(protocol).Text);
    }

    [Theory]
    [InlineData("INTEGER(1..9)", "5", "SEQUENCE { $id, OCTETS \"ok\" }")]
    [InlineData("INTEGER(1..9)", "5", "SEQUENCE { INTEGER $id, OCTETS \"ok\" }")]
    [InlineData("number", "5", "SEQUENCE { $id, OCTETS \"ok\" }", "number = INTEGER(1..9)")]
    [InlineData("ENUMERATED(1..9)", "5", "SEQUENCE { $id, CONTEXT 1 { $id } }")]
    [InlineData("( INTEGER 5 / INTEGER 7 )", "5", "SEQUENCE { $id, OCTETS \"ok\" }")]
    [InlineData("( ENUMERATED 5 / number )", "5", "SEQUENCE { OCTETS \"ok\" }", "number = ENUMERATED 6")]
    public void A_number_of_BER_is_repeated_as_the_element_that_it_is(string rule, string preset, string answer, string rules = "")
    {
        foreach (var says in new[] { "", "SEQUENCE { $id, APPLICATION 1 \"\" }" })
        {
            var protocol = Invented.Compile(
                Ber($"parameter id : {rule} = {preset}", $"SEQUENCE {{ id:{rule}, APPLICATION 1 \"\" }}", answer, says, rules));
            Assert.True(Conversation.Hold(protocol).IsComplete, Conversation.Hold(protocol).Text);
        }
    }

    [Theory]
    [InlineData("SEQUENCE { $id, OCTETS \"ok\" }")]
    [InlineData("SEQUENCE { OCTETS $id, CONTEXT 1 $id, CONTEXT 2 { $id } }")]
    public void Octets_of_BER_are_repeated_as_the_element_that_they_are(string answer)
    {
        foreach (var says in new[] { "", "SEQUENCE { $id, APPLICATION 1 \"\" }", "SEQUENCE { OCTETS $id, APPLICATION 1 \"\" }" })
        {
            var protocol = Invented.Compile(
                Ber("parameter id : 1*8ALPHA = \"abc\"", "SEQUENCE { id:OCTETS name, APPLICATION 1 \"\" }", answer, says,
                "name = 1*8ALPHA"));
            Assert.True(Conversation.Hold(protocol, new() { { "id", "xyz" } }).IsComplete);
        }
    }

    [Fact]
    public void An_element_of_one_of_several_tags_is_not_repeated_by_its_name_alone() =>
        Assert.Contains(
            Invented.Findings(
                Ber("", "SEQUENCE { id:( CONTEXT 0 \"a\" / CONTEXT 1 \"a\" ), APPLICATION 1 \"\" }", "SEQUENCE { $id, OCTETS \"ok\" }",
                "")),
            finding => finding.StartsWith("PK001", StringComparison.Ordinal) && finding.Contains("several tags", StringComparison.Ordinal));

    [Fact]
    public void A_value_that_an_answer_in_any_order_spells_without_its_label_is_found_where_it_is_repeated() =>
        Assert.Contains(
            Invented.Findings(
                """
                protocol invented
                port 7
                parameter id : 1*9ALPHA = "a"
                ask = "ASK" CRLF
                told = "TOLD" SP id:1*9ALPHA CRLF
                go = "GO" SP $id CRLF
                dialogue in any order
                C: ask
                S: told
                C: go
                S: "OK" CRLF   / "NO" CRLF => refused
                TLS
                says
                told "TOLD b" CRLF
                """),
            finding => finding.StartsWith("PK034", StringComparison.Ordinal));

    [Fact]
    public void Digits_that_are_invented_are_repeated_as_a_number()
    {
        var protocol = Invented.Compile(
            """
            protocol invented
            port 7
            fresh id : 3%x37
            go = "GO" SP id:3DIGIT CRLF
            ok = "OK" SP $id CRLF
            dialogue
            C: go
            S: ok   / "NO" SP $id CRLF => refused
            TLS
            """);

        Assert.True(Conversation.Hold(protocol).IsComplete);
    }

    [Fact]
    public void A_bound_of_turns_of_which_nobody_knows_yet_whether_they_are_over_is_found() =>
        Assert.Contains(
            Invented.Findings(
                """
                protocol invented
                port 7
                go = "GO" 1*18( SP 1*9DIGIT ) *( "127-" 1*ALPHA CRLF ) "127" CRLF
                dialogue
                C: go
                S: "OK" CRLF   / "NO" CRLF => refused
                TLS
                says
                go "GO 1127" CRLF
                """),
            finding =>
                finding.StartsWith("PK005", StringComparison.Ordinal)
                && finding.Contains("whether a bound applies", StringComparison.Ordinal));

    /// <summary>Answers that begin alike, and repeat different values there.</summary>
    public static TheoryData<string, string, string, string> AlikeAnswers => new()
    {
        { "1*3DIGIT", "\"GO\" SP a:1*3DIGIT SP b:1*3DIGIT CRLF", "$a SP \"OK\" CRLF", "$b SP \"NO\" CRLF" },
        { "uint8", "\"GO\" a:uint8 b:uint8 CRLF", "$a \"OK\" CRLF", "$b \"NO\" CRLF" },
        { "INTEGER(1..99)", "SEQUENCE { a:INTEGER(1..99), b:INTEGER(1..99) }", "SEQUENCE { INTEGER $a, OCTETS \"OK\" }",
            "SEQUENCE { INTEGER $b, OCTETS \"NO\" }" },
        { "INTEGER(1..99)", "SEQUENCE { a:INTEGER(1..99), b:INTEGER(1..99) }", "SEQUENCE { $a, APPLICATION 1 \"\" }",
            "SEQUENCE { $b, APPLICATION 2 \"\" }" },
    };

    [Theory]
    [MemberData(nameof(AlikeAnswers))]
    public void What_is_repeated_does_not_decide_between_answers_that_begin_alike(string rule, string request, string ok, string no)
    {
        var protocol = Invented.Compile(
            $"""
            protocol invented
            port 7
            parameter a : {rule} = {Preset(rule, 1)}
            parameter b : {rule} = {Preset(rule, 2)}
            go = {request}
            ok = {ok}
            no = {no}
            dialogue
            C: go
            S: ok / no => refused
            TLS
            """);

        Assert.True(Conversation.Hold(protocol).IsComplete);
        Assert.EndsWith(
            "client: Refused in ExpectOk\nserver: Refused in SendNo", Conversation.Hold(protocol, refusal: UpgradeOutcome.Refused).Text,
            StringComparison.Ordinal);

        static string Preset(string rule, int number) => rule.Contains("DIGIT", StringComparison.Ordinal) ? $"\"{number}\"" : $"{number}";
    }

    [Theory]
    [InlineData(
        "1*3DIGIT", "\"GO\" SP a:1*3DIGIT CRLF", "$a SP \"OK\" CRLF", "1*3DIGIT SP \"PING\" CRLF", "\"1\"", "7 PING\r\n", "2 OK\r\n")]
    [InlineData("uint8", "\"GO\" a:uint8 CRLF", "$a \"OK\" CRLF", "uint8 \"PING\" CRLF", "1", "\u0007PING\r\n", "\u0002OK\r\n")]
    [InlineData(
        "INTEGER(1..9)", "SEQUENCE { a:INTEGER(1..9) }", "SEQUENCE { INTEGER $a, OCTETS \"OK\" }",
        "SEQUENCE { INTEGER(1..9), OCTETS \"PING\" }", "1", "0\u0009\u0002\u0001\u0007\u0004\u0004PING",
        "0\u0007\u0002\u0001\u0002\u0004\u0002OK")]
    public void What_is_repeated_does_not_decide_before_what_may_come_at_any_time(
        string rule, string request, string ok, string ping, string preset, string pinged, string wrong)
    {
        var protocol = Invented.Compile(
            $"""
            protocol invented
            port 7
            parameter a : {rule} = {preset}
            go = {request}
            ok = {ok}
            ping = {ping}
            dialogue
            C: go
            S: ok / "NO" CRLF => refused
            TLS
            any time
            S: ping
            """);

        foreach (var (said, isTaken) in new[] { (pinged, true), (wrong, false) })
        {
            var client = protocol.CreateClient(
                new ClientMachineOptions { Host = "localhost", Parameters = protocol.CreateClientParameters() });
            client.Send(new System.Buffers.ArrayBufferWriter<byte>());
            client.Receive(System.Text.Encoding.Latin1.GetBytes(said), out var consumed);
            Assert.Equal(isTaken ? (said.Length, null) : (0, UpgradeOutcome.Violation), (consumed, client.Failure?.Outcome));
        }
    }

    [Fact]
    public void A_server_says_its_last_word_to_what_it_can_t_read()
    {
        var protocol = Invented.Compile(
            Grammar("go = \"GO\" CRLF",
            "C: go\nS: ok / no => refused\nC: \"AGAIN\" CRLF\nS: ok\nTLS\nany time\nC: ...   S: \"WHAT\" CRLF"));
        var server = protocol.CreateServer(new ServerMachineOptions { Parameters = protocol.CreateServerParameters() });

        server.Receive("AGAIN"u8, out _);
        var said = new System.Buffers.ArrayBufferWriter<byte>();
        server.Send(said);

        Assert.Equal("WHAT\r\n"u8, said.WrittenSpan);
        Assert.Equal(UpgradeOutcome.Violation, server.Failure?.Outcome);
    }

    /// <summary>What a server says of a label, and whether it is named.</summary>
    [Theory]
    [InlineData("hello = \"HELLO\" SP id:1*8ALPHA CRLF", "hello \"HELLO\" SP \"abc\" CRLF", "\"GO\" SP $id CRLF", false)]
    [InlineData("hello = \"HELLO\" SP id:1*8ALPHA CRLF", "hello \"HELLO\" SP id:\"abc\" CRLF", "\"GO\" SP $id CRLF", true)]
    [InlineData("hello = \"HELLO\" SP id:1*8ALPHA CRLF", "hello \"HELLO\" SP $id CRLF", "\"GO\" SP $id CRLF", true)]
    [InlineData("hello = \"HELLO\" SP id:1*8ALPHA CRLF", "hello \"HELLO\" SP \"abc\" CRLF", "\"GO\" CRLF", true)]
    [InlineData("hello = <hello id=id:word/>", "hello <hello id=\"abc\"/>", "<go id=$id/>", false)]
    [InlineData("hello = <hello id=id:word/>", "hello <hello id=id:\"abc\"/>", "<go id=$id/>", true)]
    [InlineData("hello = <hello>{ <id>{ id:word } }", "hello <hello>{ <id>{ \"abc\" } }", "<go id=$id/>", false)]
    [InlineData("hello = <hello>{ <id>{ id:word } }", "hello <hello>{ <id>{ id:\"abc\" } }", "<go id=$id/>", true)]
    public void What_a_text_spells_out_is_named_where_it_is_repeated_although_there_is_a_parameter(
        string hello, string says, string go, bool isNamed)
    {
        var isXml = hello.Contains('<', StringComparison.Ordinal);
        var grammar =
            $"""
            protocol invented
            port 7
            {(isXml ? "namespace \"urn:invented\"" : "")}
            parameter id : word = "own"
            word = 1*8ALPHA
            {hello}
            go = {go}
            ok = {(isXml ? "<ok/>" : "\"OK\" CRLF")}
            no = {(isXml ? "<no/>" : "\"NO\" CRLF")}
            dialogue
            S: hello
            C: go
            S: ok / no => refused
            TLS
            says
            {says}
            """;

        Assert.Equal(!isNamed, Invented.Findings(grammar).Any(finding => finding.StartsWith("PK034", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("limit 300 items", "255")]
    [InlineData("limit 20 items", "20")]
    public void A_list_has_no_more_values_than_its_count_or_the_limit_allows(string limit, string most)
    {
        var protocol = Invented.Compile(Grammar(
            $"{limit}\nparameter type : *uint8\ngo = \"GO\" count:uint8 $count( type:uint8 )", "C: go\nS: ok / no => refused\nTLS",
                "says\ngo \"GO\" count:uint8 $count( uint8($type) )"));
        var parameters = protocol.CreateClientParameters();

        for (var i = 0; i < int.Parse(most, System.Globalization.CultureInfo.InvariantCulture); i++)
            parameters.SetValue("type", "7");

        Assert.Contains(
            $"{most} values at most", Assert.Throws<ArgumentException>(() => parameters.SetValue("type", "7")).Message,
            StringComparison.Ordinal);
    }

    private static string Ber(string head, string request, string answer, string text, string rules = "") =>
        Grammar($"{head}\n{rules}\ngo = {request}\nyes = {answer}\nrefusal = SEQUENCE {{ OCTETS \"no\" }}",
            "C: go\nS: yes / refusal => refused\nTLS", text.Length == 0 ? "" : $"says\ngo {text}")
            .Replace("no = \"NO\" CRLF\n", "", StringComparison.Ordinal);

    private static string Grammar(string rules, string dialogue, string says = "") =>
        $"""
        protocol invented
        port 7
        {rules}
        {(dialogue.Contains("S: ok", StringComparison.Ordinal) ? "ok = \"OK\" CRLF" : "")}
        no = "NO" CRLF
        dialogue
        {dialogue}
        {says}
        """;
}
