namespace ProtocolKit;

/// <summary>The records of a message, in its order; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <typeparam name="TRecord">The record.</typeparam>
public readonly ref struct RecordList<TMessage, TRecord>
    where TMessage : IMessage<TMessage>, allows ref struct
    where TRecord : IRecord<TRecord>, allows ref struct
{
    private readonly ListSource _source;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="list">Where its first value begins.</param>
    public RecordList(ReadOnlySpan<byte> octets, int layout, ScannedList list) => _source = new ListSource(octets, layout, list);

    /// <summary>Makes the list of a record that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="record">Where that record stands. The message is read again up to there.</param>
    public RecordList(ReadOnlySpan<byte> octets, int layout, ScannedPlace record) =>
        _source = new ListSource(octets, layout, record);

    /// <summary>Begins to enumerate.</summary>
    public Enumerator GetEnumerator() => new(in this);

    /// <summary>Reads the records one after the other.</summary>
    public ref struct Enumerator
    {
        private ListReader<TMessage> _reader;

        internal Enumerator(scoped in RecordList<TMessage, TRecord> list) => _reader = list._source.Open<TMessage>();

        /// <summary>The record that was moved to.</summary>
        public TRecord Current => TRecord.Create(_reader.Octets, ref _reader.Cursor);

        /// <summary>Moves on to the next record.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => _reader.MoveNext();
    }
}
