using System.Buffers;
using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>
/// Reads an XML element from octets, tag by tag, forwards only, without allocating. What reads it asks for the next child
/// until there is none; whatever is wrong ends that, and is in <see cref="Status"/>.
/// </summary>
/// <remarks>
/// It knows UTF-8, the five entities and references to characters. A document type, a comment, a processing instruction, a CDATA section, a
/// prefix that is not declared, an attribute written twice, are invalid. So is what exceeds its bounds: 32 nested elements, 24 attributes
/// of an element, 8 namespaces declared in it around one. Its time grows with the octets, whatever they are.
/// </remarks>
/// <typeparam name="TNamespaces">The namespaces of the protocol.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct XmlTokenizer<TNamespaces>
    where TNamespaces : struct, IXmlNamespaces
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ref readonly XmlNamespaceScope _scope;
    private readonly int _maxDepth;
    private XmlLexer _lexer;
    private XmlSpelledName _name;
    private XmlOpenElements _open;
    private XmlDeclaredNamespaces _declared;
    private int _position;
    private int _namespaceId;
    private bool _isEmptyElement;
    private bool _isBehindRootTag;

    /// <summary>Begins to read an element.</summary>
    /// <param name="source">The octets, from the first of the message on.</param>
    /// <param name="scope">The namespaces that are declared around it.</param>
    /// <param name="maxDepth">The limit on nested elements, its own included.</param>
    public XmlTokenizer(ReadOnlySpan<byte> source, in XmlNamespaceScope scope, int maxDepth)
    {
        _source = source;
        _scope = ref scope;
        _maxDepth = Math.Min(maxDepth, XmlOpenElements.MaxDepth);
    }

    /// <summary><see cref="OperationStatus.Done"/> while all is well.</summary>
    public OperationStatus Status { get; private set; }

    /// <summary>Whether a value that should repeat an earlier one differs from it; set by what reads.</summary>
    public bool DiffersFromEarlier { get; set; }

    /// <summary>How many octets have been read.</summary>
    public readonly int Position => _position;

    /// <summary>How many elements are open.</summary>
    public readonly int Depth => _open.Depth;

    /// <summary>The number of the namespace of the last tag.</summary>
    public readonly int NamespaceId => _namespaceId;

    /// <summary>Where the last start tag begins.</summary>
    public readonly int TagStart => _name.Start - 1;

    /// <summary>Where the last child of the outermost element begins.</summary>
    public readonly int ChildStart => Math.Max(0, _open.LastChild - 1);

    /// <summary>The local name of the last tag.</summary>
    public readonly ReadOnlySpan<byte> LocalName => _name.Local(_source);

    /// <summary>The octets of a range.</summary>
    /// <param name="span">The range.</param>
    public readonly ReadOnlySpan<byte> this[XmlSpan span] => _source[span.Start..span.End];

    /// <summary>What a value or text stands for.</summary>
    /// <param name="span">Where it stands.</param>
    public readonly XmlValue Value(XmlSpan span) => new(this[span]);

    /// <summary>Whether the last tag has this name.</summary>
    /// <param name="namespaceId">The number of the namespace.</param>
    /// <param name="localName">The local name.</param>
    public readonly bool Is(int namespaceId, ReadOnlySpan<byte> localName) =>
        (_namespaceId == namespaceId || _namespaceId == XmlNamespaceScope.Unbound) && LocalName.SequenceEqual(localName);

    /// <summary>Reads the start tag of the element. White space may precede it.</summary>
    /// <returns>Whether it is there.</returns>
    public bool ReadRoot() => PassProlog(out var hasDeclaration) && ReadFirstTag(isEndTag: false) && (!hasDeclaration || Mismatch());

    /// <summary>Counts a value of a list when its element's start tag has been read, and notes where the first one stands.</summary>
    /// <param name="registers">The registers.</param>
    /// <param name="first">The first of the four registers of the list: where the first value's element begins, how many values there are,
    /// up to where they are texts of elements that nothing stands between, and where the child of the outermost element begins that the
    /// first one stands in.</param>
    public readonly void Count(scoped ref ScanRegisters registers, int first)
    {
        if (registers[first + 1]++ == 0)
            (registers[first], registers[first + 2], registers[first + 3]) = (TagStart, TagStart, ChildStart);
    }

    /// <summary>Counts a text of a list when its element has been read, and notes where the first ones stand.</summary>
    /// <inheritdoc cref="Count"/>
    public readonly void CountText(scoped ref ScanRegisters registers, int first)
    {
        Count(ref registers, first);
        ref var end = ref registers[first + 2];
        if (end == TagStart || !_source[end..TagStart].ContainsAnyExcept(" \t\r\n"u8))
            end = _position;
    }

    /// <summary>Goes to a place in an element that has been read before; the tokenizer is new.</summary>
    /// <param name="depth">How many elements are open at that place.</param>
    /// <param name="child">Where the child of the outermost element begins in which it is, as <see cref="ChildStart"/> told it.</param>
    /// <param name="position">The place: behind an element, or before one.</param>
    public void GoTo(int depth, int child, int position)
    {
        if (!ReadRoot())
            return;
        if (depth > 1)
        {
            _position = child;
            ReadNext();
        }

        while (depth > 2 && _position < position && ReadNext() != XmlToken.None)
        {
        }

        _position = position;
    }

    /// <summary>Reads a start tag that opens a stream. White space, or an XML declaration at the very beginning, may precede it.</summary>
    /// <returns>Whether it is there.</returns>
    public bool ReadStream() =>
        PassProlog(out _) && ReadFirstTag(isEndTag: false) && ((!_isEmptyElement && _declared.FitInScope()) || Mismatch());

    /// <summary>Reads the end tag that closes a stream. White space may precede it.</summary>
    /// <returns>Whether it is there.</returns>
    public bool ReadStreamEnd() => PassProlog(out var hasDeclaration) && ReadFirstTag(isEndTag: true) && (!hasDeclaration || Mismatch());

    /// <summary>Reads the start tag of the next child, passing over white space.</summary>
    /// <param name="skipText">Whether to pass over text too; else it is invalid.</param>
    /// <returns>False if the element has ended, or something is wrong.</returns>
    public bool ReadChild(bool skipText = false)
    {
        while (true)
        {
            switch (ReadNext())
            {
                case XmlToken.StartTag:
                    return true;
                case XmlToken.Text when !skipText:
                    return Mismatch();
                case XmlToken.EndTag or XmlToken.None:
                    return false;
            }
        }
    }

    /// <summary>Reads the text of the element, which must have no children, and its end tag.</summary>
    /// <param name="text">The text, as it stands there; white space at its ends is left out.</param>
    /// <returns>Whether it is there.</returns>
    public bool ReadText(out XmlSpan text)
    {
        text = new XmlSpan(_position, _position);
        var token = ReadNext();
        if (token is XmlToken.Text or XmlToken.WhiteSpace)
        {
            text = Trim(text.Start, _position);
            token = ReadNext();
        }

        return token == XmlToken.EndTag || (token != XmlToken.None && Mismatch());
    }

    private readonly XmlSpan Trim(int start, int end)
    {
        if (!XmlCharacters.IsSpace(_source[start]) && !XmlCharacters.IsSpace(_source[end - 1]))
            return new XmlSpan(start, end);
        var space = _source[start..end].IndexOfAnyExcept(" \t\r\n"u8);
        return space < 0 ? new XmlSpan(end, end)
            : new XmlSpan(start + space, start + _source[start..end].LastIndexOfAnyExcept(" \t\r\n"u8) + 1);
    }

    /// <summary>Reads the rest of the element whose start tag was read last.</summary>
    public void Skip()
    {
        for (var depth = Depth; Depth >= depth && ReadNext() != XmlToken.None;)
        {
        }
    }

    /// <summary>Reads the next start tag, whether of a child or behind the end of elements.</summary>
    /// <returns>False if all elements have ended, or something is wrong.</returns>
    public bool ReadNextStartTag()
    {
        while (Depth > 0)
        {
            switch (ReadNext())
            {
                case XmlToken.StartTag:
                    return true;
                case XmlToken.None:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Finds the value of an attribute of the last start tag.</summary>
    /// <param name="localName">Its name, which has no prefix.</param>
    /// <param name="value">The value, as it stands there.</param>
    /// <returns>Whether it is there.</returns>
    public bool TryGetAttribute(ReadOnlySpan<byte> localName, out XmlSpan value) =>
        TryGetAttribute(XmlNamespaceScope.None, localName, out value);

    /// <summary>Finds the value of an attribute of the last start tag.</summary>
    /// <param name="namespaceId">The number of its namespace.</param>
    /// <param name="localName">Its local name.</param>
    /// <param name="value">The value, as it stands there.</param>
    /// <returns>Whether it is there.</returns>
    public bool TryGetAttribute(int namespaceId, ReadOnlySpan<byte> localName, out XmlSpan value)
    {
        var position = _name.End;
        while (TryReadAttribute(ref position, out var name, out value))
        {
            if (name.Local(_source).SequenceEqual(localName) && FindAttributeNamespace(name) == namespaceId)
                return true;
        }

        return false;
    }

    /// <summary>Reads the first tag of a message.</summary>
    /// <param name="tag">What it is.</param>
    /// <returns>Whether it is there.</returns>
    public bool ReadFirst(XmlTag tag) => tag switch
    {
        XmlTag.Stream => ReadStream(),
        XmlTag.StreamEnd => ReadStreamEnd(),
        _ => ReadRoot(),
    };

    /// <summary>Says that the element is not what is looked for.</summary>
    /// <returns>False.</returns>
    public bool Mismatch() => Fail(OperationStatus.InvalidData);

    /// <summary>Whether what has been found is the final word on the octets that <see cref="XmlFrame.Advance"/> handed out; if not, it is
    /// to be asked again.</summary>
    /// <param name="cursor">The cursor; behind the message, if that is complete.</param>
    /// <param name="status">The final word.</param>
    public readonly bool Settles(ref ScanCursor cursor, out OperationStatus status)
    {
        status = Status;
        if (status == OperationStatus.Done)
        {
            cursor.Position = _position;
            if (!XmlCharacters.AreLegal(_source[.._position]))
            {
                status = OperationStatus.InvalidData;
            }
            else if (DiffersFromEarlier)
            {
                cursor.State = ScanCursor.WrongValue;
                status = OperationStatus.InvalidData;
            }

            return true;
        }

        if (status == OperationStatus.NeedMoreData)
            return false;
        return !_isBehindRootTag || XmlFrame.IsFinal(cursor);
    }

    internal readonly void CopyDeclarations(ref XmlNamespaceScope scope) => _declared.CopyTo(ref scope, _source);
}
