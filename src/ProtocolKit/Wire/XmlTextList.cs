using System.Text;

namespace ProtocolKit;

/// <summary>The texts of XML elements that stand one behind the other, white space aside, and have been read before.</summary>
/// <param name="elements">The elements: each has text and nothing else.</param>
public readonly ref struct XmlTextList(ReadOnlySpan<byte> elements)
{
    private readonly ReadOnlySpan<byte> _elements = elements;

    /// <summary>Whether one of the texts is a text, without regard to ASCII case.</summary>
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

    /// <summary>Begins to enumerate.</summary>
    public Enumerator GetEnumerator() => new(_elements);

    /// <summary>Reads the texts one after the other.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _rest;
        private ReadOnlySpan<byte> _written;

        internal Enumerator(ReadOnlySpan<byte> elements) => _rest = elements;

        /// <summary>What the text stands for, without white space at its ends; a copy where it holds references.</summary>
        public readonly ReadOnlySpan<byte> Current => new XmlValue(_written).Decode();

        /// <summary>Moves on to the next text.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            var start = _rest.IndexOf((byte)'<');
            if (start < 0)
                return false;
            _rest = _rest[(start + 1)..];
            if (!PassTag())
            {
                _written = default;
                return true;
            }

            var length = _rest.IndexOf((byte)'<');
            _written = _rest[..length].Trim(" \t\r\n"u8);
            _rest = _rest[length..];
            _rest = _rest[(_rest.IndexOf((byte)'>') + 1)..];
            return true;
        }

        /// <summary>Goes behind the start tag, whose values may hold what looks like its end; tells whether an end tag follows.</summary>
        private bool PassTag()
        {
            var end = 0;
            while (true)
            {
                end += _rest[end..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
                var found = _rest[end++];
                if (found == '>')
                    break;
                end += _rest[end..].IndexOf(found) + 1;
            }

            var hasEndTag = _rest[end - 2] != '/';
            _rest = _rest[end..];
            return hasEndTag;
        }
    }
}
