using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>What a parser has noted in a record of a message, or in a value of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ScannedRecord
{
    private readonly ReadOnlySpan<int> _numbers;
    private readonly int _first;

    internal ScannedRecord(ReadOnlySpan<int> numbers, int first)
    {
        _numbers = numbers;
        _first = first;
    }

    /// <summary>Where the parser stood before the record.</summary>
    /// <param name="end">The register that notes where the record ends.</param>
    public ScannedPlace Place(int end) => new(_numbers[^2], _numbers[^1], end, this[end]);

    /// <summary>Whether a value is there.</summary>
    /// <param name="end">The register that holds where it ends; 0 where it is absent.</param>
    public bool Has(int end) => this[end] != 0;

    /// <summary>What a register holds.</summary>
    internal int this[int register] => _numbers[register - _first];
}
