using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A set of known words, by their numbers.</summary>
/// <param name="words">Bit n stands for the word with the number n.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WordSet(UInt128 words)
{
    private readonly UInt128 _words = words;

    /// <summary>Whether a word is in the set.</summary>
    /// <param name="number">Its number.</param>
    public bool Contains(int number) => (_words >> number & 1) != 0;
}
