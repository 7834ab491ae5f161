namespace ProtocolKit;

/// <summary>Which of a grammar's known words a message has.</summary>
public readonly struct WordSet : IEquatable<WordSet>
{
    /// <summary>How many words a set can tell apart.</summary>
    public const int MaxWords = 127;

    private readonly ulong _low, _high;

    /// <summary>Takes the set that a parser has noted in its registers.</summary>
    /// <param name="registers">The registers.</param>
    /// <param name="first">The first one of the set.</param>
    /// <param name="words">How many words there are.</param>
    public WordSet(scoped in ScanRegisters registers, int first, int words)
    {
        for (var i = words >> 5; i >= 0; i--)
        {
            ref var half = ref _low;
            if (i > 1)
                half = ref _high;
            half |= (ulong)(uint)registers[first + i] << (32 * (i & 1));
        }
    }

    /// <summary>Whether the message has a word.</summary>
    /// <param name="word">The word's number; 0 for any that is not listed.</param>
    public bool Contains(int word) => (word < 64 ? _low >> word : _high >> (word - 64)) % 2 != 0;

    /// <inheritdoc/>
    public bool Equals(WordSet other) => _low == other._low && _high == other._high;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WordSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_low, _high);

    /// <summary>Whether two sets have the same words.</summary>
    public static bool operator ==(WordSet left, WordSet right) => left.Equals(right);

    /// <summary>Whether two sets have different words.</summary>
    public static bool operator !=(WordSet left, WordSet right) => !left.Equals(right);
}
