using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;

namespace ProtocolKit.Generated;

/// <summary>What generated parsers of text and binary messages have in common.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WireFormat
{
    /// <summary>How many octets a BER length may have behind the first.</summary>
    private const int MaxLengthOctets = 4;

    /// <summary>Gets an octet.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="position">Its position.</param>
    /// <returns>The octet, or -1 behind the last one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OctetAt(ReadOnlySpan<byte> source, int position) => (uint)position < (uint)source.Length ? source[position] : -1;

    /// <summary>Gets an octet of a part.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="position">Its position.</param>
    /// <param name="partEnd">Where the part ends.</param>
    /// <returns>The octet, or -1 behind the last one that is there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OctetAt(ReadOnlySpan<byte> source, int position, int partEnd) =>
        position < partEnd ? OctetAt(source, position) : -1;

    /// <summary>Gets the octets up to the end of a part, as far as they are there.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="partEnd">Where the part ends.</param>
    public static ReadOnlySpan<byte> UpTo(ReadOnlySpan<byte> source, int partEnd) => source[..Math.Min(source.Length, partEnd)];

    /// <summary>Reads a literal.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="position">Where it should begin; not behind their end.</param>
    /// <param name="literal">The literal.</param>
    /// <returns>The position behind it; a negative number where it is not there, or not all of it, for
    /// <see cref="ScanCursor.StopIn(int, int, int)"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Skip(ReadOnlySpan<byte> source, int position, ReadOnlySpan<byte> literal)
    {
        var rest = source[position..];
        return rest.StartsWith(literal) ? position + literal.Length : Missing(rest, literal, position);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Missing(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> literal, int position) =>
        literal.StartsWith(rest) ? ~position : int.MinValue;

    /// <summary>Reads a literal; the case of ASCII letters does not matter.</summary>
    /// <inheritdoc cref="Skip"/>
    public static int SkipIgnoringCase(ReadOnlySpan<byte> source, int position, ReadOnlySpan<byte> literal)
    {
        var rest = source[position..];
        return StartsWithIgnoreCase(rest, literal) ? position + literal.Length
            : StartsWithIgnoreCase(literal, rest) ? ~position : int.MinValue;
    }

    /// <summary>Reads a literal in which each <c>#</c> stands for any digit; the case of ASCII letters does not matter.</summary>
    /// <inheritdoc cref="Skip"/>
    public static int SkipForm(ReadOnlySpan<byte> source, int position, ReadOnlySpan<byte> literal)
    {
        var rest = source[position..];
        for (var i = 0; i < literal.Length; i++)
        {
            if (i == rest.Length)
                return ~position;
            if (literal[i] == '#' ? !char.IsAsciiDigit((char)rest[i]) : !EqualsIgnoreCase(rest[i], literal[i]))
                return int.MinValue;
        }

        return position + literal.Length;
    }

    /// <summary>Whether octets begin with a text, ASCII case ignored.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="text">The text, ASCII.</param>
    public static bool StartsWithIgnoreCase(ReadOnlySpan<byte> source, ReadOnlySpan<byte> text) =>
        source.Length >= text.Length && Ascii.EqualsIgnoreCase(source[..text.Length], text);

    /// <summary>Counts the white space (XML 1.0, section 2.3) with which octets begin: it may stand between the elements of a
    /// stream.</summary>
    /// <param name="source">The octets.</param>
    public static int XmlWhiteSpaceLength(ReadOnlySpan<byte> source) =>
        source.IndexOfAnyExcept(" \t\r\n"u8) is var length and >= 0 ? length : source.Length;

    /// <summary>Whether octets are the same, ASCII case ignored.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="other">The others.</param>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> other)
    {
        if (octets.Length != other.Length)
            return false;
        if (Ascii.EqualsIgnoreCase(octets, other))
            return true;

        // That says of other octets than ASCII's that they differ, whatever they are.
        for (var i = 0; i < octets.Length; i++)
        {
            if (!EqualsIgnoreCase(octets[i], other[i]))
                return false;
        }

        return true;
    }

    private static bool EqualsIgnoreCase(byte octet, byte other) =>
        octet == other || ((octet ^ other) == 0x20 && char.IsAsciiLetter((char)octet));

    /// <summary>Reads a BER length (X.690, 8.1.3: definite, of up to four octets) and finds the end of its contents.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="position">Where the length begins.</param>
    /// <param name="limit">Where the contents must end at the latest.</param>
    /// <param name="end">Where the contents end.</param>
    /// <returns>The position of the contents; a negative number where the length is wrong, or not all of it is there, for
    /// <see cref="ScanCursor.StopIn(int, int, int)"/>.</returns>
    public static int BeginBer(ReadOnlySpan<byte> source, int position, int limit, ref int end)
    {
        if (position >= limit)
            return int.MinValue;
        if (position >= source.Length)
            return ~position;
        int first = source[position];
        var octets = first < 0x80 ? 0 : first & 0x7F;
        if (octets > MaxLengthOctets || first == 0x80)
            return int.MinValue;
        if (source.Length - position - 1 < octets)
            return limit - position - 1 < octets ? int.MinValue : ~position;
        var length = octets == 0 ? first : (long)BigEndian(source.Slice(position + 1, octets));
        position += 1 + octets;
        return TryBeginPart(position, length, limit, ref end) ? position : int.MinValue;
    }

    /// <summary>Reads the tag and the length of a BER element (X.690, 8.1) and finds the end of its contents.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="tag">The identifier octet that must be there.</param>
    /// <param name="position">Where the element begins.</param>
    /// <param name="limit">Where the contents must end at the latest.</param>
    /// <param name="end">Where the contents end.</param>
    /// <returns>The position of the contents; a negative number where tag or length are wrong, or not all of them is there, for
    /// <see cref="ScanCursor.StopIn(int, int, int)"/>.</returns>
    public static int BeginBer(ReadOnlySpan<byte> source, byte tag, int position, int limit, ref int end)
    {
        // Nearly every length is one octet.
        if (BinaryPrimitives.TryReadUInt16LittleEndian(source[position..], out var header) && (header & 0x80FF) == tag
            && position + 2 + (header >> 8) is var last && last <= limit)
        {
            end = last;
            return position + 2;
        }

        return BeginLongBer(source, tag, position, limit, ref end);
    }

    /// <summary>Reads the tag of a BER element, and a length of several octets, or one that is not there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int BeginLongBer(ReadOnlySpan<byte> source, byte tag, int position, int limit, ref int end)
    {
        if (position >= limit)
            return int.MinValue;
        if (position >= source.Length)
            return ~position;
        if (source[position] != tag)
            return int.MinValue;
        if (source.Length - position < 2 + MaxLengthOctets)
        {
            var contents = BeginBer(source, position + 1, limit, ref end);
            return contents is < 0 and not int.MinValue ? ~position : contents;
        }

        // How many octets the length has depends on the server: there is no branch for it.
        var octets = source[position + 1] - 0x80;
        if (octets is < 1 or > MaxLengthOctets)
            return int.MinValue;
        var length = BinaryPrimitives.ReadUInt32BigEndian(source[(position + 2)..]) >> 8 * (MaxLengthOctets - octets);
        var begin = position + 2 + octets;
        return TryBeginPart(begin, length, limit, ref end) ? begin : int.MinValue;
    }

    /// <summary>Reads a whole BER element (X.690, 8.1), whatever its contents are.</summary>
    /// <param name="source">The octets.</param>
    /// <param name="tag">The identifier octet that must be there.</param>
    /// <param name="position">Where the element begins.</param>
    /// <param name="limit">Where it must end at the latest.</param>
    /// <param name="start">Where its contents begin.</param>
    /// <returns>The position behind it; a negative number where it is wrong, or not all of it is there, for
    /// <see cref="ScanCursor.StopIn(int, int, int)"/>.</returns>
    public static int ReadBer(ReadOnlySpan<byte> source, byte tag, int position, int limit, out int start)
    {
        // Nearly every length is one octet.
        if (BinaryPrimitives.TryReadUInt16LittleEndian(source[position..], out var header) && (header & 0x80FF) == tag)
        {
            // Where the next element begins is worked out from locals: what the caller takes may stand in memory.
            var end = position + 2 + (header >> 8);
            start = position + 2;
            if (end <= limit && end <= source.Length)
                return end;
        }

        return ReadLongBer(source, tag, position, limit, out start);
    }

    /// <summary>Reads an element that has a length of several octets, is wrong or not all there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadLongBer(ReadOnlySpan<byte> source, byte tag, int position, int limit, out int start)
    {
        var end = 0;
        start = BeginBer(source, tag, position, limit, ref end);
        return start < 0 ? start : end > source.Length ? ~position : end;
    }

    /// <summary>Reads a whole BER INTEGER or ENUMERATED of at most eight octets (X.690, 8.3). More octets than the number takes are
    /// invalid (8.3.2).</summary>
    /// <param name="source">The octets.</param>
    /// <param name="tag">The identifier octet that must be there.</param>
    /// <param name="position">Where the element begins.</param>
    /// <param name="limit">Where it must end at the latest.</param>
    /// <param name="start">Where its contents begin.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The position behind it; a negative number where it is wrong, or not all of it is there, for
    /// <see cref="ScanCursor.StopIn(int, int, int)"/>.</returns>
    public static int ReadBerInteger(ReadOnlySpan<byte> source, byte tag, int position, int limit, out int start, out long value)
    {
        // How many octets a number has differs from message to message: there is no branch for it.
        var element = source[position..];
        if (element.Length >= 2 + sizeof(long) && BinaryPrimitives.ReadUInt16LittleEndian(element) is var header
            && (byte)header == tag && (header >> 8) - 1 is >= 0 and < sizeof(long))
        {
            var bits = BinaryPrimitives.ReadInt64BigEndian(element[2..]);
            var length = header >> 8;
            start = position + 2;
            value = bits >> -8 * length;
            if (position + 2 + length <= limit && IsShortest(bits, length))
                return position + 2 + length;
        }

        return ReadLongBerInteger(source, tag, position, limit, out start, out value);
    }

    /// <summary>Reads a number at the end of the octets, one that is wrong or not all there, or one with a length of several
    /// octets.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadLongBerInteger(
        ReadOnlySpan<byte> source, byte tag, int position, int limit, out int start, out long value)
    {
        value = 0;
        var end = 0;
        start = BeginBer(source, tag, position, limit, ref end);
        if (start < 0)
            return start;
        if (end - start is < 1 or > sizeof(long))
            return int.MinValue;
        if (end > source.Length)
            return ~position;
        value = BerInteger(source[start..end]);
        return IsShortest(value << 64 - 8 * (end - start), end - start) ? end : int.MinValue;
    }

    /// <summary>Whether a number has as few octets as it takes: the first nine bits of a longer one than one octet differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsShortest(long bits, int length) => length == 1 | (ulong)((bits >> 55) + 1) > 1;

    /// <summary>Finds the end of a part of known size.</summary>
    /// <param name="position">Where it begins.</param>
    /// <param name="size">How many octets it has.</param>
    /// <param name="limit">Where it must end at the latest.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>Whether it fits.</returns>
    public static bool TryBeginPart(int position, long size, int limit, ref int end)
    {
        if (size < 0 || size > limit - position)
            return false;
        end = position + (int)size;
        return true;
    }

    /// <summary>Reads a decimal number of at most nine digits.</summary>
    /// <param name="digits">The digits; nothing else.</param>
    public static int DecimalDigits(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
            value = value * 10 + (digit - '0');
        return value;
    }

    /// <summary>Reads a hexadecimal number of at most eight digits.</summary>
    /// <param name="digits">The digits, letters of either case; nothing else.</param>
    public static long HexadecimalDigits(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (var digit in digits)
            value = value * 16 + (digit <= '9' ? digit - '0' : (digit & 0x0F) + 9);
        return value;
    }

    /// <summary>Reads an unsigned number, most significant octet first.</summary>
    /// <param name="octets">Its octets, eight at most.</param>
    public static ulong BigEndian(ReadOnlySpan<byte> octets)
    {
        ulong value = 0;
        foreach (var octet in octets)
            value = value << 8 | octet;
        return value;
    }

    /// <summary>Reads an unsigned number, least significant octet first.</summary>
    /// <param name="octets">Its octets, eight at most.</param>
    public static ulong LittleEndian(ReadOnlySpan<byte> octets)
    {
        ulong value = 0;
        for (var i = octets.Length - 1; i >= 0; i--)
            value = value << 8 | octets[i];
        return value;
    }

    /// <summary>Reads the contents of a BER INTEGER or ENUMERATED (X.690, 8.3).</summary>
    /// <param name="octets">The contents, one to eight octets.</param>
    public static long BerInteger(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
            return 0;
        long value = (sbyte)octets[0];
        foreach (var octet in octets[1..])
            value = value << 8 | octet;
        return value;
    }
}
