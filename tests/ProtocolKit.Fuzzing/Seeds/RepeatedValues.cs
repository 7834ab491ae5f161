namespace ProtocolKit.Fuzzing.Seeds;

/// <summary>Finds in what one side said the value that the other side chose, by its usual places.</summary>
internal static class RepeatedValues
{
    private const byte BerSequence = 0x30;
    private const byte BerInteger = 2;

    /// <summary>What an INTEGER of a number that is drawn by chance has, in most cases.</summary>
    private const int IntegerContent = 4;

    /// <summary>Puts marks in place of the values.</summary>
    /// <param name="said">What was said.</param>
    /// <param name="other">What the other side said before.</param>
    public static byte[] Mark(byte[] said, byte[] other) =>
        MarkTag(said, other) ?? MarkInteger(said, other) ?? MarkNumber(said, other) ?? said;

    /// <summary>The first word of the line.</summary>
    private static byte[]? MarkTag(byte[] said, ReadOnlySpan<byte> other)
    {
        var end = other.IndexOf((byte)' ');
        return end > 0 && said.AsSpan().StartsWith(other[..(end + 1)]) && char.IsAsciiLetter((char)other[0])
            ? [.. Turns.FreshText, .. said.AsSpan(end)]
            : null;
    }

    /// <summary>The first element of a SEQUENCE of BER, both of which are short.</summary>
    private static byte[]? MarkInteger(byte[] said, ReadOnlySpan<byte> other)
    {
        if (said is not [BerSequence, < 0x70, BerInteger, < 0x70, ..] || other is not [BerSequence, _, BerInteger, ..])
            return null;
        var length = said[3];
        return said.Length > length + 4
            ? [BerSequence, (byte)(said[1] - length + IntegerContent), .. Turns.FreshInteger, .. said.AsSpan(4 + length)]
            : null;
    }

    /// <summary>The four octets behind a header of four.</summary>
    private static byte[]? MarkNumber(byte[] said, ReadOnlySpan<byte> other) =>
        said.Length > 8 && other.Length > 8 && said[0] == 0x80 && other[0] == 0x80 && other[4..8].SequenceEqual(said.AsSpan(4, 4))
            ? [.. said.AsSpan(0, 4), .. Turns.FreshNumber, .. said.AsSpan(8)]
            : null;
}
