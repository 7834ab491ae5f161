using System.ComponentModel;

namespace ProtocolKit;

/// <summary>The values of a list in an XML message that has been read, in the order of the message; without allocation but for values
/// that hold references.</summary>
public readonly ref struct XmlValueList
{
    private readonly ReadOnlySpan<byte> _octets;
    private readonly XmlListPath _path;
    private readonly int _first, _count, _end, _child;

    /// <summary>Makes the list of a message that has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="cursor">Where the values stand.</param>
    /// <param name="first">The first of the four registers that tell it: see
    /// <see cref="XmlTokenizer{TNamespaces}.Count(ref ScanRegisters, int)"/>.</param>
    /// <param name="path">The elements in which values stand.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public XmlValueList(ReadOnlySpan<byte> octets, scoped in ScanCursor cursor, int first, XmlListPath path)
    {
        _octets = octets;
        _path = path;
        (_first, _count) = (cursor.Registers[first], cursor.Registers[first + 1]);
        (_end, _child) = (cursor.Registers[first + 2], cursor.Registers[first + 3]);
    }

    /// <summary>Whether one of the values is a text, without regard to ASCII case.</summary>
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

    /// <summary>Begins to enumerate.</summary>
    public Enumerator GetEnumerator() => new(in this);

    /// <summary>Reads the values one after the other.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<byte> _octets;
        private readonly XmlListPath _path;
        private XmlTextList.Enumerator _texts;
        private XmlSpan _value;
        private int _left, _position, _child;

        internal Enumerator(scoped in XmlValueList list)
        {
            _octets = list._octets;
            _path = list._path;
            (_left, _position, _child) = (list._count, list._end, list._child);
            if (_path is { HasTexts: true })
                _texts = new XmlTextList(_octets[list._first..list._end]).GetEnumerator();
        }

        /// <summary>What the value stands for; a copy where it holds references.</summary>
        public readonly ReadOnlySpan<byte> Current =>
            _path.HasTexts ? _texts.Current : new XmlValue(_octets[_value.Start.._value.End]).Decode();

        /// <summary>Moves on to the next value: texts that nothing stands between are read as such, any other value is looked for from
        /// where the one before it ends.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (--_left < 0)
                return false;
            if (_path.HasTexts && _texts.MoveNext())
                return true;
            if (!_path.ReadNext(_octets, ref _position, ref _child, out _value))
                return false;
            if (!_path.HasTexts)
                return true;
            _texts = new XmlTextList(_octets[_value.Start.._value.End]).GetEnumerator();
            return _texts.MoveNext();
        }
    }
}
