using System.Text;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What is read many octets at once is what is read octet by octet.</summary>
public class LongListTests
{
    private static readonly byte[] s_octets = [0, 1, 8, 9, 10, 13, .. " !+-.029=Az~"u8, 0x7F, 0x80, 0xFF];

    /// <summary>Messages with lists.</summary>
    public static TheoryData<string, string> Lists => LongLists.All;

    [Theory]
    [MemberData(nameof(Lists))]
    public void Whatever_octet_stands_anywhere_the_whole_is_read_as_its_octets_are_one_by_one(string protocol, string text)
    {
        var octets = Encoding.ASCII.GetBytes(text);
        for (var at = 0; at < octets.Length; at++)
        {
            foreach (var octet in s_octets)
            {
                Compare([.. octets[..at], octet, .. octets[(at + 1)..]]);
                Compare([.. octets[..at], octet, .. octets[at..]]);
            }
        }

        void Compare(byte[] changed)
        {
            var whole = LongLists.Read(protocol, changed);
            var trickled = LongLists.Trickle(protocol, changed);
            if (whole != trickled)
                Assert.Fail($"{Encoding.Latin1.GetString(changed)}: {whole} at once, {trickled} octet by octet");
        }
    }
}
