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
            if (WireFormat.EqualsIgnoreCase(item, value))
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

        // Elements of a list are mostly spelled alike: the last start tag, and how long the end tag is that is spelled without space.
        private ReadOnlySpan<byte> _startTag;
        private int _endTagLength;
        private bool _hasReferences;

        internal Enumerator(ReadOnlySpan<byte> elements) => _rest = elements;

        /// <summary>What the text stands for, without white space at its ends; a copy where it holds references.</summary>
        public readonly ReadOnlySpan<byte> Current => _hasReferences ? new XmlValue(_written).Decode() : _written;

        /// <summary>Moves on to the next text.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            _hasReferences = false;
            if (_startTag.IsEmpty || !_rest.StartsWith(_startTag))
            {
                if (!FindStartTag())
                    return false;
                if (_startTag[^2] == '/')
                {
                    _written = default;
                    _rest = _rest[_startTag.Length..];
                    return true;
                }
            }

            ReadText(_rest[_startTag.Length..]);
            return true;
        }

        private void ReadText(ReadOnlySpan<byte> text)
        {
            var length = text.IndexOfAny((byte)'<', (byte)'&');
            _hasReferences = text[length] == '&';
            if (_hasReferences)
                length += text[length..].IndexOf((byte)'<');
            _written = text[..length];
            if (length > 0 && (_written[0] <= ' ' || _written[^1] <= ' '))
                _written = _written.Trim(" \t\r\n"u8);
            var endTag = text[length..];
            if (_endTagLength > 0 && endTag[_endTagLength - 1] == '>')
            {
                _rest = endTag[_endTagLength..];
                return;
            }

            length = endTag.IndexOf((byte)'>') + 1;
            _endTagLength = endTag[length - 2] > ' ' ? length : 0;
            _rest = endTag[length..];
        }

        /// <summary>Finds the next start tag, whose values may hold what looks like its end.</summary>
        private bool FindStartTag()
        {
            if (_rest.IsEmpty || _rest[0] != '<')
            {
                var start = _rest.IndexOf((byte)'<');
                if (start < 0)
                    return false;
                _rest = _rest[start..];
            }

            _endTagLength = 0;
            var end = 0;
            while (true)
            {
                end += _rest[end..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
                var found = _rest[end++];
                if (found == '>')
                    break;
                end += _rest[end..].IndexOf(found) + 1;
            }

            _startTag = _rest[..end];
            return true;
        }
    }
}
