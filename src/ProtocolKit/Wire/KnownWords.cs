using System.Buffers.Binary;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ProtocolKit.Generated;

/// <summary>The words that a grammar lists beside the rule which contains them, with a number each: 1 for the first; 0 is any other
/// word.</summary>
/// <remarks>A word is found by a table in which no two words share a place, so that one comparison tells.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KnownWords
{
    /// <summary>How many words can be told apart.</summary>
    public const int MaxWords = 127;

    private const int Multipliers = 4096;

    /// <summary>What is left of eight octets that a word of each length ends with.</summary>
    private static readonly ulong[] s_masks =
        [.. Enumerable.Range(0, 2 * Word.TailLength).Select(length => length >= 8 ? ulong.MaxValue : ~(ulong.MaxValue >> 8 * length))];

    private readonly Word[] _words;
    private readonly byte[] _table;

    /// <summary>Of each word, another one that differs from it in the case of letters alone, or 0.</summary>
    private readonly byte[] _next;
    private readonly bool _hasNext;
    private readonly ulong _multiplier;
    private readonly int _shift;

    /// <summary>Makes the table.</summary>
    /// <param name="words">The words, all different; they are compared without regard to ASCII case.</param>
    public KnownWords(params ReadOnlySpan<string> words)
        : this(words, [])
    {
    }

    /// <summary>Makes the table.</summary>
    /// <param name="words">The words that are compared without regard to ASCII case (RFC 5234, 2.3).</param>
    /// <param name="exact">The words that are compared octet by octet (RFC 7405); their numbers follow those of the others.</param>
    /// <exception cref="ArgumentException">There are more than 127 words, or two are the same.</exception>
    public KnownWords(ReadOnlySpan<string> words, ReadOnlySpan<string> exact)
    {
        if (words.Length + exact.Length > MaxWords)
            throw new ArgumentException($"There are more than {MaxWords} words.", nameof(words));
        _words = new Word[words.Length + exact.Length + 1];
        for (var i = 1; i < _words.Length; i++)
            _words[i] = i <= words.Length ? new Word(words[i - 1], ignoresCase: true)
                : new Word(exact[i - 1 - words.Length], ignoresCase: false);

        _next = new byte[_words.Length];
        for (var i = 1; i < _words.Length; i++)
        {
            for (var other = 1; other < i; other++)
            {
                if (_words[i].Equals(_words[other]))
                    throw new ArgumentException("Two words are the same.", nameof(words));
                if (_words[i].Key == _words[other].Key)
                    _next[other] = (byte)i;
            }
        }

        _hasNext = _next.Any(other => other != 0);

        // Twice as many places as words, and more where no multiplier of some thousands keeps them apart.
        for (var bits = BitOperations.Log2((uint)_words.Length) + 1; bits <= 16; bits++)
        {
            _shift = 64 - bits;
            _table = new byte[1 << bits];
            for (var i = 1UL; i <= Multipliers; i++)
            {
                _multiplier = i * 0x9E3779B97F4A7C15 | 1;
                if (TryFill())
                    return;
            }
        }

        throw new ArgumentException("The words can't be told apart.", nameof(words));
    }

    /// <summary>How many words there are.</summary>
    public int Count => _words.Length - 1;

    /// <summary>Finds the number of a word.</summary>
    /// <param name="octets">The word.</param>
    /// <returns>Its number, or 0 for a word that is not listed.</returns>
    public int Find(ReadOnlySpan<byte> octets)
    {
        int number = _table[(int)(Key(octets) * _multiplier >> _shift)];
        while (number != 0 && !_words[number].Is(octets))
            number = _next[number];
        return number;
    }

    /// <summary>Notes a word in the registers of a parser.</summary>
    /// <param name="source">The octets in which the word stands.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="registers">The registers.</param>
    /// <param name="first">The first register of the set.</param>
    public void Note(ReadOnlySpan<byte> source, int start, int end, Span<int> registers, int first)
    {
        var number = Find(source, start, end, canLookBack: end >= Word.TailLength && !_hasNext);
        registers[first + (number >> 5)] |= 1 << number;
    }

    /// <summary>Notes words.</summary>
    /// <param name="source">The octets in which they stand.</param>
    /// <param name="words">Where they stand, ascending.</param>
    /// <param name="registers">The registers.</param>
    /// <param name="first">The first register of the set.</param>
    internal void Note(ReadOnlySpan<byte> source, ReadOnlySpan<PlainWord> words, Span<int> registers, int first)
    {
        var set = registers.Slice(first, (Count >> 5) + 1);
        var canLookBack = !_hasNext && !words.IsEmpty && words[0].End >= Word.TailLength;
        foreach (var (start, end) in words)
        {
            var number = Find(source, start, end, canLookBack);
            set[number >> 5] |= 1 << number;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ReadOnlySpan<byte> source, int start, int end, bool canLookBack)
    {
        var length = end - start;
        return canLookBack && length <= Word.TailLength
            ? FindPlain(source.Slice(end - Word.TailLength, Word.TailLength), length) : Find(source.Slice(start, length));
    }

    /// <summary>Finds the number of a word: no branch depends on what it is, or how long.</summary>
    /// <param name="tail">The octets to its end.</param>
    /// <param name="length">Its length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindPlain(ReadOnlySpan<byte> tail, int length)
    {
        var last = BinaryPrimitives.ReadUInt64LittleEndian(tail[sizeof(ulong)..]) & s_masks[length & 2 * Word.TailLength - 1];
        int number = _table[(int)(Key(last, length) * _multiplier >> _shift)];
        ref readonly var word = ref _words[number];
        var difference = (Vector128.Create(tail) ^ word.Tail) & word.TailMask;
        var bits = (long)(difference.AsUInt64()[0] | difference.AsUInt64()[1] | (uint)(word.Length ^ length));
        // The sign of this is set if no bit is.
        return number & (int)((~bits & bits - 1) >> 63);
    }

    /// <summary>What tells words apart in most cases: their lengths and last octets; the case of letters is no part of it.</summary>
    private static ulong Key(ReadOnlySpan<byte> octets)
    {
        Span<byte> last = stackalloc byte[sizeof(ulong)];
        last.Clear();
        var count = Math.Min(octets.Length, last.Length);
        octets[^count..].CopyTo(last[^count..]);
        return Key(BinaryPrimitives.ReadUInt64LittleEndian(last), octets.Length);
    }

    private static ulong Key(ulong last, int length) => BitOperations.RotateLeft(last | 0x2020202020202020, length);

    private bool TryFill()
    {
        Array.Clear(_table);
        for (var i = 1; i < _words.Length; i++)
        {
            if (_next.Contains((byte)i))
                continue;
            ref var place = ref _table[(int)(_words[i].Key * _multiplier >> _shift)];
            if (place != 0)
                return false;
            place = (byte)i;
        }

        return true;
    }

    private readonly struct Word
    {
        /// <summary>How many octets are compared at once.</summary>
        public const int TailLength = 16;

        private readonly byte[]? _octets;
        private readonly bool _ignoresCase;

        public Word(string text, bool ignoresCase)
        {
            _octets = Encoding.UTF8.GetBytes(text);
            _ignoresCase = ignoresCase;
            Length = _octets.Length;
            Key = KnownWords.Key(_octets);
            Span<byte> tail = stackalloc byte[TailLength], mask = stackalloc byte[TailLength];
            tail.Clear();
            mask.Clear();
            for (var i = 1; i <= Math.Min(Length, TailLength); i++)
            {
                tail[^i] = _octets[^i];
                mask[^i] = ignoresCase && char.IsAsciiLetter((char)_octets[^i]) ? (byte)0xDF : (byte)0xFF;
            }

            (Tail, TailMask) = (Vector128.Create((ReadOnlySpan<byte>)tail), Vector128.Create((ReadOnlySpan<byte>)mask));
        }

        public ulong Key { get; }

        public int Length { get; }

        /// <summary>The last octets, and zeros before a shorter word.</summary>
        public Vector128<byte> Tail { get; }

        /// <summary>What matters of them.</summary>
        public Vector128<byte> TailMask { get; }

        /// <summary>Whether both would be found for the same octets.</summary>
        public bool Equals(Word other) => Is(other._octets) || other.Is(_octets);

        public bool Is(ReadOnlySpan<byte> octets) =>
            _ignoresCase ? Ascii.EqualsIgnoreCase(octets, _octets) : octets.SequenceEqual(_octets);
    }
}
