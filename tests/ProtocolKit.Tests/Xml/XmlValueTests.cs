using System.Text;
using System.Xml.Linq;
using CsCheck;
using ProtocolKit.Testing;

namespace ProtocolKit.Tests.Xml;

public sealed class XmlValueTests
{
    private static readonly string[] s_parts = ["a", " ", "&amp;", "&#x42;", "&#1234;", "&#x1F600;", "&lt;", "\u00e9", "&#9;"];

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("&lt;&gt;&amp;&quot;&apos;", "<>&\"'")]
    [InlineData("a&amp;b", "a&b")]
    [InlineData("&#65;&#x41;&#x0041;&#00065;", "AAAA")]
    [InlineData("&#xe9;&#x20AC;&#x1F600;.", "\u00e9\u20ac\U0001F600.")]
    [InlineData("&amp;lt;", "&lt;")]
    public void References_are_resolved(string written, string expected)
    {
        var value = new XmlValue(Encoding.UTF8.GetBytes(written));
        var octets = Encoding.UTF8.GetBytes(expected);

        Assert.Equal(octets, value.Decode());
        Assert.Equal(octets.Length, value.Length);
        Assert.Equal(octets.Length == 0, value.IsEmpty);
        Assert.True(value.SequenceEqual(octets));
        Assert.True(value.EqualsIgnoreCase(octets));
        Assert.False(value.SequenceEqual([.. octets, (byte)'x']));
        Assert.False(value.EqualsIgnoreCase([.. octets, (byte)'x']));
        Assert.False(octets.Length > 0 && value.SequenceEqual(octets.AsSpan(1)));
        Assert.False(octets.Length > 0 && value.SequenceEqual(octets.AsSpan(..^1)));
        var copy = new byte[octets.Length];
        Assert.Equal(octets.Length, value.CopyTo(copy));
        Assert.Equal(octets, copy);
    }

    [Theory]
    [InlineData("IM.&#69;xample", "im.example", true)]
    [InlineData("IM.Example", "im.EXAMPLE", true)]
    [InlineData("im-example", "im\rexample", false)]
    [InlineData("&#64;", "`", false)]
    [InlineData("\u00e9x", "\u00e9X", true)]
    [InlineData("\u00e9", "\u00c9", false)]
    public void The_case_of_ASCII_letters_alone_is_ignored(string written, string other, bool areEqual) =>
        Assert.Equal(areEqual, new XmlValue(Encoding.UTF8.GetBytes(written)).EqualsIgnoreCase(Encoding.UTF8.GetBytes(other)));

    [Fact]
    public void Nothing_is_allocated_to_compare_and_copy()
    {
        var (isEqual, length) = (true, 0);
        var allocated = SteadyState.MeasureAllocation(() =>
        {
            Span<byte> copy = stackalloc byte[16];
            var before = GC.GetAllocatedBytesForCurrentThread();
            var value = new XmlValue("a&amp;b&#x20AC;"u8);
            isEqual = value.SequenceEqual("a&b"u8) || value.EqualsIgnoreCase("A&B"u8);
            length = value.CopyTo(copy) + value.Length;
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, allocated);
        Assert.False(isEqual);
        Assert.Equal(12, length);
    }

    [Fact]
    public void Too_little_room_is_an_error() => Assert.Throws<ArgumentException>(() => new XmlValue("&lt;&gt;"u8).CopyTo(new byte[1]));

    [Fact]
    public void A_value_is_what_the_class_library_reads() => Gen.OneOf(s_parts.Select(Gen.Const).ToArray()).Array[0, 8].Sample(parts =>
    {
        var written = string.Concat(parts);
        var expected = XElement.Parse($"<a b='{written}'/>").Attribute("b")!.Value;
        Assert.Equal(expected, Encoding.UTF8.GetString(new XmlValue(Encoding.UTF8.GetBytes(written)).Decode()));
    });
}
