namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>A text that spells out a value and does not name it: who reads it learns a value that who writes it does not know of.</summary>
public sealed class UnnamedValueTests
{
    private const string Text = "word = 1*8ALPHA\ngo = \"GO\" CRLF\nno = \"NO\" CRLF";
    private const string Number = "word = uint8\ngo = uint8(1)\nno = uint8(2)";
    private const string Ber = "word = 1*8ALPHA\ngo = SEQUENCE { INTEGER 1 }\nno = SEQUENCE { INTEGER 2 }";
    private const string Xml = "word = 1*8ALPHA\ngo = <go/>\nno = <no/>";

    /// <summary>Rules, what the server says first, what of it a text says, the value that it repeats later, and whether that is the one
    /// that was said.</summary>
    public static TheoryData<string, string, string, string, bool> Sayings => new()
    {
        { Text, "\"TOLD\" SP id:word CRLF", "\"TOLD b\" CRLF", "\"OK\" SP $id CRLF", false },
        { Text, "\"TOLD\" SP id:word CRLF", "\"TOLD\" SP id:\"b\" CRLF", "\"OK\" SP $id CRLF", true },
        { Text, "\"TOLD\" SP id:word CRLF", "\"TOLD\" SP $id CRLF", "\"OK\" SP $id CRLF", true },
        { Text, "\"TOLD\" [ SP id:word ] CRLF", "\"TOLD b\" CRLF", "\"OK\" SP $id CRLF", false },
        { Text, "\"TOLD\" [ SP id:word ] CRLF", "\"TOLD\" CRLF", "\"OK\" SP $id CRLF", true },
        { Text, "\"TOLD\" ( \"<\" id:word \">\" / \"[]\" ) CRLF", "\"TOLD<b>\" CRLF", "\"OK\" SP $id CRLF", false },
        { Text, "\"TOLD\" ( \"<\" id:word \">\" / \"[]\" ) CRLF", "\"TOLD[]\" CRLF", "\"OK\" SP $id CRLF", true },
        { Text, "\"TOLD\" SP id:word *( SP id:word ) CRLF", "\"TOLD\" SP id:\"b\" SP \"c\" CRLF", "\"OK\" SP $id CRLF", false },
        { Text, "\"TOLD\" SP id:word *( SP id:word ) CRLF", "\"TOLD\" SP id:\"b\" SP id:\"c\" CRLF", "\"OK\" SP $id CRLF", true },
        { Text, "\"TOLD\" SP id:word SP word CRLF", "\"TOLD b\" SP $id CRLF", "\"OK\" SP $id CRLF", false },
        { Text, "\"TOLD\" SP id:word SP $id CRLF", "\"TOLD b\" SP $id CRLF", "\"OK\" CRLF", false },
        { Text, "\"TOLD\" SP id:word SP $id CRLF", "\"TOLD\" SP $id SP $id CRLF", "\"OK\" SP $id CRLF", true },
        { Text, "\"TOLD\" SP id:word SP $id CRLF", "\"TOLD b b\" CRLF", "\"OK\" CRLF", true },
        { Number, "uint8(3) id:uint8", "uint8(3) uint8(7)", "uint8(4) $id", false },
        { Number, "uint8(3) id:uint8", "uint8(3) id:uint8(7)", "uint8(4) $id", true },
        { Number, "uint8(3) size:uint8 within($size, [ id:uint8 ])", "uint8(3) size:uint8 within($size, uint8(7))", "uint8(4) $id", false },
        { Number, "uint8(3) size:uint8 within($size, [ id:uint8 ])", "uint8(3) size:uint8 within($size, \"\")", "uint8(4) $id", true },
        { Number, "uint8(3) size:uint8 within($size, uint8 id:uint8 rest)", "uint8(3) size:uint8 within($size, %x41.42.43)",
            "uint8(4) padded(2, $id)", false },
        { Number, "uint8(3) size:uint8 within($size, uint8 id:uint8 rest)", "uint8(3) size:uint8 within($size, %x41 $id %x43)",
            "uint8(4) padded(2, $id)", true },
        { Ber, "SEQUENCE { INTEGER 3, [id:OCTETS word] }", "SEQUENCE { INTEGER 3, OCTETS \"b\" }", "SEQUENCE { INTEGER 4, $id }", false },
        { Ber, "SEQUENCE { INTEGER 3, [id:OCTETS word] }", "SEQUENCE { INTEGER 3, id:OCTETS \"b\" }", "SEQUENCE { INTEGER 4, $id }", true },
        { Ber, "SEQUENCE { INTEGER 3, [id:OCTETS word] }", "SEQUENCE { INTEGER 3 }", "SEQUENCE { INTEGER 4, OCTETS $id }", true },
        { Xml, "<told>{ <id>{ id:word } }", "<told>{ <id>{ \"b\" } }", "<ok id=$id/>", false },
        { Xml, "<told>{ [<id>{ id:word }] }", "<told>{ <id>{ \"b\" } }", "<ok id=$id/>", false },
        { Xml, "<told>{ [<id>{ id:word }] }", "<told>{ <id>{ id:\"b\" } }", "<ok id=$id/>", true },
        { Xml, "<told>{ [<id>{ id:word }] }", "<told/>", "<ok id=$id/>", true },
        { Xml, "<told [id=id:word]/>", "<told id=\"b\"/>", "<ok id=$id/>", false },
        { Xml, "<told [id=id:word]/>", "<told id=$id/>", "<ok id=$id/>", true },
        { Xml, "<told>{ x:<id [of=id:word]>{...} }", "<told>{ <id of=\"b\"/> }", "<ok id=$id/>", false },
    };

    [Theory]
    [MemberData(nameof(Sayings))]
    public void A_server_repeats_what_the_client_has_read(string rules, string told, string text, string ok, bool isNamed)
    {
        var grammar = Grammar(rules, $"told = {told}\nok = {ok}", "S: told\nC: go\nS: ok / no => refused\nTLS", $"told {text}");

        Check(grammar, isNamed);
    }

    [Theory]
    [InlineData("id:word SP $id CRLF", "\"b c\" CRLF", false)]
    [InlineData("id:word SP $id CRLF", "id:\"b\" \" bb\" CRLF", false)]
    [InlineData("id:word SP $id CRLF", "id:\"b\" SP $id CRLF", true)]
    [InlineData("id:word SP $id CRLF", "id:\"b\" \" b\" CRLF", true)]
    [InlineData("1*( SP id:word \"=\" $id ) CRLF", "\" b=b c=b\" CRLF", false)]
    [InlineData("1*( SP id:word \"=\" $id ) CRLF", "\" b=b c=c\" CRLF", true)]
    public void A_text_repeats_the_value_that_it_has_itself(string told, string text, bool isTheSame) => Check(
        Grammar(Text, $"told = {told}", "S: told\nC: go\nS: \"OK\" CRLF / no => refused\nTLS", $"told {text}"), isTheSame, "PK041");

    /// <summary>The same where the answer comes at any time, or repeats what an answer at any time said.</summary>
    [Theory]
    [InlineData(
        "S: told\nC: go\nS: \"OK\" CRLF / no => refused\nTLS\nany time\nC: \"ASK\" CRLF  S: \"OK\" SP $id CRLF", "\"TOLD b\" CRLF", false)]
    [InlineData(
        "S: told\nC: go\nS: \"OK\" CRLF / no => refused\nTLS\nany time\nC: \"ASK\" CRLF  S: \"OK\" SP $id CRLF",
        "\"TOLD\" SP id:\"b\" CRLF", true)]
    [InlineData(
        "S: told\nC: go\nS: \"OK\" CRLF / no => refused\nTLS\nany time\nC: \"ASK\" SP $id CRLF  S: \"WELL\" CRLF", "\"TOLD b\" CRLF",
        false)]
    [InlineData("S: told\nC: go\nS: \"OK\" CRLF / no => refused\nTLS\nany time\nC: ...  S: \"OK\" SP $id CRLF", "\"TOLD b\" CRLF", false)]
    [InlineData("C: go\nS: \"OK\" SP $id CRLF / no => refused\nTLS\nany time\nC: \"ASK\" CRLF  S: told", "\"TOLD b\" CRLF", false)]
    [InlineData("C: go\nS: \"OK\" SP $id CRLF / no => refused\nTLS\nany time\nC: \"ASK\" CRLF  S: told", "\"TOLD\" SP $id CRLF", true)]
    [InlineData(
        "C: \"ID\" SP id:word CRLF\nC: go\nS: \"OK\" SP $id CRLF / no => refused\nTLS\nany time\nC: \"ASK\" CRLF  S: told",
        "\"TOLD b\" CRLF", false)]
    public void What_comes_at_any_time_is_minded(string dialogue, string text, bool isNamed) =>
        Check(Grammar(Text, "told = \"TOLD\" SP id:word CRLF", dialogue, $"told {text}"), isNamed);

    /// <summary>Rules, a request that labels a value, the answer that repeats it, what of the answer a text says, and whether it repeats
    /// the value.</summary>
    public static TheoryData<string, string, string, string, bool> Answers => new()
    {
        { Text, "\"ASK\" SP id:word CRLF", "\"OK\" SP $id CRLF", "\"OK b\" CRLF", false },
        { Text, "\"ASK\" SP id:word CRLF", "\"OK\" SP $id CRLF", "\"OK\" SP $id CRLF", true },
        { Text, "\"ASK\" SP id:word CRLF", "\"OK\" SP $id SP word CRLF", "\"OK\" SP $id SP $id CRLF", true },
        { Text, "\"ASK\" SP id:word CRLF", "\"OK\" SP $id SP word CRLF", "\"OK b\" SP $id CRLF", false },
        { Text, "\"ASK\" SP id:word CRLF", "\"OK\" SP word SP $id CRLF", "\"OK b\" SP $id CRLF", true },
        { Text, "\"ASK\" SP id:word CRLF", "\"OK\" [ SP $id ] CRLF", "\"OK b\" CRLF", false },
        { Text, "\"ASK\" SP id:word CRLF", "\"OK\" [ SP $id ] CRLF", "\"OK\" CRLF", true },
        { Number, "uint8(3) id:uint8", "uint8(4) uint16($id)", "uint8(4) uint16(7)", false },
        { Number, "uint8(3) id:uint8", "uint8(4) uint16($id)", "uint8(4) uint16($id)", true },
        { Number, "uint8(3) id:uint8", "uint8(4) size:uint8 within($size, rest) uint16($id)",
            "uint8(4) size:uint8 within($size, uint8($id)) uint16(7)", false },
        { Ber, "SEQUENCE { INTEGER 3, id:OCTETS word }", "SEQUENCE { INTEGER 4, $id }", "SEQUENCE { INTEGER 4, OCTETS \"b\" }", false },
        { Ber, "SEQUENCE { INTEGER 3, id:OCTETS word }", "SEQUENCE { INTEGER 4, $id }", "SEQUENCE { INTEGER 4, OCTETS $id }", true },
        { Xml, "<ask id=id:word/>", "<ok id=$id/>", "<ok id=\"b\"/>", false },
        { Xml, "<ask id=id:word/>", "<ok>{ <id>{ $id } }", "<ok>{ <id>{ \"b\" } }", false },
        { Xml, "<ask id=id:word/>", "<ok [id=$id]/>", "<ok/>", true },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_text_repeats_what_its_rule_repeats(string rules, string ask, string ok, string text, bool repeats)
    {
        var grammar = Grammar(rules, $"ask = {ask}\nok = {ok}", "C: ask\nS: ok / no => refused\nTLS", $"ok {text}")
            .Replace(Go(rules), "", StringComparison.Ordinal);

        Check(grammar, repeats, "PK041");

        static string Go(string rules) => rules.Split('\n')[1];
    }

    private static void Check(string grammar, bool isNamed, string id = "PK034")
    {
        var findings = Invented.Findings(grammar).Where(finding => !finding.StartsWith("PK004", StringComparison.Ordinal)).ToArray();
        if (!isNamed)
        {
            Assert.Contains(findings, finding => finding.StartsWith(id, StringComparison.Ordinal));
            return;
        }

        Assert.Empty(findings);
        Assert.True(Conversation.Hold(Invented.Compile(grammar, mayHave: "PK004")).IsComplete);
    }

    private static string Grammar(string rules, string messages, string dialogue, string says) =>
        $"""
        protocol invented
        port 7
        {(rules == Xml ? "namespace \"urn:invented\"" : "")}
        parameter id : word = {(rules == Number ? "9" : "\"own\"")}
        {rules}
        {messages}
        dialogue
        {dialogue}
        says
        {says}
        """;
}
