using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>The places that a parser has noted in a record of a message.</summary>
/// <remarks>Generated types of records are made of it. The octets are owned by whoever owns the buffer that was parsed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ScannedRecord
{
    private readonly ReadOnlySpan<byte> _octets;
    private readonly ScanRegisters _registers;
    private readonly int _place, _position;

    /// <summary>Takes what a parser has read.</summary>
    /// <param name="octets">The message's octets.</param>
    /// <param name="cursor">The parser's cursor behind the record.</param>
    /// <param name="place">The place at which the parser stood before the record.</param>
    /// <param name="position">The position at which it stood there.</param>
    internal ScannedRecord(ReadOnlySpan<byte> octets, scoped ref readonly ScanCursor cursor, int place, int position)
    {
        _octets = octets;
        _registers = cursor.Registers;
        (_place, _position) = (place, position);
    }

    /// <summary>The octets of a value; none where it is absent.</summary>
    /// <param name="start">The register that holds where it begins; the next one holds where it ends, 0 where it is absent.</param>
    public ReadOnlySpan<byte> this[int start] => this[start, start + 1];

    /// <inheritdoc cref="ScannedMessage.this[int, int]"/>
    public ReadOnlySpan<byte> this[int start, int end] => _registers[end] == 0 ? default : _octets[_registers[start].._registers[end]];

    /// <inheritdoc cref="ScannedMessage.Has"/>
    public bool Has(int end) => _registers[end] != 0;

    /// <summary>The values of a list within the record.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <param name="start">The register that notes where a value begins.</param>
    /// <param name="end">The register that notes where a value ends.</param>
    /// <param name="recordEnd">The register that notes where the record ends.</param>
    public ValueList<TMessage> List<TMessage>(int start, int end, int recordEnd)
        where TMessage : IListMessage, allows ref struct => new(Reader<TMessage>(end, recordEnd), start);

    /// <summary>The records within the record.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <typeparam name="TRecord">The records within.</typeparam>
    /// <param name="end">The register that notes where one of them ends.</param>
    /// <param name="recordEnd">The register that notes where this record ends.</param>
    public RecordList<TMessage, TRecord> Records<TMessage, TRecord>(int end, int recordEnd)
        where TMessage : IListMessage, allows ref struct
        where TRecord : IRecord<TRecord>, allows ref struct => new(Reader<TMessage>(end, recordEnd));

    /// <summary>Reads again from where the record begins: what was noted before it is needed there, and has not changed since.</summary>
    private ListReader<TMessage> Reader<TMessage>(int end, int recordEnd)
        where TMessage : IListMessage, allows ref struct
    {
        var reader = new ListReader<TMessage>(_octets, end) { Limit = _registers[recordEnd] };
        (reader.Cursor.State, reader.Cursor.Position, reader.Cursor.Registers) = (_place, _position, _registers);
        return reader;
    }
}
