using System.Buffers.Binary;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ProtocolKit.Generated;

/// <summary>Reads the records of a list that are plain, many octets at once: a word, or a word, a separator and a rest, and behind it
/// always the same octets. It reads what the places of a parser would read, and leaves all else to them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PlainRecords
{
    private readonly OctetClass _first, _word, _rest;
    private readonly bool _hasFirst;
    private readonly byte _separator;
    private readonly ulong _end, _endMask;
    private readonly int _endLength, _list, _place, _turns, _maxTurns, _set;
    private readonly KnownWords? _words;

    /// <summary>Of each octet of what is noted: where it stands among the points of a record.</summary>
    private readonly Vector128<byte> _points;

    /// <summary>Says what a record is.</summary>
    /// <param name="word">The octets of its word.</param>
    /// <param name="end">The octets behind it, eight at most.</param>
    /// <param name="list">The list in which it is noted: a <see cref="ListLayout"/>.</param>
    /// <param name="points">Of each register that is noted, what it holds: 1 for where the record begins, 2 for where its word ends, 3 for
    /// where it ends; 5 and 6 for where its rest begins and ends; 0 for nothing.</param>
    /// <param name="place">Where the parser stands when it is noted: behind the first octet of the end.</param>
    /// <param name="first">The octets that its word may begin with, if they are not those of a word.</param>
    /// <param name="separator">The octet that separates its word from a rest; 0 where there is no rest.</param>
    /// <param name="rest">The octets of a rest; those of a word and the separator are among them.</param>
    /// <param name="turns">The register that counts the records, or -1.</param>
    /// <param name="maxTurns">What it may hold before a record.</param>
    /// <param name="words">The known words, or null.</param>
    /// <param name="set">The first register of the set of those that have been read.</param>
    public PlainRecords(
        OctetClass word, ReadOnlySpan<byte> end, int list, ReadOnlySpan<byte> points, int place, OctetClass? first = null,
        char separator = '\0', OctetClass? rest = null, int turns = -1, int maxTurns = 0, KnownWords? words = null, int set = 0)
    {
        (_first, _word, _rest) = (first ?? word, word, rest ?? word);
        (_hasFirst, _separator) = (first is not null, (byte)separator);
        Span<byte> octets = stackalloc byte[sizeof(ulong)];
        octets.Clear();
        end.CopyTo(octets);
        _end = BinaryPrimitives.ReadUInt64LittleEndian(octets);
        _endLength = end.Length;
        _endMask = ulong.MaxValue >> 8 * (sizeof(ulong) - end.Length);
        (_list, _place, _turns, _maxTurns, _words, _set) = (list, place, turns, maxTurns, words, set);
        Span<byte> shuffle = stackalloc byte[Vector128<byte>.Count];
        shuffle.Fill(0x80);
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i] != 0)
                (shuffle[2 * i], shuffle[2 * i + 1]) = ((byte)(2 * (points[i] - 1)), (byte)(2 * (points[i] - 1) + 1));
        }

        _points = Vector128.Create((ReadOnlySpan<byte>)shuffle);
    }

    /// <summary>Reads plain records, as long as there are any.</summary>
    /// <param name="cursor">Takes what is noted of them.</param>
    /// <param name="source">The octets of the message.</param>
    /// <param name="position">Where a record may begin.</param>
    /// <returns>The position behind the last one, where another one may begin.</returns>
    public int End(ref ScanCursor cursor, ReadOnlySpan<byte> source, int position)
    {
        if (source.Length < OctetClass.BlockLength || !cursor.List.Notes(_list))
            return position;
        Span<int> registers = cursor.Registers;
        var found = default(PlainRecordBuffer);
        int count;
        do
        {
            var room = Math.Min(_turns < 0 ? int.MaxValue : _maxTurns + 1 - registers[_turns], cursor.List.Room(_list));
            var records = ((Span<PlainRecord>)found)[..Math.Clamp(room, 0, PlainRecordBuffer.Length)];
            count = Find(source, ref position, records);
            records = records[..count];
            cursor.List.Add(records, _points, _list, _place);
            _words?.Note(source, records, registers, _set);
            if (_turns >= 0)
                registers[_turns] += count;
        }
        while (count == PlainRecordBuffer.Length);
        return position;
    }

    /// <summary>Finds plain records.</summary>
    private int Find(ReadOnlySpan<byte> source, ref int start, Span<PlainRecord> found)
    {
        var count = 0;
        var position = start;
        var last = Math.Min(source.Length, ushort.MaxValue) - sizeof(ulong);
        var (endOctets, mask, separator) = (_end, _endMask, _separator);
        while (position <= last)
        {
            // The last block of the message stands before its end.
            var begin = position;
            var block = Math.Min(begin, source.Length - OctetClass.BlockLength);
            var octets = source.Slice(block, OctetClass.BlockLength);
            var notWord = _word.FindEnds(octets) >> begin - block;
            var notRest = _rest.FindEnds(octets) >> begin - block;
            while (notRest != 0)
            {
                var wordEnd = position + BitOperations.TrailingZeroCount(notWord);
                var end = position + BitOperations.TrailingZeroCount(notRest);
                if (end > last || wordEnd == position || _hasFirst && !_first.Contains(source[position]) || end == wordEnd + 1 || (uint)count >= (uint)found.Length
                    || ((ulong)(uint)((source[wordEnd] ^ separator) & wordEnd - end >> 31)
                    | ((BinaryPrimitives.ReadUInt64LittleEndian(source[end..]) ^ endOctets) & mask)) != 0)
                {
                    start = position;
                    return count;
                }

                found[count++] = new PlainRecord(position, wordEnd, end);
                var length = end + _endLength - position;
                position += length;
                if (length >= OctetClass.BlockLength)
                    break;
                notWord >>= length;
                notRest >>= length;
            }

            if (position == begin)
                break;
        }

        start = position;
        return count;
    }
}

/// <summary>Where a plain record begins, where its word ends, and where it ends.</summary>
internal readonly struct PlainRecord(int start, int wordEnd, int end)
{
    private readonly ulong _places = (uint)start | (ulong)(uint)wordEnd << 16 | (ulong)(uint)end << 32;

    public int Start => (ushort)_places;

    public int WordEnd => (ushort)(_places >> 16);

    public int End => (int)(_places >> 32);

    public Vector128<byte> Points()
    {
        var rest = (ulong)((WordEnd - End) >> 31);
        return Vector128.Create(_places, (_places >> 16) + 1 & rest & 0xFFFFFFFF).AsByte();
    }
}

[InlineArray(Length)]
internal struct PlainRecordBuffer
{
    public const int Length = 32;

    private PlainRecord _first;
}
