using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>Where the word of a plain record stands.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct PlainWord(int Start, int End);

/// <summary>Several of them.</summary>
[InlineArray(Length)]
internal struct PlainWords
{
    /// <summary>How many there are at most.</summary>
    public const int Length = 32;

    private PlainWord _first;
}
