using System.Buffers;

namespace ProtocolKit.Generator.Tests.Conversations;

/// <summary>Bits of a number that are set or not, whatever the others are.</summary>
public sealed class FlagTests
{
    private static readonly string[] s_types = [
        "uint8", "uint16", "uint16le", "uint24", "uint24le", "uint32", "uint32le", "uint64", "uint64le"];

    /// <summary>Every type with bits in its first and its last octet.</summary>
    public static TheoryData<string> Types => [.. s_types];

    [Theory]
    [MemberData(nameof(Types))]
    public void Who_writes_sets_the_bits_that_must_be_set_and_no_others(string type)
    {
        var octets = Octets(type);
        var high = 1UL << (8 * octets - 2);
        var protocol = Invented.Compile(Grammar($"\"x\" {type}(& 0x05 & {high} &! 0x02)"));

        var conversation = Conversation.Hold(protocol);

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.StartsWith(
            "C: x" + Spelled(high | 5, octets, type.EndsWith("le", StringComparison.Ordinal)), conversation.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Who_reads_takes_the_other_bits_as_they_are(string type)
    {
        var octets = Octets(type);
        var high = 1UL << (8 * octets - 2);
        var protocol = Invented.Compile(Grammar($"\"x\" {type}(& 0x05 & {high} &! 0x02)"));
        var random = new Random(octets);

        for (var i = 0; i < 200; i++)
        {
            var number = (ulong)random.NextInt64() ^ (ulong)random.NextInt64() << 1;
            number &= octets == 8 ? ulong.MaxValue : (1UL << 8 * octets) - 1;
            number = (i % 4) switch { 0 => number | 5 | high, 1 => (number | 5 | high) & ~2UL, 2 => number & ~2UL, _ => number };
            var server = protocol.CreateServer(new ServerMachineOptions { Parameters = protocol.CreateServerParameters() });
            var status = server.Receive(Latin1("x" + Spelled(number, octets, type.EndsWith("le", StringComparison.Ordinal))), out _);
            Assert.Equal((number & (7 | high)) == (5 | high) ? OperationStatus.Done : OperationStatus.InvalidData, status);
        }
    }

    [Theory]
    [InlineData("uint8(& 1 &! 1)", "PK001")]
    [InlineData("uint8(& 0x100)", "PK001")]
    [InlineData("uint8(&! 0x100)", "PK001")]
    [InlineData("INTEGER(& 1)", "PK001")]
    [InlineData("uint8(& nothing)", "PK002")]
    public void Bits_that_can_not_be_are_found(string element, string id) =>
        Assert.Contains(Invented.Findings(Grammar($"\"x\" {element}")), finding => finding.StartsWith(id, StringComparison.Ordinal));

    [Fact]
    public void Alternatives_that_differ_in_a_bit_are_told_apart()
    {
        Assert.Empty(Invented.Findings(Alternatives("uint32le(& 0x800)", "uint32le(&! 0x800)")));
        Assert.Empty(Invented.Findings(Alternatives("uint32le(& 0x800 & 1)", "uint32le(& 0x800)")));
        Assert.Contains(Invented.Findings(Alternatives("uint32le(& 0x800)", "uint32le(& 1)")), finding =>
            finding.StartsWith("PK020", StringComparison.Ordinal));
        Assert.Contains(Invented.Findings(Alternatives("uint32le(& 0x800)", "uint32le(& 0x801)")), finding =>
            finding.StartsWith("PK021", StringComparison.Ordinal));
    }

    [Fact]
    public void A_parameter_has_the_bits_that_its_place_demands()
    {
        var protocol = Invented.Compile(Grammar("\"x\" flags:uint16(& 0x800)", "parameter flags : uint16(& 0x800) = 0x801"));
        var conversation = Conversation.Hold(protocol, new() { { "flags", "0x900" } });

        Assert.True(conversation.IsComplete, conversation.Text);
        Assert.StartsWith("C: x\t\0", conversation.Text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => protocol.CreateClientParameters().SetValue("flags", "1"));
        Assert.Contains(Invented.Findings(Grammar("\"x\" flags:uint16(& 0x800)", "parameter flags : uint16 = 0x801")), finding =>
            finding.StartsWith("PK044", StringComparison.Ordinal));
    }

    private static int Octets(string type) =>
        int.Parse(type[4..].Replace("le", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) / 8;

    private static string Spelled(ulong number, int octets, bool littleEndian)
    {
        var all = Enumerable.Range(0, octets).Select(i => (char)(byte)(number >> 8 * i));
        return new string([.. littleEndian ? all : all.Reverse()]);
    }

    private static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    private static string Alternatives(string first, string second) =>
        $"""
        protocol invented
        port 7
        ask = "ASK"
        ok  = {first}
        no  = {second}
        dialogue
        C: ask
        S: ok / no => refused
        TLS
        """;

    private static string Grammar(string ask, string head = "") =>
        $"""
        protocol invented
        port 7
        {head}
        ask = {ask}
        ok  = "OK"
        no  = "NO"
        dialogue
        C: ask
        S: ok / no => refused
        TLS
        """;
}
