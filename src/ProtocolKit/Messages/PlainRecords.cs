using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Reads the records of a list that are plain, many octets at once: a word, or a word, a separator and a rest, and behind it
/// always the same octets, but for the last ones. It reads what the places of a parser would read, and leaves all else to them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PlainRecords
{
    private readonly OctetClass _first, _word, _rest;
    private readonly bool _hasFirst;
    private readonly byte _separator;
    private readonly RecordEnd _end, _beforeLast, _last;
    private readonly int _list, _place, _behind, _turns, _maxTurns, _set;
    private readonly int _startRegister, _wordEndRegister, _endRegister, _restStartRegister, _restEndRegister;
    private readonly KnownWords? _words;

    /// <summary>Says what a record is.</summary>
    /// <param name="word">The octets of its word.</param>
    /// <param name="end">The octets behind it, eight at most.</param>
    /// <param name="list">The list in which it is noted: a <see cref="ListLayout"/>.</param>
    /// <param name="registers">The registers that note where it begins, where its word ends, where it ends, and where its rest begins and
    /// ends, 0 if there is none; <see cref="ScanRegisters.Count"/> for one that is not noted.</param>
    /// <param name="place">The place where the parser is left behind it.</param>
    /// <param name="behind">How many octets of the end have been read there.</param>
    /// <param name="begin">The place where it begins, if the parser can be begun there; else 0.</param>
    /// <param name="first">The octets that its word may begin with, if they are not those of a word.</param>
    /// <param name="separator">The octet that separates its word from a rest; 0 where there is no rest.</param>
    /// <param name="rest">The octets of a rest; those of a word and the separator are among them.</param>
    /// <param name="turns">The register that counts the records, or -1.</param>
    /// <param name="maxTurns">What it may hold before a record.</param>
    /// <param name="words">The known words, or null.</param>
    /// <param name="set">The first register of the set of those that have been read.</param>
    /// <param name="beforeLast">The octets behind the last record but one, eight at most, if they are others; else none.</param>
    /// <param name="last">The octets from behind the last record to the end of the message, eight at most; none if that is not
    /// known.</param>
    public PlainRecords(
        OctetClass word, ReadOnlySpan<byte> end, int list, ReadOnlySpan<int> registers, int place, int behind = 1, int begin = 0,
        OctetClass? first = null, char separator = '\0', OctetClass? rest = null, int turns = -1, int maxTurns = 0,
        KnownWords? words = null, int set = 0, ReadOnlySpan<byte> beforeLast = default, ReadOnlySpan<byte> last = default)
    {
        (_first, _word, _rest) = (first ?? word, word, rest ?? word);
        (_hasFirst, _separator) = (first is not null, (byte)separator);
        (_end, _beforeLast, _last) = (new RecordEnd(end), new RecordEnd(beforeLast), new RecordEnd(last));
        (_list, _place, _behind, _turns, _maxTurns, _words, _set) = (list, place, behind, turns, maxTurns, words, set);
        Begin = begin;
        (_startRegister, _wordEndRegister, _endRegister) = (registers[0], registers[1], registers[2]);
        (_restStartRegister, _restEndRegister) = (registers[3], registers[4]);
    }

    /// <summary>The place where a record begins, if the parser can be begun there; else 0.</summary>
    internal int Begin { get; }

    /// <summary>Whether these are the records of a list.</summary>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    internal bool Reads(int layout) => _list == layout;

    /// <summary>Reads plain records, as long as there are any.</summary>
    /// <param name="cursor">Takes what is noted of them.</param>
    /// <param name="source">The octets of the message.</param>
    /// <param name="position">Where a record may begin.</param>
    /// <returns>The position behind the last one, where another one may begin; the complement of the position behind the message, if all
    /// of it has been read.</returns>
    public int End(ref ScanCursor cursor, ReadOnlySpan<byte> source, int position)
    {
        if (source.Length < OctetClass.BlockLength || !cursor.Passes(this, position))
            return position;
        Span<int> registers = cursor.Registers;
        var found = default(PlainWords);
        int count;
        do
        {
            var room = _turns < 0 ? PlainWords.Length : Math.Clamp(_maxTurns + 1 - registers[_turns], 0, PlainWords.Length);
            Span<PlainWord> words = found;
            count = Find(source, ref position, words[..room]);
            _words?.Note(source, words[..count], registers, _set);
            if (_turns >= 0)
                registers[_turns] += count;
        }
        while (count == PlainWords.Length && position >= 0);
        return position;
    }

    /// <summary>Moves behind the next record of a message that has been read.</summary>
    /// <param name="cursor">Where the last one was moved behind; its registers take what is noted.</param>
    /// <param name="source">The octets of the message.</param>
    /// <param name="block">What is known of the octets there; of use as long as the result is true, and at the end.</param>
    /// <returns>Whether there is one, and it is plain.</returns>
    internal bool TryNext(ref ScanCursor cursor, ReadOnlySpan<byte> source, ref PlainBlock block)
    {
        var start = block.Next == 0 ? FindStart(in cursor, source) : block.Next;
        if (start < 0)
            return false;
        block.Next = 0;
        var offset = start - block.Start;
        var (notWord, notRest) = (block.NotWord >> offset, block.NotRest >> offset);
        if ((uint)offset >= OctetClass.BlockLength || notRest == 0)
        {
            if (start >= source.Length || source.Length < OctetClass.BlockLength)
                return false;
            Classify(source, start, out block);
            (notWord, notRest) = (block.NotWord, block.NotRest);
            if (notRest == 0)
                return false;
        }

        var wordEnd = start + BitOperations.TrailingZeroCount(notWord);
        var end = start + BitOperations.TrailingZeroCount(notRest);
        if (!IsPlain(source, start, wordEnd, end))
            return false;
        var next = FindNext(source, end);
        if (next == 0)
            return false;
        block.Next = next;
        var hasRest = wordEnd - end >> 31;
        Span<int> registers = cursor.Registers;
        registers[_startRegister] = start;
        registers[_wordEndRegister] = wordEnd;
        registers[_endRegister] = end;
        registers[_restStartRegister] = wordEnd + 1 & hasRest;
        registers[_restEndRegister] = end & hasRest;
        (cursor.State, cursor.Position) = (_place, end + _behind);
        return true;
    }

    /// <summary>Finds where the record behind another one begins.</summary>
    /// <returns>The position, <see cref="PlainBlock.AtEnd"/> where there is none, or 0 where that is not known.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindNext(ReadOnlySpan<byte> source, int end)
    {
        if (source.Length - end == _last.Length && _last.IsAt(source, end))
            return PlainBlock.AtEnd;
        if (_end.IsAt(source, end))
            return end + _end.Length;
        return _beforeLast.Length > 0 && _beforeLast.IsAt(source, end) ? end + _beforeLast.Length : 0;
    }

    /// <summary>Where the record begins before which the parser stands; -1 where it stands elsewhere.</summary>
    private int FindStart(in ScanCursor cursor, ReadOnlySpan<byte> source)
    {
        if (cursor.State == Begin)
            return cursor.Position;
        var end = cursor.Position - _behind;
        return cursor.State == _place && end >= 0 && source.Length >= OctetClass.BlockLength && _end.IsAt(source, end)
            ? end + _end.Length : -1;
    }

    /// <summary>Finds plain records.</summary>
    /// <param name="source">The octets of the message.</param>
    /// <param name="position">Where a record may begin; set to where another one may, or to the complement of where the message
    /// ends.</param>
    /// <param name="words">Take where their words stand.</param>
    /// <returns>How many there are.</returns>
    private int Find(ReadOnlySpan<byte> source, ref int position, Span<PlainWord> words)
    {
        var count = 0;
        var start = position;
        var last = source.Length - sizeof(ulong);
        int begin;
        do
        {
            begin = start;
            if (start >= source.Length)
                break;
            var (notWord, notRest) = Classify(source, start);
            while (notRest != 0)
            {
                var wordEnd = start + BitOperations.TrailingZeroCount(notWord);
                var end = start + BitOperations.TrailingZeroCount(notRest);
                if ((uint)count >= (uint)words.Length || !IsPlain(source, start, wordEnd, end))
                {
                    position = start;
                    return count;
                }

                words[count] = new PlainWord(start, wordEnd);
                if (end > last || !_end.IsWithin(source, end))
                {
                    position = start;
                    return count + FindLast(source, end, ref position, words[(count + 1)..]);
                }

                count++;
                var length = end + _end.Length - start;
                start += length;
                if (length >= OctetClass.BlockLength)
                    break;
                notWord >>= length;
                notRest >>= length;
            }
        }
        while (start != begin);

        position = start;
        return count;
    }

    /// <summary>Finds the end of a message behind a record that may be the last one, or the last but one.</summary>
    /// <param name="source">The octets of the message.</param>
    /// <param name="end">Where the record ends.</param>
    /// <param name="position">Set to the complement of where the message ends, if that is found.</param>
    /// <param name="words">Take where the word of the last record stands.</param>
    /// <returns>How many records there are behind which the message ends; 0 where that is not known.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindLast(ReadOnlySpan<byte> source, int end, ref int position, Span<PlainWord> words)
    {
        var count = 1;
        if (_beforeLast.Length > 0)
        {
            var start = end + _beforeLast.Length;
            if (start >= source.Length || words.IsEmpty || !_beforeLast.IsAt(source, end))
                return 0;
            var (notWord, notRest) = Classify(source, start);
            var wordEnd = start + BitOperations.TrailingZeroCount(notWord);
            end = start + BitOperations.TrailingZeroCount(notRest);
            if (notRest == 0 || !IsPlain(source, start, wordEnd, end))
                return 0;
            words[0] = new PlainWord(start, wordEnd);
            count = 2;
        }

        if (_last.Length == 0 || source.Length - end < _last.Length || !_last.IsAt(source, end))
            return 0;
        position = ~(end + _last.Length);
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Classify(ReadOnlySpan<byte> source, int position, out PlainBlock block)
    {
        var (notWord, notRest) = Classify(source, position);
        block = new PlainBlock(position, notWord, notRest);
    }

    /// <summary>Finds the octets from a position on that are in no word, and those that are in no rest: bit n stands for the octet n places
    /// behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (ulong NotWord, ulong NotRest) Classify(ReadOnlySpan<byte> source, int position)
    {
        // The last block of the message stands before its end.
        var begin = Math.Min(position, source.Length - OctetClass.BlockLength);
        var octets = source.Slice(begin, OctetClass.BlockLength);
        return (_word.FindEnds(octets) >> position - begin, _rest.FindEnds(octets) >> position - begin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsPlain(ReadOnlySpan<byte> source, int start, int wordEnd, int end) =>
        wordEnd != start && end != wordEnd + 1 && (!_hasFirst || _first.Contains(source[start]))
        && ((source[wordEnd] ^ _separator) & wordEnd - end >> 31) == 0;
}
