using System.Globalization;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Sizes and counts as they are written: computed, or spelled out and proved.</summary>
public sealed class SizeTests
{
    /// <summary>A rule, its text, and what is written.</summary>
    public static TheoryData<string, string, string> Written => new()
    {
        { "\"A\" size:3DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A\" size:3DIGIT CRLF within($size, \"hello\") \"END\"",
            "A005\\r\\nhelloEND" },
        { "\"A\" size:1*3DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A\" size:1*3DIGIT CRLF within($size, \"hello\") \"END\"",
            "A5\\r\\nhelloEND" },
        { "\"A\" size:1*3DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A5\" CRLF \"hello\" \"END\"", "A5\\r\\nhelloEND" },
        { "\"A\" size:1*3DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A\" size:\"05\" CRLF within($size, \"hello\") \"END\"",
            "A05\\r\\nhelloEND" },
        { "\"A\" size:1*4HEXDIG CRLF within($size, *VCHAR) \"END\"", "\"A\" size:1*4HEXDIG CRLF within($size, \"hello,+hello\") \"END\"",
            "AC\\r\\nhello,+helloEND" },
        { "\"A\" size:1*4( DIGIT / %x61-66 ) CRLF within($size, *VCHAR) \"END\"",
            "\"A\" size:1*4( DIGIT / %x61-66 ) CRLF within($size, \"hello,+hello\") \"END\"", "Ac\\r\\nhello,+helloEND" },
        { "\"A\" size:4HEXDIG within($size, *VCHAR)", "\"A\" size:4HEXDIG within($size, \"0123456789abcdef\")", "A00100123456789abcdef" },
        { "\"A\" size:1*3DIGIT SP within($size - 2, *VCHAR)", "\"A\" size:1*3DIGIT SP within($size - 2, \"hello\")", "A7 hello" },
        { "\"A\" a:1*3DIGIT SP b:1*3DIGIT SP within($a, *VCHAR) within($b, *VCHAR) \".\"",
            "\"A\" a:1*3DIGIT SP b:1*3DIGIT SP within($a, \"twelve+chars\") within($b, \"b\") \".\"", "A12 1 twelve+charsb." },
        { "\"A\" a:1*3DIGIT SP b:uint16 within($a, *VCHAR) within($b, *VCHAR) \".\"",
            "\"A\" a:1*3DIGIT SP b:uint16 within($a, \"twelve+chars\") within($b, \"b\") \".\"", "A12 \0\u0001twelve+charsb." },
        { "\"A\" a:uint8 within($a, b:1*3DIGIT SP within($b, *VCHAR) \"!\") \".\"",
            "\"A\" a:uint8 within($a, b:1*3DIGIT SP within($b, \"hello\") \"!\") \".\"", "A\u00085 hello!." },
        { "\"A\" a:1*3DIGIT SP within($a, b:1*3DIGIT SP within($b, *VCHAR) \"!\") \".\"",
            "\"A\" a:1*3DIGIT SP within($a, b:1*3DIGIT SP within($b, \"hello,+hello\") \"!\") \".\"", "A16 12 hello,+hello!." },
        { "\"A\" size:uint8 within($size, *ALPHA) size:uint16 within($size, *ALPHA)",
            "\"A\" size:uint8 within($size, \"x\") size:uint16 within($size, \"yz\")", "A\u0001x\0\u0002yz" },
        { "\"A\" size:uint8 within($size, *ALPHA)", "\"A\" size:uint8(3) within($size, \"xyz\")", "A\u0003xyz" },
        { "\"A\" size:uint8 within($size, *ALPHA)", "\"A\" %x03 \"xyz\"", "A\u0003xyz" },
        { "\"A\" count:uint8(1..255) $count( type:uint8 )", "\"A\" count:uint8(1) $count( uint8(33) )", "A\u0001!" },
        { "\"A\" count:uint8(1..255) $count( type:uint8 )", "\"A\" count:uint8 $count( uint8(33) )", "A\u0001!" },
        { "\"A\" count:uint8 $count( type:uint8 )", "\"A\" count:uint8(3) $count( uint8(33) )", "A\u0003!!!" },
        { "\"A\" count:uint8 $count( type:uint8 )", "\"A\" uint8(2) uint8(33) uint8(34)", "A\u0002!\"" },
        { "\"A\" count:uint8 $count( type:uint8 ) \".\"", "\"A\" count:uint8(0) $count( uint8(33) ) \".\"", "A\0." },
        { "\"A\" count:1*3DIGIT SP $count( type:2ALPHA ) \".\"", "\"A\" count:1*3DIGIT SP $count( \"xy\" ) \".\"", "A1 xy." },
        { "\"A\" count:3DIGIT SP $count( type:2ALPHA ) \".\"", "\"A\" count:\"002\" SP $count( \"xy\" ) \".\"", "A002 xyxy." },
        { "\"A\" count:1*3DIGIT SP $count( type:2ALPHA ) \".\"", "\"A2 xyzz.\"", "A2 xyzz." },
        { "\"A\" count:1HEXDIG SP $count( type:2ALPHA ) \".\"", "\"A\" count:\"a\" SP $count( \"xy\" ) \".\"", "Aa xyxyxyxyxyxyxyxyxyxy." },
        { "\"A\" count:uint8 $count( size:1*3DIGIT \":\" octets($size) ) \".\"",
            "\"A\" count:uint8 $count( size:1*3DIGIT \":\" within($size, \"abc\") ) \".\"", "A\u00013:abc." },
        { "\"A\" total:uint16 within($total, count:uint8 $count( type:uint8 ))",
            "\"A\" total:uint16 within($total, count:uint8 $count( uint8(33) ))", "A\0\u0002\u0001!" },
        { "SEQUENCE { count:INTEGER(0..9), OCTETS text }", "SEQUENCE { count:INTEGER 2, OCTETS \"abc\" }",
            "0\u0008\u0002\u0001\u0002\u0004\u0003abc" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_size_is_written_as_it_is_read(string rule, string text, string written)
    {
        var protocol = Invented.Compile(Grammar("", rule, text));
        var conversation = Conversation.Hold(protocol);

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.StartsWith($"C: {written}\n", conversation.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"A\" size:1*3DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A4\" CRLF \"hello\" \"END\"")]
    [InlineData("\"A\" size:1*3DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A6\" CRLF \"hello\" \"END\"")]
    [InlineData("\"A\" size:1*3DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A\" size:\"6\" CRLF within($size, \"hello\") \"END\"")]
    [InlineData("\"A\" size:uint8 within($size, *ALPHA)", "\"A\" size:uint8(4) within($size, \"xyz\")")]
    [InlineData("\"A\" size:uint8 within($size, *ALPHA)", "\"A\" size:uint8 \"xyz\"")]
    [InlineData("\"A\" size:uint8(1..9) within($size, *ALPHA)", "\"A\" size:uint8 within($size, \"\")")]
    [InlineData("\"A\" count:uint8 $count( type:uint8 )", "\"A\" uint8(3) uint8(33) uint8(34)")]
    [InlineData("\"A\" count:uint8 $count( type:uint8 )", "\"A\" count:uint8 uint8(33)")]
    [InlineData("\"A\" count:uint8(2..255) $count( type:uint8 )", "\"A\" count:uint8(1) $count( uint8(33) )")]
    [InlineData("\"A\" count:1*3DIGIT SP $count( type:2ALPHA ) \".\"", "\"A1 xyzz.\"")]
    [InlineData("\"A\" size:1*2DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A\" size:1*2DIGIT CRLF within($size, $word) \"END\"")]
    [InlineData("\"A\" size:uint8 within($size, *VCHAR) \"END\"", "\"A\" size:uint8 within($size, $word) \"END\"")]
    [InlineData(
        "\"A\" size:( %x31-39 *3DIGIT ) SP within($size, *VCHAR) \"END\"", "\"A\" size:( %x31-39 *3DIGIT ) SP within($size, \"\") \"END\"")]
    public void A_size_that_is_not_that_of_its_part_is_found(string rule, string text)
    {
        var head = text.Contains("$word", StringComparison.Ordinal) ? "parameter word : 1*300VCHAR = \"x\"" : "";

        Assert.Contains(Invented.Findings(Grammar(head, rule, text)), finding => finding.StartsWith("PK041", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"A\" size:1*4DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A\" size:1*4DIGIT CRLF within($size, $word) \"END\"")]
    [InlineData("\"A\" size:4DIGIT CRLF within($size, *VCHAR) \"END\"", "\"A\" size:4DIGIT CRLF within($size, $word) \"END\"")]
    [InlineData("\"A\" size:1*4HEXDIG CRLF within($size, *VCHAR) \"END\"", "\"A\" size:1*4HEXDIG CRLF within($size, $word) \"END\"")]
    [InlineData("\"A\" size:uint16le within($size, *VCHAR) \"END\"", "\"A\" size:uint16le within($size, $word) \"END\"")]
    [InlineData(
        "\"A\" all:uint16 within($all, size:1*4DIGIT CRLF within($size, *VCHAR) \"END\")",
        "\"A\" all:uint16 within($all, size:1*4DIGIT CRLF within($size, $word) \"END\")")]
    public void Sizes_are_those_of_values_of_any_length(string rule, string text)
    {
        var random = new Random(3);
        var protocol = Invented.Compile(Grammar("parameter word : 1*2000%x21-7E = \"x\"", rule, text));

        for (var length = 1; length <= 2000; length += random.Next(1, length + 3))
        {
            var conversation = Conversation.Hold(protocol, new() { { "word", new string((char)random.Next(0x21, 0x7F), length) } });
            Assert.True(conversation.IsComplete, conversation.Text);
        }
    }

    [Theory]
    [InlineData("\"A\" count:uint8 $count( type:uint8 ) \".\"", "\"A\" count:uint8 $count( uint8($n) ) \".\"", "parameter n : *uint8")]
    [InlineData(
        "\"A\" count:1*3DIGIT SP $count( type:1*3DIGIT SP ) \".\"", "\"A\" count:1*3DIGIT SP $count( $n SP ) \".\"",
        "parameter n : *1*3DIGIT")]
    [InlineData(
        "\"A\" count:3DIGIT SP $count( size:1*3DIGIT SP octets($size) ) \".\"",
        "\"A\" count:3DIGIT SP $count( size:1*3DIGIT SP within($size, $n) ) \".\"", "parameter n : *1*3DIGIT")]
    public void A_count_is_the_number_of_a_lists_values(string rule, string text, string head)
    {
        var random = new Random(9);
        var protocol = Invented.Compile(Grammar(head, rule, text));

        for (var count = 0; count < 20; count++)
        {
            var parameters = new Parameters();
            for (var i = 0; i < count; i++)
                parameters.Add("n", random.Next(256).ToString(CultureInfo.InvariantCulture));
            var conversation = Conversation.Hold(protocol, parameters);
            Assert.True(conversation.IsComplete, conversation.Text);
        }
    }

    [Fact]
    public void A_server_counts_and_is_understood()
    {
        var protocol = Invented.Compile(Vnc);
        var conversation = Conversation.Hold(protocol);

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.Contains("S: \u0001\u0013\n", conversation.Text, StringComparison.Ordinal);
    }

    private const string Vnc =
        """
        protocol vnc-count
        rfc   6143
        port  5900
        newer     = "RFB 003." ( "008" / "889" ) LF
        older     = "RFB 00" DIGIT "." 3DIGIT LF
        version   = "RFB 003.008" LF
        types     = count:uint8(1..255) $count( type:uint8 )
        no-types  = uint8(0) size:uint32 within($size, reason:rest)
        vencrypt  = uint8(19)
        v0-2      = uint8(0) uint8(2)
        acked     = uint8(0)
        not-acked = uint8(1..255)
        subtypes  = count:uint8(1..255) $count( subtype:uint32 )
        none      = uint8(0)
        x509none  = uint32(260)
        begin     = uint8(1)
        fail      = uint8(0)
        result-ok = uint32(0)
        result    = uint32(1..2) size:uint32 within($size, reason:rest)
        dialogue
        S: newer             / older => not-offered
        C: version
        S: types             / no-types => refused
        C: vencrypt          if type 19
        S: v0-2
        C: v0-2
        S: acked             / not-acked => refused
        S: subtypes          / none => refused
        C: x509none          if subtype 260
        S: begin             / fail => refused
        TLS
        S: result-ok         / result => refused
        says
        newer     "RFB 003.008" LF
        types     count:uint8(1) $count( uint8(19) )
        no-types  uint8(0) size:uint32 within($size, "TLS is refused")
        subtypes  count:uint8(1) $count( uint32(260) )
        result    uint32(1) size:uint32 within($size, "refused")
        """;

    private static string Grammar(string head, string rule, string text) => Invented.Asking(
        rule.Contains("OCTETS text", StringComparison.Ordinal) ? head + "\ntext = *ALPHA" : head, rule, text);
}
