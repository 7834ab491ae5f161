using System.Buffers.Binary;
using System.ComponentModel;
using System.Numerics;
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

    private readonly Word[] _words;
    private readonly byte[] _table;

    /// <summary>Of each word, another one that differs from it in the case of letters alone, or 0.</summary>
    private readonly byte[] _next;
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
    public int Find(ReadOnlySpan<byte> octets) => Find(octets, new Head(octets));

    /// <summary>Notes a word in the registers of a parser.</summary>
    /// <param name="source">The octets in which the word stands.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="registers">The registers.</param>
    /// <param name="first">The first register of the set.</param>
    public void Note(ReadOnlySpan<byte> source, int start, int end, Span<int> registers, int first)
    {
        var octets = source[start..end];
        var number = Find(octets, source.Length - start >= Head.MaxLength ? new Head(source[start..], end - start) : new Head(octets));
        registers[first + (number >> 5)] |= 1 << number;
    }

    private int Find(ReadOnlySpan<byte> octets, Head head)
    {
        int number = _table[(int)(head.Key(octets.Length) * _multiplier >> _shift)];
        while (number != 0 && !_words[number].Is(octets, in head))
            number = _next[number];
        return number;
    }

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

    /// <summary>The beginning of a word: 16 octets; of a shorter one, all of it and zeros.</summary>
    private readonly struct Head
    {
        public const int MaxLength = 2 * sizeof(ulong);

        /// <summary>From number 8 + n on: what n octets leave of the first eight; from n on: what they leave of the next eight.</summary>
        private static readonly ulong[] s_masks = [.. Enumerable.Range(0, MaxLength + sizeof(ulong) + 1)
            .Select(number => number <= 8 ? 0 : number >= 16 ? ulong.MaxValue : (1UL << 8 * (number - 8)) - 1)];

        /// <summary>Takes it from a word alone.</summary>
        public Head(ReadOnlySpan<byte> octets)
        {
            var length = octets.Length;
            if (length >= sizeof(ulong))
            {
                First = BinaryPrimitives.ReadUInt64LittleEndian(octets);
                if (length >= MaxLength)
                    Second = BinaryPrimitives.ReadUInt64LittleEndian(octets[sizeof(ulong)..]);
                else if (length > sizeof(ulong))
                    Second = BinaryPrimitives.ReadUInt64LittleEndian(octets[(length - sizeof(ulong))..]) >> 8 * (MaxLength - length);
            }
            else if (length >= sizeof(uint))
            {
                First = BinaryPrimitives.ReadUInt32LittleEndian(octets)
                    | (ulong)BinaryPrimitives.ReadUInt32LittleEndian(octets[(length - sizeof(uint))..]) << 8 * (length - sizeof(uint));
            }
            else if (length > 0)
            {
                First = (uint)(octets[0] | octets[length >> 1] << 8 * (length >> 1) | octets[length - 1] << 8 * (length - 1));
            }
        }

        /// <summary>Takes it from a word and what stands behind it: no branch depends on how long the word is.</summary>
        public Head(ReadOnlySpan<byte> source, int length)
        {
            var masks = s_masks.AsSpan(Math.Min(length, MaxLength));
            First = BinaryPrimitives.ReadUInt64LittleEndian(source) & masks[sizeof(ulong)];
            Second = BinaryPrimitives.ReadUInt64LittleEndian(source[sizeof(ulong)..]) & masks[0];
        }

        public ulong First { get; }

        public ulong Second { get; }

        /// <summary>What tells words apart in most cases; the case of letters is no part of it.</summary>
        public ulong Key(int length)
        {
            const ulong letters = 0x2020202020202020;
            return ((First | letters) ^ BitOperations.RotateLeft(Second | letters, 29)) + (ulong)length * 0xD6E8FEB86659FD93;
        }
    }

    private readonly struct Word
    {
        private readonly byte[]? _octets;
        private readonly int _length = -1;
        private readonly bool _ignoresCase;
        private readonly Head _head, _mask;

        public Word(string text, bool ignoresCase)
        {
            _octets = Encoding.UTF8.GetBytes(text);
            _length = _octets.Length;
            _ignoresCase = ignoresCase;
            _head = new Head(_octets);
            _mask = new Head([.. _octets.Select(octet => ignoresCase && char.IsAsciiLetter((char)octet) ? (byte)0xDF : (byte)0xFF)]);
            Key = _head.Key(_octets.Length);
        }

        public ulong Key { get; }

        /// <summary>Whether both would be found for the same octets.</summary>
        public bool Equals(Word other) => _ignoresCase || other._ignoresCase
            ? Ascii.EqualsIgnoreCase(_octets, other._octets) : _octets.AsSpan().SequenceEqual(other._octets);

        public bool Is(ReadOnlySpan<byte> octets, in Head head) => octets.Length == _length
            && (((head.First ^ _head.First) & _mask.First) | ((head.Second ^ _head.Second) & _mask.Second)) == 0
            && (octets.Length <= Head.MaxLength
                || (_ignoresCase ? Ascii.EqualsIgnoreCase(octets, _octets) : octets.SequenceEqual(_octets)));
    }
}
