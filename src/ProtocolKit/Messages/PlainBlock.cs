namespace ProtocolKit;

/// <summary>What is known of a block of octets in which plain records are read one by one.</summary>
/// <param name="start">Where it begins.</param>
/// <param name="notWord">Which of its octets are in no word: bit n stands for octet n.</param>
/// <param name="notRest">Which of its octets are in no rest.</param>
internal struct PlainBlock(int start, ulong notWord, ulong notRest)
{
    /// <summary>Stands for the next record where there is none.</summary>
    public const int AtEnd = -1;

    /// <summary>Where the next record begins; 0 where that is not known, <see cref="AtEnd"/> where there is none.</summary>
    public int Next;

    /// <summary>Where it begins.</summary>
    public readonly int Start = start;

    /// <summary>Which of its octets are in no word: bit n stands for octet n.</summary>
    public readonly ulong NotWord = notWord;

    /// <summary>Which of its octets are in no rest.</summary>
    public readonly ulong NotRest = notRest;
}
