using CsCheck;

namespace ProtocolKit.Tests.Xml;

/// <summary>Runs that are found block by block, against a search octet by octet.</summary>
public sealed class XmlRunsTests
{
    private static Gen<byte> Octet { get; } = Gen.Frequency((8, AnyOf("abzAZ059-._")), (1, AnyOf("<>&'\"]: =")), (1, Gen.Byte));

    [Fact]
    public void Names_and_what_is_plain_end_where_a_search_octet_by_octet_ends_them() =>
        Gen.Select(Octet.Array[0, 300], Gen.Bool.Array[300]).Sample((octets, asksForNames) =>
        {
            var runs = default(XmlRuns);
            for (var position = 0; position <= octets.Length;)
            {
                var isName = asksForNames[position % 300];
                var end = position;
                while (end < octets.Length && (isName ? XmlCharacters.IsName(octets[end]) : !"<&'\"]"u8.Contains(octets[end])))
                    end++;
                Assert.Equal(end, isName ? runs.NameEnd(octets, position) : runs.PlainEnd(octets, position));
                position = end + 1;
            }
        }, iter: 5000);

    private static Gen<byte> AnyOf(string octets) => Gen.Int[0, octets.Length - 1].Select(index => (byte)octets[index]);
}
