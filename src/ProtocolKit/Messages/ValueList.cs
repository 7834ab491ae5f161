using System.Text;

namespace ProtocolKit;

/// <summary>The values of a list, in the order of the message; they are read one after the other, without allocation.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
public readonly ref struct ValueList<TMessage>
    where TMessage : IListMessage, allows ref struct
{
    private readonly ReadOnlySpan<byte> _octets;
    private readonly ScannedPlace _record;
    private readonly int _start, _end;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="start">The register that notes where a value begins.</param>
    /// <param name="end">The register that notes where a value ends.</param>
    public ValueList(ReadOnlySpan<byte> octets, int start, int end)
    {
        _octets = octets;
        (_start, _end) = (start, end);
    }

    /// <summary>Makes the list of a record that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="record">Where the record stands. The message is read again up to there.</param>
    /// <param name="start">The register that notes where a value begins.</param>
    /// <param name="end">The register that notes where a value ends.</param>
    public ValueList(ReadOnlySpan<byte> octets, ScannedPlace record, int start, int end)
        : this(octets, start, end)
    {
        _record = record;
    }

    /// <summary>Begins to enumerate.</summary>
    public Enumerator GetEnumerator() => new(in this);

    /// <summary>Whether one value is a text, without regard to ASCII case.</summary>
    /// <param name="value">The text.</param>
    public bool Contains(ReadOnlySpan<byte> value)
    {
        foreach (var item in this)
        {
            if (Ascii.EqualsIgnoreCase(item, value))
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
            (_start, _end) = (list._start, list._end);
            _reader.Open(list._octets, list._record, Math.Min(_start, _end), Math.Max(_start, _end), _end);
        }

        /// <summary>The value that was moved to; owned by whoever owns the message's octets.</summary>
        public readonly ReadOnlySpan<byte> Current => _reader.Current.Value(_reader.Octets, _start, _end);

        /// <summary>Moves on to the next value.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => _reader.MoveNext();
    }
}
