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
    public int Find(ReadOnlySpan<byte> octets)
    {
        var ends = new Ends(octets);
        int number = _table[(int)(ends.Key(octets.Length) * _multiplier >> _shift)];
        while (number != 0 && !_words[number].Is(octets, in ends))
            number = _next[number];
        return number;
    }

    /// <summary>Notes a word in the registers of a parser.</summary>
    /// <param name="octets">The word.</param>
    /// <param name="registers">The registers.</param>
    /// <param name="first">The first register of the set.</param>
    public void Note(ReadOnlySpan<byte> octets, Span<int> registers, int first)
    {
        var number = Find(octets);
        registers[first + (number >> 5)] |= 1 << number;
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

    /// <summary>The beginning of a word and its end: of up to 16 octets, all of it.</summary>
    private readonly struct Ends
    {
        public Ends(ReadOnlySpan<byte> octets)
        {
            if (octets.Length >= sizeof(ulong))
            {
                First = BinaryPrimitives.ReadUInt64LittleEndian(octets);
                Last = BinaryPrimitives.ReadUInt64LittleEndian(octets[^sizeof(ulong)..]);
            }
            else if (octets.Length >= sizeof(uint))
            {
                First = BinaryPrimitives.ReadUInt32LittleEndian(octets);
                Last = BinaryPrimitives.ReadUInt32LittleEndian(octets[^sizeof(uint)..]);
            }
            else if (octets.Length > 0)
            {
                First = (uint)(octets[0] | octets[octets.Length >> 1] << 8 | octets[^1] << 16);
            }
        }

        public ulong First { get; }

        public ulong Last { get; }

        /// <summary>What tells words apart in most cases; the case of letters is no part of it.</summary>
        public ulong Key(int length)
        {
            const ulong letters = 0x2020202020202020;
            return ((First | letters) ^ BitOperations.RotateLeft(Last | letters, 29)) + (ulong)length * 0xD6E8FEB86659FD93;
        }
    }

    private readonly struct Word
    {
        private readonly byte[]? _octets;
        private readonly int _length = -1;
        private readonly bool _ignoresCase;
        private readonly Ends _ends, _mask;

        public Word(string text, bool ignoresCase)
        {
            _octets = Encoding.UTF8.GetBytes(text);
            _length = _octets.Length;
            _ignoresCase = ignoresCase;
            _ends = new Ends(_octets);
            _mask = new Ends([.. _octets.Select(octet => ignoresCase && char.IsAsciiLetter((char)octet) ? (byte)0xDF : (byte)0xFF)]);
            Key = _ends.Key(_octets.Length);
        }

        public ulong Key { get; }

        /// <summary>Whether both would be found for the same octets.</summary>
        public bool Equals(Word other) => _ignoresCase || other._ignoresCase
            ? Ascii.EqualsIgnoreCase(_octets, other._octets) : _octets.AsSpan().SequenceEqual(other._octets);

        public bool Is(ReadOnlySpan<byte> octets, in Ends ends) => octets.Length == _length
            && (((ends.First ^ _ends.First) & _mask.First) | ((ends.Last ^ _ends.Last) & _mask.Last)) == 0
            && (octets.Length <= 2 * sizeof(ulong)
                || (_ignoresCase ? Ascii.EqualsIgnoreCase(octets, _octets) : octets.SequenceEqual(_octets)));
    }
}
