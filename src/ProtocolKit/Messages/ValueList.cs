namespace ProtocolKit;

/// <summary>The values of a list, in the order of the message; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
public readonly ref struct ValueList<TMessage>
    where TMessage : IMessage<TMessage>, allows ref struct
{
    private readonly ListSource _source;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="list">Where its first value begins.</param>
    public ValueList(ReadOnlySpan<byte> octets, int layout, ScannedList list) => _source = new ListSource(octets, layout, list);

    /// <summary>Makes the list of a record that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="record">Where that record stands. The message is read again up to there.</param>
    public ValueList(ReadOnlySpan<byte> octets, int layout, ScannedPlace record) =>
        _source = new ListSource(octets, layout, record);

    /// <summary>Begins to enumerate.</summary>
    public Enumerator GetEnumerator() => new(in this);

    /// <summary>Whether one value is a text, without regard to ASCII case.</summary>
    /// <param name="value">The text.</param>
    public bool Contains(ReadOnlySpan<byte> value)
    {
        foreach (var item in this)
        {
            if (WireFormat.EqualsIgnoreCase(item, value))
                return true;
        }

        return false;
    }

    /// <summary>Reads the values one after the other.</summary>
    public ref struct Enumerator
    {
        private readonly int _start, _end;
        private ListReader<TMessage> _reader;

        internal Enumerator(scoped in ValueList<TMessage> list)
        {
            var layout = new ListLayout(list._source.Layout);
            _end = layout.End;
            _start = _end == layout.Last ? layout.First : layout.Last;
            _reader = list._source.Open<TMessage>();
        }

        /// <summary>The value that was moved to; owned by whoever owns the message's octets.</summary>
        public ReadOnlySpan<byte> Current => _reader.Cursor.Value(_start, _end).In(_reader.Octets);

        /// <summary>Moves on to the next value.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => _reader.MoveNext();
    }
}
