namespace ProtocolKit.Grammar.Tests.Proofs;

/// <summary>What can be proved of packets that carry TLS.</summary>
public class PacketTests
{
    private const string Packets =
        """
        protocol p

        start  = "START" CRLF
        go     = "GO" CRLF
        no     = "NO" CRLF
        packet = uint8(18) uint8 size:uint16 within($size - 4, uint32 tls:rest)

        dialogue
        C: start
        S: go / no => refused
        TLS in packet

        """;

    private const string Says = "TLS in packet\n\nsays\npacket ";

    [Fact]
    public void Packets_of_binary_and_of_text_carry_TLS() => Proof.That(Packets)
        .Holds("uint8(18) uint8 size:uint16 within($size - 4, uint32 tls:rest)", "\"#\" size:1*3DIGIT \":\" tls:octets($size)")
        .Holds("TLS in packet", "TLS at once in packet");

    [Theory]
    [InlineData("size:uint16 within($size - 4, uint32 tls:rest)", 8192, 8184)]
    [InlineData("size:uint16 within($size - 4, uint32 tls:rest)", 65539, 65527)]
    [InlineData("size:uint16(9..4096) within($size - 4, uint32 tls:rest)", 8192, 4088)]
    [InlineData("size:uint8 within($size, tls:rest)", 8192, 255)]
    [InlineData("size:uint16le tls:octets($size)", 8192, 8188)]
    public void What_a_packet_is_given_fits_its_size_and_the_limit(string rest, int limit, int capacity) =>
        Assert.Equal(
            capacity, Proof.Compiles(Packets.Replace("size:uint16 within($size - 4, uint32 tls:rest)", rest, StringComparison.Ordinal)
            .Replace("protocol p\n", $"protocol p\nlimit {limit} octets\n", StringComparison.Ordinal)).Tls.Packet?.Capacity);

    [Fact]
    public void A_text_may_leave_it_less_than_is_read() => Assert.Equal(
        92, Proof.Compiles(
            Packets.Replace(
            "TLS in packet", Says + "uint8(18) uint8(1) size:uint16(8..100) within($size - 4, uint32 tls:rest)",
            StringComparison.Ordinal)).Tls.Packet?.Capacity);

    [Fact]
    public void The_message_must_exist() =>
        Proof.That(Packets).Breaks("TLS in packet", "TLS in pocket", "PK002", "pocket", "did you mean 'packet'?");

    [Fact]
    public void It_has_one_label_for_what_it_carries() =>
        Proof.That(Packets).Breaks("tls:rest", "payload:rest", "PK037", "packet", "'tls:rest'");

    [Fact]
    public void The_label_is_there_once() =>
        Proof.That(Packets)
            .Breaks("within($size - 4, uint32 tls:rest)", "within($size - 4, uint32 2( tls:octets(2) ) )", "PK037", "packet", "there once");

    [Theory]
    [InlineData("tls:1*4OCTET")]
    [InlineData("tls:octets(9)")]
    public void What_it_carries_may_be_any_octets(string element) => Proof.That(Packets).Breaks(
        "tls:rest", element, "PK037", "packet", "'tls:octets($size)'");

    [Fact]
    public void What_is_written_besides_is_fixed() =>
        Proof.That(Packets.Replace("protocol p\n", "protocol p\nparameter id : uint32 = 7\n", StringComparison.Ordinal)
        .Replace("start  = \"START\" CRLF", "start  = uint32($id)", StringComparison.Ordinal))
            .Breaks("uint32 tls:rest", "uint32($id) tls:rest", "PK037", "packet", "parameters");

    [Fact]
    public void It_does_not_begin_as_a_record_does() =>
        Proof.That(Packets).Breaks("packet = uint8(18)", "packet = uint8(18..22)", "PK036", "packet", "%x14-17");

    [Fact]
    public void It_is_written() => Proof.That(Packets).Breaks("TLS in packet", Says + "never", "PK037", "packet", "never written");

    [Fact]
    public void It_ends_by_itself() =>
        Proof.That(Packets)
            .Breaks("size:uint16 within($size - 4, uint32 tls:rest)", "size:uint8 tls:octets($size) [ CRLF ]", "PK022", "packet");

    [Fact]
    public void It_has_room() =>
        Proof.That(Packets).Breaks("size:uint16", "size:uint16(0..8)", "PK037", "packet", "no room");

    [Theory]
    [InlineData("size:uint16(100) within($size - 4, uint32 tls:rest)")]
    [InlineData("within(100, uint32 tls:rest)")]
    public void Its_size_is_computed(string rest) =>
        Proof.That(Packets).Breaks("size:uint16 within($size - 4, uint32 tls:rest)", rest, "PK037", "packet", "sizes");

    [Fact]
    public void The_client_has_said_something_before() => Proof.That(Packets).Breaks(
        "S: go / no => refused\nTLS in packet",
            "S: go / no => refused\nC: \"AGAIN\" CRLF  if go-on or unknown else skip\nS: go / no => refused\nTLS in packet", "PK002",
            "go-on");
}
