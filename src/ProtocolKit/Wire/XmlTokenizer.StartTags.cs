using System.Buffers;

namespace ProtocolKit;

/// <content>Start tags, with their namespaces.</content>
public ref partial struct XmlTokenizer<TNamespaces>
{
    /// <summary>Reads a tag, and only then says that it is not of the kind that was looked for: a part of it says nothing, however small.</summary>
    private bool ReadFirstTag(bool isEndTag)
    {
        if (_source.Length - _position < 2)
            return Fail(OperationStatus.NeedMoreData);
        if (_source[_position + 1] != '/')
            return ReadStartTag() && (!isEndTag || Mismatch());
        var lexer = new XmlLexer(_source, _position + 2);
        if (!lexer.TryReadName(out _tag.Name) || !TryReadEndOfEndTag(ref lexer))
            return Fail(lexer.Trouble);
        _position = lexer.Position;
        return (isEndTag && TryFindNamespace(_tag.Name, out _namespaceId)) || Mismatch();
    }

    private bool ReadStartTag()
    {
        var status = _tag.Read(_source, _position);
        if (status != OperationStatus.Done)
            return Fail(status);
        if (_open.Depth >= _maxDepth || !_tag.IsWhole)
            return Mismatch();
        _open.Push(_tag.Name);
        for (var i = 0; i < _tag.Count; i++)
        {
            if (!IsAttributeLegal(i))
                return Mismatch();
        }

        for (var i = 0; i < _tag.Count; i++)
        {
            if (_tag[i].Name.HasPrefix && !IsPrefixLegal(i))
                return Mismatch();
        }

        _position = _tag.End;
        _isEmptyElement = _tag.IsEmptyElement;
        return TryFindNamespace(_tag.Name, out _namespaceId) || Mismatch();
    }

    private bool IsAttributeLegal(int index)
    {
        ref readonly var attribute = ref _tag[index];
        var name = attribute.Name.All(_source);
        for (var i = 0; i < index; i++)
        {
            if (name.SequenceEqual(_tag[i].Name.All(_source)))
                return false;
        }

        if (attribute.IsDeclaration(_source, out var prefix))
            return !attribute.HasReferences && TryDeclare(prefix, attribute);
        return !attribute.HasReferences || XmlCharacters.AreReferencesLegal(this[attribute.Value]);
    }

    private bool TryDeclare(ReadOnlySpan<byte> prefix, in XmlSpelledAttribute attribute)
    {
        var uri = this[attribute.Value];
        if (!XmlReservedNames.MayDeclare(prefix, uri))
            return false;
        var id = uri.IsEmpty ? XmlNamespaceScope.None : TNamespaces.Find(uri);
        return _declared.TryAdd(new XmlDeclaredNamespace(attribute, _open.Depth, id));
    }

    /// <summary>Two prefixes of one namespace make one attribute twice.</summary>
    private readonly bool IsPrefixLegal(int index)
    {
        ref readonly var attribute = ref _tag[index];
        if (attribute.IsDeclaration(_source, out _))
            return true;
        var id = FindAttributeNamespace(attribute.Name);
        if (id == XmlNamespaceScope.Unbound && !_scope.IsOpenEnded)
            return false;
        for (var i = 0; i < index; i++)
        {
            ref readonly var other = ref _tag[i];
            if (other.Name.HasPrefix && other.Name.Local(_source).SequenceEqual(attribute.Name.Local(_source))
                && !other.IsDeclaration(_source, out _) && AreSameNamespace(other.Name.Prefix(_source), attribute.Name.Prefix(_source)))
                return false;
        }

        return true;
    }

    private readonly bool AreSameNamespace(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> other)
    {
        if (_declared.TryFind(prefix, _source, out var first) && _declared.TryFind(other, _source, out var second))
            return this[first.Uri].SequenceEqual(this[second.Uri]);
        var id = FindNamespace(prefix);
        return id > 0 && id == FindNamespace(other);
    }

    private readonly bool TryFindNamespace(in XmlSpelledName name, out int id)
    {
        id = FindNamespace(name.Prefix(_source));
        if (id != XmlNamespaceScope.Unbound)
            return true;
        if (_open.Depth > 1)
            id = XmlNamespaceScope.Other;
        return _scope.IsOpenEnded;
    }

    private readonly int FindAttributeNamespace(in XmlSpelledName name) =>
        name.HasPrefix ? FindNamespace(name.Prefix(_source)) : XmlNamespaceScope.None;

    private readonly int FindNamespace(ReadOnlySpan<byte> prefix)
    {
        if (_declared.TryFind(prefix, _source, out var declared))
            return declared.Id;
        if (prefix.SequenceEqual("xml"u8))
            return TNamespaces.Find(XmlReservedNames.XmlUri);
        return prefix.SequenceEqual("xmlns"u8) ? XmlNamespaceScope.Unbound : _scope.Find(prefix);
    }
}
