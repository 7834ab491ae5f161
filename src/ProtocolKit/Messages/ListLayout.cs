using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>Which registers a parser notes of each value of a list; a constant in the generated parser.</summary>
/// <remarks>The first register of a value, the last one, and the one that notes where a value ends, eight bits each; and
/// <see cref="HasLists"/> or <see cref="IsWithinRecord"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListLayout
{
    /// <summary>The values are records with lists of their own: where each stands is noted, too.</summary>
    public const int HasLists = 1 << 24;

    /// <summary>The list stands in a record: it is not noted when its message is parsed, but read when it is enumerated.</summary>
    public const int IsWithinRecord = 1 << 25;

    private readonly int _code;

    internal ListLayout(int code) => _code = code;

    /// <summary>The first register that is noted of a value.</summary>
    internal int First => _code & 0xFF;

    /// <summary>The last one.</summary>
    internal int Last => _code >> 8 & 0xFF;

    /// <summary>The register that notes where a value ends.</summary>
    internal int End => _code >> 16 & 0xFF;

    /// <summary>How many registers are noted of a value.</summary>
    internal int Length => Last - First + 1;

    /// <summary>Whether it is noted where each value stands.</summary>
    internal bool HasPlaces => (_code & HasLists) != 0;

    /// <summary>How many numbers are noted of a value.</summary>
    internal int Width => HasPlaces ? Length + 2 : Length;
}
