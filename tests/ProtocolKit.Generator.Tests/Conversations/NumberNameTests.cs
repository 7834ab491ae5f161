namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Numbers that have names: those of arguments, and of rules that are numbers.</summary>
public sealed class NumberNameTests
{
    /// <summary>Rules besides, the request, its text, and what is written.</summary>
    public static TheoryData<string, string, string, string> Written => new()
    {
        { "one = 0x41", "\"x\" uint8(one)", "shortest", "xA" },
        { "one = 0x41\nother = one", "\"x\" uint8(other)", "shortest", "xA" },
        { "least = 65\nmost = 0x5A", "\"x\" uint8(least..most)", "shortest", "xA" },
        { "most = 0x5A", "\"x\" uint8(65..most)", "\"x\" uint8(most)", "xZ" },
        { "code = 0x4142", "\"x\" uint16(code)", "shortest", "xAB" },
        { "code = 0x4142", "\"x\" uint16le(code)", "shortest", "xBA" },
        { "number(n) = uint8(n)", "\"x\" number(65)", "shortest", "xA" },
        { "letter = 65\nnumber(n) = uint8(n)", "\"x\" number(letter)", "shortest", "xA" },
        { "number(n) = uint8(n)\ninner(m) = number(m)", "\"x\" inner(65)", "shortest", "xA" },
        { "between(a, b) = uint8(a..b)", "\"x\" between(65, 70)", "\"x\" uint8(70)", "xF" },
        { "again(n) = uint8(n)", "\"x\" first:uint8(65) again($first)", "shortest", "xAA" },
        { "width = 3", "\"x\" octets(width)", "\"x\" \"abc\"", "xabc" },
        { "fields(n) = octets(n)", "\"x\" fields(2) \".\"", "\"x\" \"ab\" \".\"", "xab." },
        { "head = 4", "\"x\" size:uint8 within($size - head, *ALPHA) \".\"", "\"x\" size:uint8 within($size - head, \"abc\") \".\"",
            "x\u0007abc." },
        { "packet(head, x) = size:uint8 within($size - head, x)", "\"x\" packet(2, *ALPHA) \".\"", "\"x\" packet(2, \"abc\") \".\"",
            "x\u0005abc." },
        { "packet(head, x) = size:uint8 octets(head) within($size - head, x)", "\"x\" packet(1, *ALPHA) \".\"",
            "\"x\" size:uint8 \"h\" within($size - 1, \"abc\") \".\"", "x\u0004habc." },
        { "busy = 51", "SEQUENCE { ENUMERATED busy }", "shortest", "0\u0003\n\u00013" },
        { "unbind = 2\nrequest(t, id) = SEQUENCE { INTEGER id, APPLICATION t }", "request(unbind, 7)", "shortest",
            "0\u0005\u0002\u0001\u0007B\0" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_name_stands_for_its_number(string rules, string rule, string text, string written)
    {
        var conversation = Conversation.Hold(Invented.Compile(Invented.Asking(rules, rule, text)));

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.StartsWith($"C: {written.Replace("\n", "\\n", StringComparison.Ordinal)}\n", conversation.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "\"x\" uint8(one)", "PK002")]
    [InlineData("one = \"1\"", "\"x\" uint8(one)", "PK001")]
    [InlineData("one = 1\none =/ 2", "\"x\" uint8(one)", "PK001")]
    [InlineData("one = two\ntwo = one", "\"x\" uint8(one)", "PK002")]
    [InlineData("one = 256", "\"x\" uint8(one)", "PK001")]
    [InlineData("one = 2\ntwo = 1", "\"x\" uint8(one..two)", "PK001")]
    [InlineData("one = 1", "\"x\" one", "PK001")]
    [InlineData("one = 1", "\"x\" uint8", "PK004")]
    [InlineData("number(n) = uint8(n)", "\"x\" number(ALPHA)", "PK001")]
    [InlineData("number(n) = uint8(m)", "\"x\" number(1)", "PK002")]
    [InlineData("one = 0x100000000", "\"x\" octets(one)", "PK001")]
    public void What_stands_for_no_number_is_found(string rules, string rule, string id) =>
        Assert.Contains(Invented.Findings(Invented.Asking(rules, rule, "shortest")), finding =>
            finding.StartsWith(id, StringComparison.Ordinal));

    [Theory]
    [InlineData("kind wanted", 7)]
    [InlineData("kind wanted", 8)]
    [InlineData("kind & wanted", 7)]
    [InlineData("kind & wanted", 15)]
    [InlineData("kind & low & high", 8)]
    [InlineData("kind & low &! high", 3)]
    [InlineData("kind &! high", 7)]
    [InlineData("kind &! high", 8)]
    [InlineData("kind & wanted &! high or kind high", 8)]
    public void A_condition_asks_for_a_number_by_its_name(string condition, int kind)
    {
        var protocol = Invented.Compile(
            $"""
            protocol invented
            port 7
            parameter kind : uint8 = wanted
            wanted = 7
            low    = 1
            high   = 8
            hello  = "HELLO" kind:uint8
            ask    = "ASK" uint8(low) uint8(high) uint8(wanted)
            ok     = "OK"
            no     = "NO"
            dialogue
            S: hello
            C: ask if {condition}
            S: ok / no => refused
            TLS
            """);
        var holds = condition.Split(" or ").Any(part => part == "kind high" ? kind == 8 : part == "kind wanted" ? kind == 7
            : part.Split('&').Skip(1).All(bit => bit.TrimStart('!').Trim() switch { "wanted" => 7, "low" => 1, _ => 8 } is var mask
                && (bit[0] == '!' ? (kind & mask) == 0 : (kind & mask) == mask)));

        var conversation = Conversation.Hold(protocol, server: new() { { "kind", $"{kind}" } });

        Assert.Equal(holds, conversation.IsComplete);
        Assert.Equal(!holds, conversation.Text.Contains("client: NotOffered", StringComparison.Ordinal));
    }
}
