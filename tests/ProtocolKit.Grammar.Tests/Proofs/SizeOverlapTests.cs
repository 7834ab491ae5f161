namespace ProtocolKit.Grammar.Tests.Proofs;

/// <summary>Messages with parts of known size are compared with what their sizes say.</summary>
public sealed class SizeOverlapTests
{
    /// <summary>Two messages that can stand beside each other, the first before the second.</summary>
    public static TheoryData<string, string> Compatible => new()
    {
        { "\"A\" uint32(0)", "\"A\" size:uint32 octets($size)" },
        { "\"A\" uint16(2) \"xy\"", "\"A\" size:uint16 octets($size)" },
        { "\"A\" uint16le(2) \"xy\"", "\"A\" size:uint16le octets($size)" },
        { "\"A\" uint16(6) \"xy\"", "\"A\" size:uint16 within($size - 4, rest)" },
        { "\"A{5}\" CRLF \"hello\" CRLF", "\"A{\" size:1*3DIGIT \"}\" CRLF octets($size) CRLF" },
        { "\"A\" kind:uint8(1) size:uint32 octets($size)", "\"A\" kind:uint8 size:uint32 octets($size)" },
        { "\"A\" kind:uint8(1) size:uint32 octets($size)", "\"A\" kind:uint8 length:uint32 octets($length)" },
        { "\"A\" kind:uint8(1) size:uint32 within($size, uint8 rest)", "\"A\" kind:uint8 size:uint32 octets($size)" },
        { "\"A\" size:uint8 within($size, %x01 rest)", "\"A\" size:uint8 within($size, %x02 rest)" },
        { "\"A\" size:uint8 within($size, \"x\")", "\"A\" size:uint8 within($size, \"x\" 1*OCTET)" },
        { "\"A\" uint8(1) uint8(2)", "\"A\" uint8(0)" },
        { "\"A\" uint8(1) uint8(2)", "\"A\" count:uint8 $count( uint8 )" },
        { "\"A\" uint8(0)", "\"A\" count:uint8 $count( uint8 )" },
        { "\"A\" count:uint8 $count( uint8(1..9) )", "\"A\" count:uint8 $count( uint8 )" },
        { "\"A\" size:uint8 within($size, \"x\" inner:uint8 octets($inner))", "\"A\" size:uint8 octets($size)" },
        { "\"A\" size:uint8 padded(4, octets($size))", "\"B\" uint8" },
        { "\"A\" kind:uint8(1) size:uint8 padded(4, octets($size))", "\"A\" kind:uint8 size:uint8 padded(4, octets($size))" },
        { "\"A\" %x03 \"abc\" %x00", "\"A\" size:uint8 padded(4, octets($size))" },
    };

    [Theory]
    [MemberData(nameof(Compatible))]
    public void Messages_whose_sizes_agree_stand_beside_each_other(string first, string second) =>
        Assert.Empty(Findings(first, second));

    /// <summary>Two messages that can't stand beside each other, and what is found.</summary>
    public static TheoryData<string, string, string> Incompatible => new()
    {
        { "\"A\" uint32(1)", "\"A\" size:uint32 octets($size)", "PK022" },
        { "\"A\" uint8(3) \"xy\"", "\"A\" size:uint8 octets($size)", "PK022" },
        { "\"A\" uint8(1) \"xy\"", "\"A\" size:uint8 octets($size)", "PK022" },
        { "\"A\" uint8 \"xy\"", "\"A\" size:uint8 octets($size)", "PK022" },
        { "\"A\" size:uint8 octets($size)", "\"A\" uint8(2) \"xy\"", "PK021" },
        { "\"A\" size:uint8 octets($size)", "\"A\" uint8(1) \"xy\"", "PK022" },
        { "\"A\" size:uint8 octets(1) within($size, *\"x\")", "\"A\" octets(1) size:uint8 within($size, *OCTET)", "PK022" },
        { "\"A\" size:uint16 octets($size)", "\"A\" size:uint16le octets($size)", "PK022" },
        { "\"A\" size:uint8 within($size, *\"x\" )", "\"A\" size:uint8 within($size - 1, *\"x\")", "PK022" },
        { "\"A\" size:uint8 within($size, *%x00-7F )", "\"A\" size:uint8 within($size, *%x40-FF)", "PK020" },
        { "\"A\" count:uint8 uint8 $count( uint8(1) )", "\"A\" uint8 count:uint8 $count( uint8 )", "PK022" },
        { "\"A\" uint8(2) uint8(2)", "\"A\" count:uint8 $count( uint8 )", "PK022" },
        { "\"A\" size:uint8 padded(4, octets($size))", "\"A\" size:uint8 octets($size)", "PK022" },
        { "\"A\" size:uint8 padded(4, octets($size))", "\"A\" size:uint8 padded(2, octets($size))", "PK022" },
    };

    [Theory]
    [MemberData(nameof(Incompatible))]
    public void Messages_that_sizes_do_not_tell_apart_are_found(string first, string second, string id) =>
        Assert.Contains(id, Findings(first, second));

    private static IEnumerable<string> Findings(string first, string second) => Proof.Compile(
        $"""
        protocol p
        ask    = "ASK"
        ok     = "OK"
        no     = "NO"
        first  = {first}
        second = {second}
        dialogue
        C: ask
        S: ok / first => not-offered / second => refused / no => unavailable
        TLS
        says
        first never
        second never
        """).Diagnostics.Select(finding => finding.Id);
}
