using System.Buffers;

namespace ProtocolKit.Generated;

/// <content>Start tags, with their namespaces.</content>
public ref partial struct XmlTokenizer<TNamespaces>
{
    /// <summary>Reads a tag, and only then says that it is not of the kind that was looked for: a part of it says nothing, however
    /// small.</summary>
    private bool ReadFirstTag(bool isEndTag)
    {
        if (_source.Length - _position < 2)
            return Fail(OperationStatus.NeedMoreData);
        if (_source[_position + 1] != '/')
            return ReadStartTag() && (!isEndTag || Mismatch());
        var position = _position + 2;
        var status = _lexer.ReadName(_source, ref position, out _name);
        if (status == OperationStatus.Done)
            status = ReadEndOfEndTag(ref position);
        if (status != OperationStatus.Done)
            return Fail(status);
        _position = position;
        return (isEndTag && TryFindNamespace()) || Mismatch();
    }

    private bool ReadStartTag()
    {
        var source = _source;
        var position = _position + 1;
        var status = _lexer.ReadName(source, ref position, out var name);
        if (status != OperationStatus.Done)
            return Fail(status);
        _name = name;
        var isLegal = _open.Depth < _maxDepth;
        if (isLegal)
            _open.Push(name.Start);
        if (source[position] != '>')
            return ReadAttributes(position, isLegal);
        _isEmptyElement = false;
        _position = position + 1;
        return (isLegal && TryFindNamespace()) || Mismatch();
    }

    /// <summary>Reads what stands behind the name of a start tag.</summary>
    private bool ReadAttributes(int position, bool isLegal)
    {
        var source = _source;
        var isAlone = true;
        var status = OperationStatus.Done;
        var count = 0;
        if (XmlLexer.TryReadDeclaration(source, ref position, out var quote))
        {
            var name = new XmlSpelledName(position - "xmlns='"u8.Length, position - "xmlns='"u8.Length, position - "='"u8.Length);
            status = _lexer.ReadQuoted(source, quote, ref position, out var value, out var hasReferences);
            if (status != OperationStatus.Done)
                return Fail(status);
            isLegal = isLegal && !hasReferences && TryDeclare(name, value);
            count++;
        }

        for (; ; count++)
        {
            var behind = position;
            XmlLexer.SkipSpace(source, ref position);
            if ((uint)position >= (uint)source.Length)
                return Fail(OperationStatus.NeedMoreData);
            if (source[position] is (byte)'>' or (byte)'/')
                break;
            if (position == behind)
                return Mismatch();
            status = ReadAttribute(ref position, ref isLegal, ref isAlone);
            if (status != OperationStatus.Done)
                return Fail(status);
            isAlone &= count == 0;
        }

        _isEmptyElement = source[position++] == '/';
        if (_isEmptyElement && (status = XmlLexer.ReadOctet(source, ref position, (byte)'>')) != OperationStatus.Done)
            return Fail(status);
        _position = position;
        return (isLegal && (isAlone || AreAttributesLegal()) && TryFindNamespace()) || Mismatch();
    }

    /// <summary>Reads an attribute. What is illegal in it, though it has its form, is said at the end of the tag.</summary>
    private OperationStatus ReadAttribute(ref int position, ref bool isLegal, ref bool isAlone)
    {
        var source = _source;
        var status = _lexer.ReadName(source, ref position, out var name);
        if (status != OperationStatus.Done)
            return status;
        status = _lexer.ReadValue(source, ref position, out var value, out var hasReferences);
        if (status != OperationStatus.Done || !isLegal)
            return status;
        if (name.IsDeclaration(source))
        {
            isLegal = !hasReferences && TryDeclare(name, value);
        }
        else
        {
            isLegal = !hasReferences || XmlCharacters.AreReferencesLegal(this[value]);
            isAlone &= !name.HasPrefix;
        }

        return OperationStatus.Done;
    }

    private bool TryDeclare(XmlSpelledName name, XmlSpan value)
    {
        var prefix = name.HasPrefix ? name.Local(_source) : default;
        var uri = this[value];
        if (!XmlReservedNames.MayDeclare(prefix, uri))
            return false;
        var id = uri.IsEmpty ? XmlNamespaceScope.None : TNamespaces.Find(uri);
        return _declared.TryAdd(new XmlDeclaredNamespace(name.End, prefix.Length, _open.Depth, id));
    }

    /// <summary>Whether the attributes of the last start tag are distinct, not too many, and have prefixes that are declared.</summary>
    private bool AreAttributesLegal()
    {
        var attributes = default(XmlAttributeNames);
        var position = _name.End;
        while (TryReadAttribute(ref position, out var name, out _))
        {
            if (!attributes.TryAdd(name))
                return false;
        }

        if (!attributes.AreDistinct(_source))
            return false;
        for (var i = 0; i < attributes.Count; i++)
        {
            if (!IsPrefixLegal(in attributes, i))
                return false;
        }

        return true;
    }

    /// <summary>Reads an attribute of the last start tag once more.</summary>
    /// <returns>False if the tag ends.</returns>
    private bool TryReadAttribute(ref int position, out XmlSpelledName name, out XmlSpan value)
    {
        XmlLexer.SkipSpace(_source, ref position);
        var status = _lexer.ReadName(_source, ref position, out name);
        value = default;
        return status == OperationStatus.Done && _lexer.ReadValue(_source, ref position, out value, out _) == OperationStatus.Done;
    }

    /// <summary>Two prefixes of one namespace make one attribute twice.</summary>
    private bool IsPrefixLegal(in XmlAttributeNames attributes, int index)
    {
        var name = attributes[index];
        if (!name.HasPrefix || name.IsDeclaration(_source))
            return true;
        if (FindAttributeNamespace(name) == XmlNamespaceScope.Unbound && !_scope.IsOpenEnded)
            return false;
        for (var i = 0; i < index; i++)
        {
            var other = attributes[i];
            if (other.HasPrefix && other.Local(_source).SequenceEqual(name.Local(_source))
                && !other.IsDeclaration(_source) && AreSameNamespace(other.Prefix(_source), name.Prefix(_source)))
                return false;
        }

        return true;
    }

    private bool AreSameNamespace(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> other)
    {
        var first = _declared.Find(prefix, _source);
        var second = _declared.Find(other, _source);
        if (first >= 0 && second >= 0)
            return Uri(_declared[first]).SequenceEqual(Uri(_declared[second]));
        var id = FindNamespace(prefix);
        return id > 0 && id == FindNamespace(other);
    }

    private ReadOnlySpan<byte> Uri(XmlDeclaredNamespace declared)
    {
        var position = declared.NameEnd;
        _lexer.ReadValue(_source, ref position, out var value, out _);
        return this[value];
    }

    /// <summary>Finds the namespace of the tag.</summary>
    private bool TryFindNamespace()
    {
        _namespaceId = FindNamespace(_name.Prefix(_source));
        if (_namespaceId != XmlNamespaceScope.Unbound)
            return true;
        if (_open.Depth > 1)
            _namespaceId = XmlNamespaceScope.Other;
        return _scope.IsOpenEnded;
    }

    private readonly int FindAttributeNamespace(XmlSpelledName name) =>
        name.HasPrefix ? FindNamespace(name.Prefix(_source)) : XmlNamespaceScope.None;

    private readonly int FindNamespace(ReadOnlySpan<byte> prefix)
    {
        var index = _declared.Find(prefix, _source);
        if (index >= 0)
            return _declared[index].Id;
        if (prefix.IsEmpty)
            return _scope.Find(prefix);
        if (prefix.SequenceEqual("xml"u8))
            return TNamespaces.Find(XmlReservedNames.XmlUri);
        return prefix.SequenceEqual("xmlns"u8) ? XmlNamespaceScope.Unbound : _scope.Find(prefix);
    }
}
