using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>Which registers a parser notes of each value of a list; a constant in the generated parser.</summary>
/// <remarks>The first register of a value, the last one, and the one that notes where a value ends, eight bits each; and
/// <see cref="IsWithinRecord"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListLayout
{
    /// <summary>The list stands in a record.</summary>
    public const int IsWithinRecord = 1 << 24;

    private readonly int _code;

    internal ListLayout(int code) => _code = code;

    /// <summary>The first register that is noted of a value.</summary>
    internal int First => _code & 0xFF;

    /// <summary>The last one.</summary>
    internal int Last => _code >> 8 & 0xFF;

    /// <summary>The register that notes where a value ends.</summary>
    internal int End => _code >> 16 & 0xFF;
}
