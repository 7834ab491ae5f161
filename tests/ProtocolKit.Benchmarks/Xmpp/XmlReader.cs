using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Benchmarks.Xmpp;

/// <summary>Reads one element of a stream, forwards.</summary>
internal ref struct XmlReader(ReadOnlySpan<byte> source)
{
    private const int MaxDepth = 8;
    private const int MaxAttributes = 24;
    private const int MaxDeclarations = 16;

    private readonly ReadOnlySpan<byte> _source = source;
    private OpenElements _open;
    private int _depth;
    private Attributes _attributes;
    private int _attributeCount;
    private Declarations _declarations;
    private int _declarationCount;
    private XmlName _name;
    private bool _isEmpty;

    public int Position { get; private set; }

    public OperationStatus Status { get; private set; }

    public readonly bool Is(int namespaceId, ReadOnlySpan<byte> localName)
    {
        if (!_name.Local(_source).SequenceEqual(localName))
            return false;
        var prefix = _name.Prefix(_source);
        for (var i = _declarationCount - 1; i >= 0; i--)
        {
            if (_declarations[i].Prefix.Of(_source).SequenceEqual(prefix))
                return _declarations[i].Id == namespaceId;
        }

        // The stream that is not here declares its own name's prefix, and the default namespace.
        return namespaceId == XmlNames.Stream
            && (prefix.SequenceEqual("stream"u8) || (_depth == 1 && !prefix.IsEmpty && !prefix.SequenceEqual("xml"u8)));
    }

    public OperationStatus Refuse()
    {
        if (Status == OperationStatus.Done)
            Status = OperationStatus.InvalidData;
        return Status;
    }

    public bool ReadRoot()
    {
        while ((uint)Position < (uint)_source.Length && XmlNames.IsSpace(_source[Position]))
            Position++;
        if ((uint)Position >= (uint)_source.Length)
            return Fail(OperationStatus.NeedMoreData);
        return _source[Position] == '<' ? ReadStartTag() : Fail(OperationStatus.InvalidData);
    }

    /// <summary>Reads the next child's start tag, or the element's end tag.</summary>
    public bool ReadChild(bool allowText)
    {
        if (Status != OperationStatus.Done)
            return false;
        if (_isEmpty)
        {
            _isEmpty = false;
            Close();
            return false;
        }

        var rest = _source[Position..];
        if (rest.IsEmpty || rest[0] != '<')
        {
            if (!PassText(ref rest, allowText))
                return false;
        }

        if (rest.Length < 2)
            return Fail(OperationStatus.NeedMoreData);
        return rest[1] == '/' ? ReadEndTag() && false : ReadStartTag();
    }

    /// <summary>Reads the text of an element without children, but for white space at its ends.</summary>
    public bool ReadText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_isEmpty)
        {
            _isEmpty = false;
            Close();
            return true;
        }

        var rest = _source[Position..];
        var length = rest.IndexOf((byte)'<');
        if (length < 0 || rest.Length < length + 2)
            return Fail(OperationStatus.NeedMoreData);
        if (rest[length + 1] != '/')
            return Fail(OperationStatus.InvalidData);
        var written = rest[..length];
        text = XmlNames.Trim(written);
        Position += length;
        return written.IndexOf("]]>"u8) < 0 ? ReadEndTag() : Fail(OperationStatus.InvalidData);
    }

    /// <summary>Reads the rest of the element.</summary>
    public void Skip()
    {
        for (var depth = _depth; _depth >= depth && Status == OperationStatus.Done;)
            ReadChild(allowText: true);
    }

    private bool PassText(ref ReadOnlySpan<byte> rest, bool allowText)
    {
        var length = rest.IndexOf((byte)'<');
        if (length < 0)
            return Fail(OperationStatus.NeedMoreData);
        var text = rest[..length];
        if (text.ContainsAnyExcept(" \t\r\n"u8) && !(allowText && text.IndexOf("]]>"u8) < 0 && XmlNames.AreLegalReferences(text)))
            return Fail(OperationStatus.InvalidData);
        Position += length;
        rest = rest[length..];
        return true;
    }

    private bool ReadEndTag()
    {
        var name = _open[_depth - 1].All(_source);
        var rest = _source[(Position + 2)..];
        var known = Math.Min(rest.Length, name.Length);
        if (!rest[..known].SequenceEqual(name[..known]))
            return Fail(OperationStatus.InvalidData);
        var end = known;
        while ((uint)end < (uint)rest.Length && XmlNames.IsSpace(rest[end]))
            end++;
        if ((uint)end >= (uint)rest.Length)
            return Fail(OperationStatus.NeedMoreData);
        if (rest[end] != '>')
            return Fail(OperationStatus.InvalidData);
        Position += end + 3;
        Close();
        return true;
    }

    private void Close()
    {
        while (_declarationCount > 0 && _declarations[_declarationCount - 1].Depth == _depth)
            _declarationCount--;
        _depth--;
    }

    private bool ReadStartTag()
    {
        var source = _source;
        var position = Position + 1;
        if (!ReadName(ref position, out _name))
            return false;
        if (_depth == MaxDepth)
            return Fail(OperationStatus.InvalidData);
        _open[_depth++] = _name;
        _attributeCount = 0;
        while (true)
        {
            var isSpaced = (uint)position < (uint)source.Length && XmlNames.IsSpace(source[position]);
            while ((uint)position < (uint)source.Length && XmlNames.IsSpace(source[position]))
                position++;
            if ((uint)position >= (uint)source.Length)
                return Fail(OperationStatus.NeedMoreData);
            if (source[position] is (byte)'>' or (byte)'/')
                break;
            if (!isSpaced)
                return Fail(OperationStatus.InvalidData);
            if (!ReadAttribute(ref position))
                return false;
        }

        _isEmpty = source[position] == '/';
        if (_isEmpty)
        {
            if ((uint)++position >= (uint)source.Length)
                return Fail(OperationStatus.NeedMoreData);
            if (source[position] != '>')
                return Fail(OperationStatus.InvalidData);
        }

        Position = position + 1;
        return _attributeCount < 2 || HasDistinctAttributes() || Fail(OperationStatus.InvalidData);
    }

    private bool ReadAttribute(ref int position)
    {
        var source = _source;
        if (!ReadName(ref position, out var name))
            return false;
        while ((uint)position < (uint)source.Length && XmlNames.IsSpace(source[position]))
            position++;
        if ((uint)position >= (uint)source.Length)
            return Fail(OperationStatus.NeedMoreData);
        if (source[position++] != '=')
            return Fail(OperationStatus.InvalidData);
        while ((uint)position < (uint)source.Length && XmlNames.IsSpace(source[position]))
            position++;
        if ((uint)position >= (uint)source.Length)
            return Fail(OperationStatus.NeedMoreData);
        var quote = source[position++];
        if (quote is not ((byte)'\'' or (byte)'"'))
            return Fail(OperationStatus.InvalidData);
        var length = source[position..].IndexOfAny(quote, (byte)'<');
        if (length < 0)
            return Fail(OperationStatus.NeedMoreData);
        if (source[position + length] == '<')
            return Fail(OperationStatus.InvalidData);
        var value = new XmlRange(position, position + length);
        position += length + 1;
        return TakeAttribute(name, value) || Fail(OperationStatus.InvalidData);
    }

    private bool TakeAttribute(in XmlName name, XmlRange value)
    {
        if (_attributeCount == MaxAttributes)
            return false;
        _attributes[_attributeCount++] = name;
        var octets = value.Of(_source);
        var isDeclaration = (name.HasPrefix ? name.Prefix(_source) : name.Local(_source)).SequenceEqual("xmlns"u8);
        if (octets.Contains((byte)'&') && (isDeclaration || !XmlNames.AreLegalReferences(octets)))
            return false;
        if (!isDeclaration)
            return true;
        var prefix = name.HasPrefix ? new XmlRange(name.LocalStart, name.End) : default;
        if (_declarationCount == MaxDeclarations || !XmlNames.MayDeclare(prefix.Of(_source), octets))
            return false;
        _declarations[_declarationCount++] = new Declaration(prefix, value, XmlNames.Find(octets), _depth);
        return true;
    }

    /// <summary>No attribute may be written twice, not even by two prefixes of one namespace.</summary>
    private readonly bool HasDistinctAttributes()
    {
        for (var i = 1; i < _attributeCount; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (_attributes[i].Local(_source).SequenceEqual(_attributes[j].Local(_source))
                    && HaveSameNamespace(_attributes[i], _attributes[j]))
                    return false;
            }
        }

        return true;
    }

    private readonly bool HaveSameNamespace(in XmlName first, in XmlName second)
    {
        var one = first.Prefix(_source);
        var other = second.Prefix(_source);
        if (one.SequenceEqual(other))
            return true;
        if (one.IsEmpty || other.IsEmpty || one.SequenceEqual("xmlns"u8) || other.SequenceEqual("xmlns"u8))
            return false;
        var uri = FindUri(one);
        return !uri.IsEmpty && uri.SequenceEqual(FindUri(other));
    }

    private readonly ReadOnlySpan<byte> FindUri(ReadOnlySpan<byte> prefix)
    {
        for (var i = _declarationCount - 1; i >= 0; i--)
        {
            if (_declarations[i].Prefix.Of(_source).SequenceEqual(prefix))
                return _declarations[i].Uri.Of(_source);
        }

        return prefix.SequenceEqual("stream"u8) ? "http://etherx.jabber.org/streams"u8 : default;
    }

    private bool ReadName(ref int position, out XmlName name)
    {
        var source = _source;
        var start = position;
        var localStart = start;
        var end = start;
        name = default;
        while (true)
        {
            if ((uint)end >= (uint)source.Length)
                return Fail(OperationStatus.NeedMoreData);
            if (!XmlNames.IsNameStart(source[end]))
                return Fail(OperationStatus.InvalidData);
            do
            {
                if ((uint)++end >= (uint)source.Length)
                    return Fail(OperationStatus.NeedMoreData);
            }
            while (XmlNames.IsName(source[end]));

            if (source[end] != ':' || localStart != start)
                break;
            localStart = ++end;
        }

        name = new XmlName(start, localStart, end);
        position = end;
        return true;
    }

    private bool Fail(OperationStatus status)
    {
        if (Status == OperationStatus.Done)
            Status = status;
        return false;
    }

    private readonly record struct Declaration(XmlRange Prefix, XmlRange Uri, int Id, int Depth);

    [InlineArray(MaxDepth)]
    private struct OpenElements
    {
        private XmlName _first;
    }

    [InlineArray(MaxAttributes)]
    private struct Attributes
    {
        private XmlName _first;
    }

    [InlineArray(MaxDeclarations)]
    private struct Declarations
    {
        private Declaration _first;
    }
}
