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

    [Theory]
    [MemberData(nameof(Lists))]
    public void Wherever_it_is_cut_in_two_the_whole_is_read(string protocol, string text)
    {
        var octets = Encoding.ASCII.GetBytes(text);
        var whole = LongLists.Read(protocol, octets);

        Assert.StartsWith("Done", whole, StringComparison.Ordinal);
        for (var cut = 0; cut < octets.Length; cut++)
            Assert.Equal(whole, LongLists.ReadInTwo(protocol, octets, cut));
    }

    [Theory]
    [InlineData("smtp")]
    [InlineData("imap")]
    [InlineData("pop3")]
    [InlineData("nntp")]
    [InlineData("ftp")]
    public void However_many_words_are_listed_and_however_long_they_are_all_are_found(string protocol)
    {
        for (var count = 1; count < 100; count++)
            AssertFound([.. Enumerable.Range(1, count).Select(i => i % 3 == 0 ? $"W{i} {i}" : $"W{i}")]);
        for (var length = 1; length < 150; length++)
        {
            var word = new string('W', length);
            AssertFound(["A", word, "B", $"C {word}", word, word + " D"]);
            AssertFound([word, "STARTTLS", "E " + word]);
        }

        // What ends where a block ends, and others behind it that end where the next one does.
        for (var length = 50; length < 70; length++)
        {
            for (var rest = length - 20; rest < length - 8; rest++)
                AssertFound([new('W', length), "STARTTLS", new('V', rest), "F", new('U', length)]);
        }

        void AssertFound(params string[] words)
        {
            var text = LongLists.Of(protocol, words);
            var read = LongLists.Read(protocol, Encoding.ASCII.GetBytes(text));

            var found = words.Select(word => "|" + (word.Contains(' ') ? word : word + " "));
            Assert.EndsWith(string.Concat(found), read, StringComparison.Ordinal);
            Assert.Equal(LongLists.Trickle(protocol, Encoding.ASCII.GetBytes(text)), read);
        }
    }
}
