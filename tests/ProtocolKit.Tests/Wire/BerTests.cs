using System.Formats.Asn1;
using ProtocolKit.Generated;
using Xunit;

namespace ProtocolKit.Tests.Wire;

public class BerTests
{
    private const byte Integer = 0x02, OctetString = 0x04;

    [Fact]
    public void Numbers_are_read_as_the_platform_reads_them()
    {
        var random = new Random(5);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var contents = Octets(random, random.Next(0, 10));
            var (element, length) = Element(random, Integer, contents);
            var expected = Expected(element.AsSpan(0, length));
            var end = WireFormat.ReadBerInteger(element, Integer, 0, length, out var start, out var value);
            if (expected is null)
            {
                Assert.Equal(int.MinValue, end);
                continue;
            }

            read++;
            Assert.Equal((length - contents.Length, length, expected), (start, end, value));
            for (var cut = 0; cut < length; cut++)
                Assert.Equal(~0, WireFormat.ReadBerInteger(element.AsSpan(0, cut), Integer, 0, length, out _, out _));
            Assert.Equal(int.MinValue, WireFormat.ReadBerInteger(element, OctetString, 0, length, out _, out _));
            Assert.Equal(int.MinValue, WireFormat.ReadBerInteger(element, Integer, 0, length - 1, out _, out _));
        }

        Assert.InRange(read, 10_000, 19_000);
    }

    [Fact]
    public void Elements_end_where_the_platform_finds_their_ends()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var contents = Octets(random, random.Next(8) switch { 0 => 127, 1 => 128, 2 => 255, 3 => 256, 4 => 0, _ => random.Next(300) });
            var (element, length) = Element(random, OctetString, contents);
            AsnDecoder.ReadOctetString(element, AsnEncodingRules.BER, out var consumed);
            Assert.Equal(length, consumed);
            Assert.Equal(length, WireFormat.ReadBer(element, OctetString, 0, length, out var start));
            Assert.Equal(length - contents.Length, start);
            var end = 0;
            Assert.Equal(start, WireFormat.BeginBer(element, OctetString, 0, length, ref end));
            Assert.Equal(length, end);
            foreach (var cut in (int[])[0, 1, start - 1, random.Next(start, length + 1) - 1])
                Assert.Equal(~0, WireFormat.ReadBer(element.AsSpan(0, cut), OctetString, 0, length, out _));
            Assert.Equal(int.MinValue, WireFormat.ReadBer(element, Integer, 0, length, out _));
            Assert.Equal(int.MinValue, WireFormat.ReadBer(element, OctetString, 0, length - 1, out _));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x04, 0x80, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x04, 0x85, 0, 0, 0, 0, 1, 0, 0, 0 })]
    [InlineData(new byte[] { 0x04, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x04, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x04, 0x84, 0x80, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x04, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 })]
    public void A_length_that_is_indefinite_or_too_long_is_invalid(byte[] element)
    {
        Assert.Equal(int.MinValue, WireFormat.ReadBer(element, OctetString, 0, 65536, out _));
        Assert.Equal(int.MinValue, WireFormat.ReadBer(element.AsSpan(0, 6), OctetString, 0, 65536, out _));
    }

    private static byte[] Octets(Random random, int length)
    {
        var octets = new byte[length];
        random.NextBytes(octets);
        // Where numbers have more octets than they take.
        for (var i = 0; i < 2 && i < length && random.Next(2) == 0; i++)
            octets[i] = (byte)(random.Next(4) switch { 0 => 0, 1 => 0xFF, 2 => 0x80, _ => 0x7F });
        return octets;
    }

    /// <summary>An element whose length is written in one octet or in up to four more, and something behind it.</summary>
    private static (byte[] Octets, int Length) Element(Random random, byte tag, byte[] contents)
    {
        var least = contents.Length < 0x80 ? 0 : contents.Length < 0x100 ? 1 : 2;
        var count = random.Next(2) == 0 ? least : random.Next(least, 5);
        List<byte> element = [tag, count == 0 ? (byte)contents.Length : (byte)(0x80 | count)];
        for (var i = count - 1; i >= 0; i--)
            element.Add((byte)(contents.Length >> 8 * i));
        element.AddRange(contents);
        var length = element.Count;
        element.AddRange(Octets(random, random.Next(12)));
        return ([.. element], length);
    }

    private static long? Expected(ReadOnlySpan<byte> element)
    {
        try
        {
            return AsnDecoder.TryReadInt64(element, AsnEncodingRules.BER, out var value, out _) ? value : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
