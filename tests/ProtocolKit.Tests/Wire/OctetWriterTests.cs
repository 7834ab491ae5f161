namespace ProtocolKit.Tests.Wire;

public sealed class OctetWriterTests
{
    [Fact]
    public void Elements_are_closed_from_the_inside_and_long_ones_have_long_lengths()
    {
        var writer = new OctetWriter(stackalloc byte[16]);

        writer.BeginBer(0x30).BeginBer(0x04).Write(new byte[200]).EndBer().BeginBer(0x02).WriteBerInteger(7).EndBer().EndBer();

        Assert.Equal([0x30, 0x81, 206, 0x04, 0x81, 200], writer.Written[..6].ToArray());
        Assert.Equal([0x02, 0x01, 0x07], writer.Written[206..].ToArray());
        writer.Dispose();
    }

    [Fact]
    public void An_element_may_be_open_while_digits_are_put_before_it()
    {
        var writer = new OctetWriter(stackalloc byte[64]);
        writer.Write("size="u8);
        var place = writer.Length;
        writer.Write(" "u8).BeginBer(0x30).Write("ab"u8);

        writer.InsertDigits(place, 12345, 1);
        writer.Write("c"u8).EndBer();

        Assert.Equal("size=12345 0\u0003abc", System.Text.Encoding.Latin1.GetString(writer.Written));
        writer.Dispose();
    }

    [Fact]
    public void Elements_may_be_nested_as_deep_as_one_likes()
    {
        var writer = new OctetWriter(stackalloc byte[256]);
        for (var i = 0; i < 40; i++)
            writer.BeginBer(0x30);
        for (var i = 0; i < 40; i++)
            writer.EndBer();

        Assert.Equal(Enumerable.Range(0, 40).SelectMany(i => new[] { (byte)0x30, (byte)(2 * (39 - i)) }), writer.Written.ToArray());
        writer.Dispose();
    }
}
