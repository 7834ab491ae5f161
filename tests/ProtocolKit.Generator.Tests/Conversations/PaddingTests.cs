using System.Buffers;
using System.Text;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Parts that are padded to a multiple of their length.</summary>
public sealed class PaddingTests
{
    /// <summary>A rule, its text, and what is written.</summary>
    public static TheoryData<string, string, string> Written => new()
    {
        { "\"A\" size:uint8 padded(4, octets($size)) \".\"", "\"A\" size:uint8 padded(4, within($size, \"hello\")) \".\"",
            "A\u0005hello\0\0\0." },
        { "\"A\" size:uint8 padded(4, octets($size)) \".\"", "\"A\" size:uint8 padded(4, within($size, \"four\")) \".\"", "A\u0004four." },
        { "\"A\" size:uint8 padded(4, octets($size)) \".\"", "\"A\" size:uint8 padded(4, within($size, \"\")) \".\"", "A\0." },
        { "\"A\" size:uint8 padded(4, octets($size)) \".\"", "\"A\" %x05 \"hello\" %x00.00.00 \".\"", "A\u0005hello\0\0\0." },
        { "\"A\" size:uint8 within($size, padded(4, *VCHAR LF)) \".\"", "\"A\" size:uint8 within($size, padded(4, \"hello\" LF)) \".\"",
            "A\u0008hello\\n\0\0." },
        { "\"A\" padded(4, size:uint8 octets($size)) \".\"", "\"A\" padded(4, size:uint8 within($size, \"hello\")) \".\"",
            "A\u0005hello\0\0." },
        { "\"A\" padded(8, *VCHAR LF) \".\"", "\"A\" padded(8, \"hello\" LF) \".\"", "Ahello\\n\0\0." },
        { "\"A\" padded(8, *VCHAR LF) \".\"", "\"A\" \"hello\" LF %x00.00 \".\"", "Ahello\\n\0\0." },
        { "\"A\" padded(4, uint8 uint16) \".\"", "\"A\" padded(4, uint8(65) uint16(0x4142)) \".\"", "AAAB\0." },
        { "\"A\" padded(4, size:1*3DIGIT SP octets($size)) \".\"",
            "\"A\" padded(4, size:1*3DIGIT SP within($size, \"twelve chars\")) \".\"", "A12 twelve chars\0." },
        { "\"A\" all:uint8 within($all - 2, *padded(4, code:uint8 len:uint8 within($len - 2, rest))) \".\"", "\"A\" all:uint8 within($all - 2, padded(4, uint8(65) len:uint8 within($len - 2, \"abc\")) padded(4, uint8(66) len:uint8 within($len - 2, \"defg\"))) \".\"", "A\u0012A\u0005abc\0\0\0B\u0006defg\0\0." },
        { "\"A\" padded(4, padded(2, *VCHAR LF) uint8) \".\"", "\"A\" padded(4, padded(2, \"hi\" LF) uint8(66)) \".\"",
            "Ahi\\n\0B\0\0\0." },
        { "\"A\" padded(width, x:2ALPHA $x) \".\"\nwidth = 5", "\"A\" padded(width, x:\"hi\" $x) \".\"", "Ahihi\0." },
        { "\"A\" count:uint8 $count( padded(4, size:uint8 octets($size)) ) \".\"",
            "\"A\" count:uint8 $count( padded(4, size:uint8 within($size, \"ab\")) ) \".\"", "A\u0001\u0002ab\0." },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Padding_is_written_as_zeros(string rule, string text, string written)
    {
        var conversation = Conversation.Hold(Invented.Compile(Invented.Asking("", rule, text)));

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.StartsWith($"C: {written}\n", conversation.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A\u0005hello123.", OperationStatus.Done)]
    [InlineData("A\u0005hello...", OperationStatus.NeedMoreData)]
    [InlineData("A\u0005hello..!!", OperationStatus.InvalidData)]
    [InlineData("A\0.", OperationStatus.Done)]
    [InlineData("A\u0003abc\0.", OperationStatus.Done)]
    [InlineData("A\u0003abc.", OperationStatus.NeedMoreData)]
    public void Padding_is_read_as_anything(string octets, OperationStatus status)
    {
        var protocol = Invented.Compile(
            Invented.Asking(
            "", "\"A\" size:uint8 padded(4, octets($size)) \".\"", "\"A\" size:uint8 padded(4, within($size, \"hello\")) \".\""));
        var server = protocol.CreateServer(new ServerMachineOptions { Parameters = protocol.CreateServerParameters() });

        Assert.Equal(status, server.Receive(Encoding.Latin1.GetBytes(octets), out _));
    }

    [Fact]
    public void Padding_follows_values_of_any_length()
    {
        var protocol = Invented.Compile(Invented.Asking("parameter word : 1*300%x61-7A = \"x\"",
            "\"A\" all:uint16 within($all, size:uint16 padded(4, within($size, word:1*300%x61-7A)) padded(8, \"[\" $word \"]\")) \".\"",
            "\"A\" all:uint16 within($all, size:uint16 padded(4, within($size, $word)) padded(8, \"[\" $word \"]\")) \".\""));

        for (var length = 1; length <= 300; length += length < 40 ? 1 : 37)
        {
            var conversation = Conversation.Hold(protocol, new() { { "word", new string('w', length) } });
            Assert.True(conversation.IsComplete, conversation.Text);
            var expected = 2 + length + (4 - length % 4) % 4 + length + 2 + (8 - (length + 2) % 8) % 8;
            Assert.StartsWith(
                $"C: A{(char)(expected >> 8)}{(char)(byte)expected}".Replace("\n", "\\n", StringComparison.Ordinal)
                .Replace("\r", "\\r", StringComparison.Ordinal),
                conversation.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"A\" padded(1, uint8)", "shortest", "PK001")]
    [InlineData("\"A\" padded(17, uint8)", "shortest", "PK001")]
    [InlineData("\"A\" padded(4, SEQUENCE {...})", "shortest", "PK001")]
    [InlineData("\"A\" padded(4, *VCHAR) \".\"", "\"A\" padded(4, \"hello\") \".\"", "PK022")]
    [InlineData("\"A\" size:uint8 padded(4, octets($size)) \".\"", "\"A\" %x05 \"hello\" %x00.00 \".\"", "PK041")]
    [InlineData("\"A\" size:uint8 padded(4, octets($size)) \".\"", "\"A\" size:uint8 within($size, \"hello\") \".\"", "PK041")]
    [InlineData("\"A\" size:uint8 padded(4, octets($size)) \".\"", "\"A\" size:uint8 within($size, padded(4, \"hello\")) \".\"", null)]
    [InlineData("\"A\" padded(4, size:1*3DIGIT SP) octets($size)", "\"A\" padded(4, size:1*3DIGIT SP) within($size, \"hello\")", "PK040")]
    public void Padding_that_can_not_be_is_found(string rule, string text, string? id)
    {
        var findings = Invented.Findings(Invented.Asking("", rule, text));

        if (id is null)
            Assert.Empty(findings);
        else
            Assert.Contains(findings, finding => finding.StartsWith(id, StringComparison.Ordinal));
    }
}
