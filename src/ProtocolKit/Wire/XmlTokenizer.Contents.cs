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

        var source = _source;
        var position = _position;
        if ((uint)position >= (uint)source.Length)
            return Stop(OperationStatus.NeedMoreData);
        if (source[position] != '<')
            return ReadText();
        if ((uint)++position >= (uint)source.Length)
            return Stop(OperationStatus.NeedMoreData);
        if (source[position] != '/')
            return ReadStartTag() ? XmlToken.StartTag : XmlToken.None;
        return ReadEndTag();
    }

    private XmlToken ReadText()
    {
        var position = _position;
        var status = _lexer.ReadText(_source, ref position, out var isPlain);
        if (status != OperationStatus.Done)
            return Stop(status);
        var text = _source[_position..position];
        _position = position;
        if (XmlCharacters.IsSpace(text[0]) && !text.ContainsAnyExcept(" \t\r\n"u8))
            return XmlToken.WhiteSpace;
        if (isPlain)
            return XmlToken.Text;
        return text.IndexOf("]]>"u8) < 0 && XmlCharacters.AreReferencesLegal(text) ? XmlToken.Text : Stop(OperationStatus.InvalidData);
    }

    private XmlToken ReadEndTag()
    {
        var source = _source;
        var position = _position + 2;
        var status = _lexer.ReadName(source, ref position, out var name);
        if (status == OperationStatus.NeedMoreData)
            return Stop(CanBegin(source[name.Start..]) ? OperationStatus.NeedMoreData : OperationStatus.InvalidData);
        if (status != OperationStatus.Done || !IsInnermost(source[name.Start..position]))
            return Stop(OperationStatus.InvalidData);
        if (source[position] == '>')
            position++;
        else if ((status = ReadEndOfEndTag(ref position)) != OperationStatus.Done)
            return Stop(status);
        _position = position;
        return Close();
    }

    /// <summary>Whether the innermost element has a name. That of its start tag ends before an octet that can't be in it.</summary>
    private readonly bool IsInnermost(ReadOnlySpan<byte> name)
    {
        var start = _source[_open.Innermost..];
        return start.StartsWith(name) && !XmlCharacters.IsName(start[name.Length]) && start[name.Length] != ':';
    }

    /// <summary>Whether octets are a beginning of the innermost element's name, or all of it.</summary>
    private bool CanBegin(ReadOnlySpan<byte> octets)
    {
        var position = _open.Innermost;
        _lexer.ReadName(_source, ref position, out var name);
        return _source[name.Start..name.End].StartsWith(octets);
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

        if ((uint)_position < (uint)_source.Length && _source[_position] == '<')
            return true;
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
