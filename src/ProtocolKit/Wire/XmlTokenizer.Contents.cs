using System.Buffers;

namespace ProtocolKit.Generated;

/// <content>What stands between start tags.</content>
public ref partial struct XmlTokenizer<TNamespaces>
{
    private XmlToken ReadNext()
    {
        _isBehindRootTag = true;
        if (Status != OperationStatus.Done)
            return XmlToken.None;
        if (_isEmptyElement)
        {
            _isEmptyElement = false;
            return Close();
        }

        var rest = _source[_position..];
        if (rest.IsEmpty)
            return Stop(OperationStatus.NeedMoreData);
        if (rest[0] != '<')
            return ReadText(rest);
        if (rest.Length < 2)
            return Stop(OperationStatus.NeedMoreData);
        if (rest[1] != '/')
            return ReadStartTag() ? XmlToken.StartTag : XmlToken.None;
        return ReadEndTag();
    }

    private XmlToken ReadText(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOf((byte)'<');
        if (length < 0)
            return Stop(OperationStatus.NeedMoreData);
        _position += length;
        var text = rest[..length];
        if (XmlCharacters.IsSpace(text[0]) && !text.ContainsAnyExcept(" \t\r\n"u8))
            return XmlToken.WhiteSpace;
        if (!text.ContainsAny((byte)'&', (byte)']'))
            return XmlToken.Text;
        return text.IndexOf("]]>"u8) < 0 && XmlCharacters.AreReferencesLegal(text) ? XmlToken.Text : Stop(OperationStatus.InvalidData);
    }

    private XmlToken ReadEndTag()
    {
        var name = this[_open.Innermost];
        var position = _position + 2;
        if (!_source[position..].StartsWith(name))
            return Stop(name.StartsWith(_source[position..]) ? OperationStatus.NeedMoreData : OperationStatus.InvalidData);
        position += name.Length;
        var status = ReadEndOfEndTag(ref position);
        if (status != OperationStatus.Done)
            return Stop(status);
        _position = position;
        return Close();
    }

    private XmlToken Close()
    {
        _declared.Leave(_open.Depth);
        _open.Pop();
        return XmlToken.EndTag;
    }

    private readonly OperationStatus ReadEndOfEndTag(ref int position)
    {
        XmlLexer.SkipSpace(_source, ref position);
        return XmlLexer.ReadOctet(_source, ref position, (byte)'>');
    }

    private bool PassProlog(out bool hasDeclaration)
    {
        hasDeclaration = _source.StartsWith("<?"u8);
        if (hasDeclaration)
        {
            _position = XmlDeclaration.Measure(_source);
            if (_position <= 0)
                return Fail(_position < 0 ? OperationStatus.InvalidData : OperationStatus.NeedMoreData);
        }

        var space = _source[_position..].IndexOfAnyExcept(" \t\r\n"u8);
        if (space < 0)
            return Fail(OperationStatus.NeedMoreData);
        _position += space;
        return _source[_position] == '<' || Mismatch();
    }

    private XmlToken Stop(OperationStatus status)
    {
        Fail(status);
        return XmlToken.None;
    }

    private bool Fail(OperationStatus status)
    {
        if (Status == OperationStatus.Done)
            Status = status;
        return false;
    }
}
