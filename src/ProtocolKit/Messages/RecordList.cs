namespace ProtocolKit;

/// <summary>The records of a message, in its order; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <typeparam name="TRecord">The record.</typeparam>
public readonly ref struct RecordList<TMessage, TRecord>
    where TMessage : IListMessage, allows ref struct
    where TRecord : IRecord<TRecord>, allows ref struct
{
    private readonly ReadOnlySpan<byte> _octets;
    private readonly ScannedPlace _record;
    private readonly int _first, _last, _end;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="first">The first register that is noted of a record.</param>
    /// <param name="last">The last one.</param>
    /// <param name="end">The register that notes where a record ends.</param>
    public RecordList(ReadOnlySpan<byte> octets, int first, int last, int end)
    {
        _octets = octets;
        (_first, _last, _end) = (first, last, end);
    }

    /// <summary>Makes the list of a record that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="record">Where that record stands. The message is read again up to there.</param>
    /// <param name="first">The first register that is noted of a record within.</param>
    /// <param name="last">The last one.</param>
    /// <param name="end">The register that notes where a record within ends.</param>
    public RecordList(ReadOnlySpan<byte> octets, ScannedPlace record, int first, int last, int end)
        : this(octets, first, last, end)
    {
        _record = record;
    }

    /// <summary>Begins to enumerate.</summary>
    public Enumerator GetEnumerator() => new(in this);

    /// <summary>Reads the records one after the other.</summary>
    public ref struct Enumerator
    {
        private ListReader<TMessage> _reader;

        internal Enumerator(scoped in RecordList<TMessage, TRecord> list) =>
            _reader.Open(list._octets, list._record, list._first, list._last, list._end);

        /// <summary>The record that was moved to.</summary>
        public readonly TRecord Current => TRecord.Create(_reader.Octets, _reader.Current);

        /// <summary>Moves on to the next record.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => _reader.MoveNext();
    }
}
