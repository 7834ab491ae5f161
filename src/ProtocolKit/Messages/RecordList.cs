namespace ProtocolKit;

/// <summary>The records of a message, in its order; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <typeparam name="TRecord">The record.</typeparam>
public ref struct RecordList<TMessage, TRecord>
    where TMessage : IListMessage, allows ref struct
    where TRecord : IRecord<TRecord>, allows ref struct
{
    private int _place, _position;
    private ListReader<TMessage> _reader;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="end">The register that notes where a record ends.</param>
    public RecordList(ReadOnlySpan<byte> octets, int end)
        : this(new ListReader<TMessage>(octets, end))
    {
    }

    internal RecordList(ListReader<TMessage> reader) => _reader = reader;

    /// <summary>The record that was moved to.</summary>
    public readonly TRecord Current => TRecord.Create(new ScannedRecord(_reader.Octets, in _reader.Cursor, _place, _position));

    /// <summary>Begins to enumerate.</summary>
    public readonly RecordList<TMessage, TRecord> GetEnumerator() => this;

    /// <summary>Moves on to the next record.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        (_place, _position) = (_reader.Cursor.State, _reader.Cursor.Position);
        return _reader.MoveNext();
    }
}
