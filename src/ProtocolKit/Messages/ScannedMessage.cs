using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>The octets of a message, or of one of its records, with the places that its parser has noted in them.</summary>
/// <remarks>Generated types of messages are made of it. The octets are owned by whoever owns the buffer that was parsed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ScannedMessage
{
    private readonly ScanRegisters _registers;

    /// <summary>Takes what a parser has read.</summary>
    /// <param name="octets">The message's octets.</param>
    /// <param name="cursor">The parser's cursor.</param>
    public ScannedMessage(ReadOnlySpan<byte> octets, scoped in ScanCursor cursor)
    {
        Octets = octets;
        _registers = cursor.Registers;
    }

    /// <summary>The message's octets.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>The octets of a value; none where it is absent.</summary>
    /// <param name="start">The register that holds where it begins; the next one holds where it ends, 0 where it is absent.</param>
    public ReadOnlySpan<byte> this[int start] => this[start, start + 1];

    /// <summary>The octets of a value; none where it is absent.</summary>
    /// <param name="start">The register that holds where it begins.</param>
    /// <param name="end">The register that holds where it ends; 0 where it is absent.</param>
    public ReadOnlySpan<byte> this[int start, int end] => _registers[end] == 0 ? default : Octets[_registers[start].._registers[end]];

    /// <summary>Whether a value is there.</summary>
    /// <param name="end">The register that holds where it ends; 0 where it is absent.</param>
    public bool Has(int end) => _registers[end] != 0;

    /// <summary>Whether a known word has been read.</summary>
    /// <param name="set">The first register of the set of words.</param>
    /// <param name="word">The word's number.</param>
    public bool HasWord(int set, int word) => (_registers[set + (word >> 5)] >> word & 1) != 0;
}
