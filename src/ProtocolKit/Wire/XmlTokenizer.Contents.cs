using System.Buffers;

namespace ProtocolKit;

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
        var length = rest.IndexOf((byte)'<');
        if (length > 0)
            return ReadText(rest[..length]);
        if (length < 0 || rest.Length < 2)
            return Stop(OperationStatus.NeedMoreData);
        if (rest[1] != '/')
            return ReadStartTag() ? XmlToken.StartTag : XmlToken.None;
        return ReadEndTag();
    }

    private XmlToken ReadText(ReadOnlySpan<byte> text)
    {
        _position += text.Length;
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return XmlToken.WhiteSpace;
        return text.IndexOf("]]>"u8) < 0 && XmlCharacters.AreReferencesLegal(text) ? XmlToken.Text : Stop(OperationStatus.InvalidData);
    }

    private XmlToken ReadEndTag()
    {
        var lexer = new XmlLexer(_source, _position + 2);
        if (!lexer.TryReadName(out var name) || !TryReadEndOfEndTag(ref lexer))
            return Stop(lexer.Trouble);
        if (!name.All(_source).SequenceEqual(_open.Innermost.All(_source)))
            return Stop(OperationStatus.InvalidData);
        _position = lexer.Position;
        return Close();
    }

    private XmlToken Close()
    {
        _declared.Leave(_open.Depth);
        _open.Pop();
        return XmlToken.EndTag;
    }

    private static bool TryReadEndOfEndTag(ref XmlLexer lexer)
    {
        lexer.SkipSpace();
        return lexer.TryTake((byte)'>');
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
