using CsCheck;

namespace ProtocolKit.Tests;

/// <summary>Runs that are found block by block, against a search octet by octet.</summary>
public sealed class OctetRunsTests
{
    [Fact]
    public void Every_run_ends_where_a_search_octet_by_octet_ends_it() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 40], Gen.Bool, Gen.Int[0, 9])
            .Sample((octets, members, includesOthers, density) =>
        {
            // Long runs must occur as well as short ones.
            for (var i = 0; i < octets.Length; i++)
            {
                if (members.Length > 0 && i % 10 < density)
                    octets[i] = members[i % members.Length];
            }

            var set = new OctetClass(Bits(members, 0x00), Bits(members, 0x40), includesOthers);
            for (var octet = -1; octet < 256; octet++)
                Assert.Equal(octet < 0x80 ? octet >= 0 && members.Contains((byte)octet) : includesOthers, set.Contains(octet));
            var runs = default(OctetRuns);
            for (var position = 0; position <= octets.Length;)
            {
                var end = position;
                while (end < octets.Length && (octets[end] < 0x80 ? members.Contains(octets[end]) : includesOthers))
                    end++;
                Assert.Equal(end, runs.End(in set, octets, position));
                position = end + 1;
            }
        }, iter: 2000);

    private static ulong Bits(byte[] members, int first) => members.Where(member => member >= first && member < first + 0x40)
        .Aggregate(0UL, (bits, member) => bits | 1UL << member - first);
}
