using System.Buffers;
using System.Text;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Values that one message gives and a later one repeats, beside a parameter of the same name.</summary>
public sealed class RepeatedValueTests
{
    /// <summary>A rule for the parameter and the label, the default, and what is written for it.</summary>
    public static TheoryData<string, string, string, string> Kinds => new()
    {
        { "1*8ALPHA", "\"abc\"", "xyz", "abc" },
        { "3DIGIT", "\"007\"", "042", "007" },
        { "1*5DIGIT", "\"70000\"", "8", "70000" },
        { "1*64( ALPHA / DIGIT )", "\"a1\"", "Zz9", "a1" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_server_answers_with_what_it_has_read(string rule, string preset, string other, string written)
    {
        var protocol = Invented.Compile(
            Grammar($"parameter id : {rule} = {preset}", $"\"REQ\" SP id:( {rule} ) CRLF", "\"OK\" SP $id CRLF"));

        Assert.Equal(["id"], protocol.ClientParameterNames);
        Assert.Empty(protocol.ServerParameterNames);
        Assert.Equal(
            $"C: REQ {written}\\r\\n\nS: OK {written}\\r\\n\nTLS\nC: REQ {written}\\r\\n\nS: OK {written}\\r\\n",
            Conversation.Hold(protocol).Text);
        Assert.True(Conversation.Hold(protocol, new() { { "id", other } }).IsComplete);
    }

    [Theory]
    [InlineData("REQ abcd\r\n", null)]
    [InlineData("REQ abce\r\n", UpgradeOutcome.Violation)]
    [InlineData("REQ abcde\r\n", null)]
    public void A_wrong_value_is_no_other_message(string said, UpgradeOutcome? outcome)
    {
        // Whoever guesses the value gets no second guess, although the line may be said at any time.
        var protocol = Invented.Compile("""
            protocol invented
            port 7
            parameter id : 4ALPHA = "abcd"
            hi = "HI" SP id:4ALPHA CRLF
            req = "REQ" SP $id CRLF
            ok = "OK" CRLF
            line = *%x20-7E CRLF
            dialogue
            S: hi
            C: req
            S: ok
            TLS
            any time
            C: line   S: "WHAT" CRLF
            """, mayHave: "PK043");
        var server = protocol.CreateServer(new ServerMachineOptions());
        server.Send(new ArrayBufferWriter<byte>());

        server.Receive(Encoding.ASCII.GetBytes(said), out _);

        Assert.Equal(outcome, server.Failure?.Outcome);
    }

    [Fact]
    public void A_number_of_octets_is_repeated()
    {
        var protocol = Invented.Compile(Grammar("parameter id : uint16 = 443", "\"REQ\" id:uint16 CRLF", "\"OK\" uint32($id) SP $id CRLF"));

        Assert.Empty(protocol.ServerParameterNames);
        Assert.StartsWith(
            "C: REQ\u0001»\\r\\n\nS: OK\0\0\u0001» \u0001»\\r\\n\nTLS", Conversation.Hold(protocol).Text, StringComparison.Ordinal);
        Assert.True(Conversation.Hold(protocol, new() { { "id", "65535" } }).IsComplete);
    }

    [Fact]
    public void A_number_of_BER_is_repeated()
    {
        var protocol = Invented.Compile(Grammar(
            "parameter id : INTEGER(1..70000) = 300", "SEQUENCE { id:INTEGER(1..70000), OCTETS \"a\" }",
                "SEQUENCE { INTEGER $id, OCTETS \"ok\" }", "SEQUENCE { INTEGER 0, OCTETS \"no\" }"));

        Assert.Empty(protocol.ServerParameterNames);
        Assert.True(Conversation.Hold(protocol).IsComplete);
        Assert.True(Conversation.Hold(protocol, new() { { "id", "65535" } }).IsComplete);
    }

    [Fact]
    public void Octets_of_BER_are_repeated()
    {
        var protocol = Invented.Compile(Grammar(
            "parameter id : 1*8ALPHA = \"abc\"", "SEQUENCE { id:OCTETS name }", "SEQUENCE { OCTETS $id, OCTETS \"ok\" }",
                "SEQUENCE { OCTETS \"no\" }", "name = 1*8ALPHA"));

        Assert.Empty(protocol.ServerParameterNames);
        Assert.True(Conversation.Hold(protocol, new() { { "id", "xyz" } }).IsComplete);
    }

    [Theory]
    [InlineData("1*8ALPHA", "abc", "xyz")]
    [InlineData("1*5DIGIT", "12", "99999")]
    public void Values_of_XML_are_repeated(string rule, string preset, string other)
    {
        var protocol = Invented.Compile(
            Grammar($"namespace \"urn:invented\"\nparameter id : name = \"{preset}\"", "<req id=id:name/>", "<ok id=$id/>", "<no/>",
            $"name = {rule}"));

        Assert.Empty(protocol.ServerParameterNames);
        Assert.Contains($"S: <ok xmlns='urn:invented' id='{preset}'/>", Conversation.Hold(protocol).Text, StringComparison.Ordinal);
        Assert.True(Conversation.Hold(protocol, new() { { "id", other } }).IsComplete);
    }

    [Fact]
    public void Of_a_list_the_last_value_is_repeated()
    {
        var protocol = Invented.Compile(
            Grammar("parameter id : *name", "\"REQ\" SP id:name *( SP id:name ) CRLF", "\"OK\" 1*( SP $id ) CRLF",
            rules: "name = 1*8ALPHA", says: "req \"REQ\" SP id:\"first\" *( SP $id ) CRLF"));

        Assert.Empty(protocol.ServerParameterNames);
        Assert.True(Conversation.Hold(protocol, new() { { "id", "abc" }, { "id", "def" } }).IsComplete);
        Assert.Contains(
            "S: OK def\\r\\n", Conversation.Hold(protocol, new() { { "id", "abc" }, { "id", "def" } }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_labelled_is_written_once_a_value()
    {
        var protocol = Invented.Compile(
            Grammar("parameter id : *name", "\"REQ\" *( SP id:name ) CRLF", "\"OK\" CRLF", rules: "name = 1*8ALPHA"));

        Assert.StartsWith(
            "C: REQ abc def\\r\\n\nS: OK", Conversation.Hold(protocol, new() { { "id", "abc" }, { "id", "def" } }).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"REQ\" 1*( SP id:name ) CRLF", "")]
    [InlineData("\"REQ\" 1*( SP word:name ) CRLF", "req \"REQ\" 1*( SP $id ) CRLF")]
    public void A_list_without_values_is_found_where_there_must_be_one(string request, string says) =>
        Assert.Contains(Invented.Findings(Grammar("parameter id : *name", request, "\"OK\" CRLF", rules: "name = 1*8ALPHA", says: says)),
            finding => finding.StartsWith("PK041", StringComparison.Ordinal) && finding.Contains("also none", StringComparison.Ordinal));

    [Fact]
    public void The_client_repeats_what_the_server_has_said_before_what_it_was_told_itself()
    {
        var protocol = Invented.Compile(
            """
            protocol invented
            port 7
            parameter id : name = "abc"
            name = 1*8ALPHA
            hello = "HELLO" SP id:name CRLF
            start = "START" SP $id CRLF
            ok = "OK" SP $id CRLF
            no = "NO" CRLF
            dialogue
            S: hello
            C: start
            S: ok / no => refused
            TLS
            """);

        Assert.Equal(["id"], protocol.ServerParameterNames);
        Assert.Empty(protocol.ClientParameterNames);
        Assert.Equal(
            "S: HELLO xyz\\r\\n\nC: START xyz\\r\\n\nS: OK xyz\\r\\n\nTLS",
            Conversation.Hold(protocol, server: new() { { "id", "xyz" } }).Text);
    }

    [Fact]
    public void Each_role_says_its_own_name_and_repeats_the_others()
    {
        var protocol = Invented.Compile(
            """
            protocol invented
            port 7
            parameter id : name = "abc"
            name = 1*8ALPHA
            hello = "HELLO" SP id:name CRLF
            seen = "SEEN" SP $id CRLF
            me = "ME" SP id:name CRLF
            ok = "OK" SP $id CRLF
            no = "NO" CRLF
            dialogue
            S: hello
            C: seen
            C: me
            S: ok / no => refused
            TLS
            """);

        Assert.Equal("S: HELLO srv\\r\\n\nC: SEEN srv\\r\\nME cli\\r\\n\nS: OK cli\\r\\n\nTLS",
            Conversation.Hold(protocol, new() { { "id", "cli" } }, new() { { "id", "srv" } }).Text);
    }

    [Fact]
    public void Where_nothing_was_said_the_parameter_is_compared()
    {
        var protocol = Invented.Compile(Grammar("parameter id : 1*8ALPHA = \"abc\"", "\"REQ\" SP $id CRLF", "\"OK\" SP $id CRLF"));

        Assert.Equal(["id"], protocol.ClientParameterNames);
        Assert.Equal(["id"], protocol.ServerParameterNames);
        Assert.True(Conversation.Hold(protocol).IsComplete);
        Assert.True(Conversation.Hold(protocol, new() { { "id", "x" } }, new() { { "id", "x" } }).IsComplete);
        Assert.Contains(
            "Violation", Conversation.Hold(protocol, new() { { "id", "x" } }, new() { { "id", "y" } }).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("yes")]
    public void A_value_that_may_not_have_been_said_is_the_parameter_until_then(string ask)
    {
        var protocol = Invented.Compile(
            """
            protocol invented
            port 7
            parameter ask : "yes" / "no" = "no"
            parameter id : 1*8ALPHA = "abc"
            nick = "NICK" SP id:1*8ALPHA CRLF
            start = "START" CRLF
            ok = "OK" SP $id CRLF
            no = "NO" CRLF
            dialogue in any order
            C: nick if ask "yes" else skip
            S: ok / no => refused
            C: start
            S: ok / no => refused
            TLS
            """);

        Assert.Equal(["id"], protocol.ServerParameterNames);
        Assert.True(Conversation.Hold(protocol, new() { { "ask", ask } }).IsComplete);
        Assert.Equal(ask == "yes", Conversation.Hold(protocol, new() { { "ask", ask }, { "id", "x" } }).IsComplete);
    }

    [Theory]
    [InlineData("req \"REQ \" id:\"abc\" CRLF")]
    [InlineData("req \"REQ \" id:id CRLF")]
    public void A_text_may_say_the_value(string says)
    {
        var protocol = Invented.Compile(
            Grammar("", "\"REQ\" SP id:1*8ALPHA CRLF", "\"OK\" SP $id CRLF",
            rules: says.Contains(":id", StringComparison.Ordinal) ? "id = \"abc\"" : "", says: says));

        Assert.Contains("S: OK abc", Conversation.Hold(protocol).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id:uint8(7)", "uint8($id)")]
    [InlineData("id:uint16le(300)", "uint32($id)")]
    [InlineData("id:\"042\"", "$id")]
    [InlineData("size:uint8 within($size, \"abc\") id:uint8(3)", "uint8($size) uint8($id)")]
    public void A_text_may_say_the_number(string given, string repeated)
    {
        var rule = given.Replace("(7)", "", StringComparison.Ordinal).Replace("(300)", "", StringComparison.Ordinal)
            .Replace("(3)", "", StringComparison.Ordinal)
            .Replace("\"042\"", "1*3DIGIT", StringComparison.Ordinal).Replace("\"abc\"", "*ALPHA", StringComparison.Ordinal);
        var protocol = Invented.Compile(Grammar("", $"\"REQ\" {rule} CRLF", $"\"OK\" {repeated} CRLF", says: $"req \"REQ\" {given} CRLF"));

        Assert.True(Conversation.Hold(protocol).IsComplete, Conversation.Hold(protocol).Text);
    }

    [Theory]
    [InlineData("\"REQ\" [ SP id:1*8ALPHA ] CRLF", "req \"REQ \" id:\"a\" CRLF")]
    [InlineData("\"REQ\" SP id:1*8ALPHA CRLF", "req \"REQ abc\" CRLF")]
    public void A_value_that_nobody_may_have_said_is_found(string request, string says) =>
        Assert.Contains(Invented.Findings(Grammar("", request, "\"OK\" SP $id CRLF", says: says)), finding =>
            finding.StartsWith("PK034 $id may have no value", StringComparison.Ordinal));

    private static string Grammar(
        string head, string request, string accept, string refuse = "\"NO\" CRLF", string rules = "", string says = "") =>
        $"""
        protocol invented
        port 7
        {head}
        {rules}
        req = {request}
        accept = {accept}
        no = {refuse}
        dialogue
        C: req
        S: accept / no => refused
        TLS
        C: req
        S: accept / no => refused
        {(says.Length > 0 ? "says\n" + says : "")}
        """;
}
