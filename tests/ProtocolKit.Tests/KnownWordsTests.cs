using System.Text;

namespace ProtocolKit.Tests;

public class KnownWordsTests
{
    private static readonly string[] Some = [
        "SIZE", "StartTls", "8BITMIME", "A", "AB", "ABCDEFG", "ABCDEFGH", "ABCDEFGHI", "ENHANCEDSTATUSCODES", "LITERAL+", "LITERAL-",
        "DELIVERBY-LIMITS", "BINARYMIME-LIMITS"];

    [Fact]
    public void Each_word_has_its_number_in_any_case_and_what_differs_in_one_octet_has_none()
    {
        var words = new KnownWords(Some);

        for (var i = 0; i < Some.Length; i++)
        {
            foreach (var text in (string[])[Some[i], Some[i].ToUpperInvariant(), Some[i].ToLowerInvariant()])
                Assert.Equal(i + 1, words.Find(Encoding.ASCII.GetBytes(text)));
            for (var at = 0; at < Some[i].Length; at++)
            {
                foreach (var flip in (byte[])[0x01, 0x20, 0x80])
                {
                    var octets = Encoding.ASCII.GetBytes(Some[i]);
                    octets[at] ^= flip;
                    var isOther = Array.TrueForAll(Some, word =>
                        !word.Equals(Encoding.Latin1.GetString(octets), StringComparison.OrdinalIgnoreCase));
                    Assert.Equal(isOther ? 0 : Number(octets), words.Find(octets));
                }
            }
        }

        static int Number(byte[] octets) =>
            Array.FindIndex(Some, word => word.Equals(Encoding.Latin1.GetString(octets), StringComparison.OrdinalIgnoreCase)) + 1;
    }

    [Fact]
    public void Any_words_that_differ_are_told_apart()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var all = Enumerable.Range(0, random.Next(1, KnownWords.MaxWords + 1)).Select(_ => Draw(random))
                .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            var words = new KnownWords(all);

            Assert.Equal(all.Length, words.Count);
            Assert.All(all, (word, i) => Assert.Equal(i + 1, words.Find(Encoding.ASCII.GetBytes(word))));
            Assert.Equal(0, words.Find([]));
        }
    }

    [Theory]
    [InlineData("ONE", 1)]
    [InlineData("Two", 2)]
    [InlineData("TWO", 3)]
    [InlineData("two", 0)]
    public void Words_that_are_exact_are_found_in_their_own_case_alone(string word, int number) =>
        Assert.Equal(number, new KnownWords(["one"], ["Two", "TWO"]).Find(Encoding.ASCII.GetBytes(word)));

    [Fact]
    public void One_word_twice_is_refused() => Assert.Throws<ArgumentException>(() => new KnownWords("SIZE", "size"));

    [Theory]
    [InlineData("size")]
    [InlineData("SIZE")]
    public void A_word_that_is_exact_is_refused_where_it_is_one_in_any_case(string exact) =>
        Assert.Throws<ArgumentException>(() => new KnownWords(["size"], [exact]));

    [Fact]
    public void More_words_than_a_set_can_hold_are_refused()
    {
        var all = Enumerable.Range(0, KnownWords.MaxWords + 1).Select(i => $"W{i}").ToArray();
        foreach (var exact in (int[])[0, 1, all.Length])
            Assert.Throws<ArgumentException>(() => new KnownWords(all.AsSpan(exact), all.AsSpan(0, exact)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    public void What_is_noted_is_in_the_set_and_nothing_else(int count)
    {
        var all = Enumerable.Range(1, count).Select(i => $"W{i}").ToArray();
        var words = new KnownWords(all);
        for (var noted = 0; noted <= count; noted++)
        {
            var cursor = default(ScanCursor);
            words.Note(Encoding.ASCII.GetBytes($"w{noted}"), 0, noted < 10 ? 2 : noted < 100 ? 3 : 4, cursor.Registers, first: 3);

            var read = cursor.Words(first: 3, length: 4);

            for (var word = 0; word <= count; word++)
                Assert.Equal(word == noted, read.Contains(word));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("STARTTLS")]
    [InlineData("-ENHANCEDSTATUSCODES")]
    public void What_stands_around_a_word_does_not_matter(string before)
    {
        var words = new KnownWords(Some);
        for (var i = 0; i < Some.Length; i++)
        {
            for (var behind = 0; behind < 20; behind++)
                Assert.Equal(1 << i + 1, Noted(words, before, Some[i], behind));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ENHANCEDSTATUSCODES")]
    public void A_word_that_differs_in_one_octet_is_noted_as_another(string before)
    {
        var words = new KnownWords(Some);
        foreach (var word in Some)
        {
            for (var at = 0; at < word.Length; at++)
            {
                foreach (var flip in (int[])[0x01, 0x20, 0x80])
                {
                    var other = word[..at] + (char)(word[at] ^ flip) + word[(at + 1)..];

                    Assert.Equal(1 << words.Find(Encoding.Latin1.GetBytes(other)), Noted(words, before, other, behind: 9));
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_are_noted_at_once_and_one_by_one_as_they_are_found(bool differInCaseAlone)
    {
        var random = new Random(11);
        for (var run = 0; run < 100; run++)
        {
            var all = Enumerable.Range(0, random.Next(1, 60)).Select(_ => Draw(random))
                .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            var exact = all.AsSpan(random.Next(all.Length + 1)).ToArray();
            if (differInCaseAlone)
                exact = [.. exact, .. exact.Select(word => word.ToLowerInvariant()).Except(exact)];
            var words = new KnownWords(all.Except(exact).ToArray(), exact);
            var (source, places) = Said(random, all);

            var (together, single) = (default(ScanCursor), default(ScanCursor));
            words.Note(source, places, together.Registers, first: 3);
            foreach (var (start, end) in places)
                words.Note(source, start, end, single.Registers, first: 3);

            var found = places.Select(place => words.Find(source.AsSpan(place.Start..place.End))).ToHashSet();
            for (var word = 0; word <= words.Count; word++)
            {
                Assert.Equal(found.Contains(word), together.Words(first: 3, length: 4).Contains(word));
                Assert.Equal(found.Contains(word), single.Words(first: 3, length: 4).Contains(word));
            }
        }
    }

    /// <summary>Words as they are, in another case, and with an octet more.</summary>
    private static (byte[] Source, PlainWord[] Places) Said(Random random, string[] all)
    {
        var (text, places) = (new StringBuilder(), new List<PlainWord>());
        for (var count = random.Next(1, 33); places.Count < count; text.Append(' '))
        {
            var start = text.Length;
            var word = all[random.Next(all.Length)];
            text.Append(random.Next(4) switch { 0 => Draw(random) + word, 1 => word.ToLowerInvariant(), 2 => "+" + word, _ => word });
            places.Add(new PlainWord(start, text.Length));
        }

        return (Encoding.ASCII.GetBytes(text.ToString()), [.. places]);
    }

    private static int Noted(KnownWords words, string before, string word, int behind)
    {
        var source = Encoding.Latin1.GetBytes(before + word + new string('A', behind));
        var cursor = default(ScanCursor);
        words.Note(source, before.Length, before.Length + word.Length, cursor.Registers, first: 0);
        return cursor.Registers[0];
    }

    private static string Draw(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 20))
            .Select(_ => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+=."[random.Next(random.Next(2, 40))])]);
}
