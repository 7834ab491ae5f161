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
        var status = XmlLexer.ReadName(_source, ref position, out _name);
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
        var status = XmlLexer.ReadName(source, ref position, out _name);
        if (status != OperationStatus.Done)
            return Fail(status);
        _attributes.Count = 0;
        var isLegal = _open.Depth < _maxDepth;
        if (isLegal)
            _open.Push(new XmlSpan(_name.Start, _name.End));
        while (true)
        {
            var behind = position;
            XmlLexer.SkipSpace(source, ref position);
            if ((uint)position >= (uint)source.Length)
                return Fail(OperationStatus.NeedMoreData);
            if (source[position] is (byte)'>' or (byte)'/')
                break;
            if (position == behind)
                return Mismatch();
            status = ReadAttribute(ref position, ref isLegal);
            if (status != OperationStatus.Done)
                return Fail(status);
        }

        _isEmptyElement = source[position++] == '/';
        if (_isEmptyElement && (status = XmlLexer.ReadOctet(source, ref position, (byte)'>')) != OperationStatus.Done)
            return Fail(status);
        _position = position;
        return (isLegal && (_attributes.Count < 2 || _attributes.AreDistinct(source)) && ArePrefixesLegal() && TryFindNamespace())
            || Mismatch();
    }

    /// <summary>Reads an attribute. What is illegal in it, though it has its form, is said at the end of the tag.</summary>
    private OperationStatus ReadAttribute(ref int position, ref bool isLegal)
    {
        var value = default(XmlSpan);
        var status = XmlLexer.ReadName(_source, ref position, out var name);
        if (status == OperationStatus.Done)
            status = XmlLexer.ReadValue(_source, ref position, out value);
        if (status != OperationStatus.Done || !isLegal)
            return status;
        var octets = this[value];
        var hasReferences = octets.Contains((byte)'&');
        isLegal = _attributes.TryAdd(name) && (name.IsDeclaration(_source, out var prefix)
            ? !hasReferences && TryDeclare(prefix, value)
            : !hasReferences || XmlCharacters.AreReferencesLegal(octets));
        _hasPrefixedAttribute |= name.HasPrefix;
        return OperationStatus.Done;
    }

    private bool TryDeclare(XmlSpan prefix, XmlSpan value)
    {
        var uri = this[value];
        if (!XmlReservedNames.MayDeclare(this[prefix], uri))
            return false;
        var id = uri.IsEmpty ? XmlNamespaceScope.None : TNamespaces.Find(uri);
        return _declared.TryAdd(new XmlDeclaredNamespace(prefix, value, _open.Depth, id));
    }

    private bool ArePrefixesLegal()
    {
        if (!_hasPrefixedAttribute)
            return true;
        _hasPrefixedAttribute = false;
        for (var i = 0; i < _attributes.Count; i++)
        {
            if (_attributes[i].HasPrefix && !IsPrefixLegal(i))
                return false;
        }

        return true;
    }

    /// <summary>Two prefixes of one namespace make one attribute twice.</summary>
    private readonly bool IsPrefixLegal(int index)
    {
        var name = _attributes[index];
        if (name.IsDeclaration(_source, out _))
            return true;
        if (FindAttributeNamespace(name) == XmlNamespaceScope.Unbound && !_scope.IsOpenEnded)
            return false;
        for (var i = 0; i < index; i++)
        {
            var other = _attributes[i];
            if (other.HasPrefix && other.Local(_source).SequenceEqual(name.Local(_source))
                && !other.IsDeclaration(_source, out _) && AreSameNamespace(other.Prefix(_source), name.Prefix(_source)))
                return false;
        }

        return true;
    }

    private readonly bool AreSameNamespace(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> other)
    {
        var first = _declared.Find(prefix, _source);
        var second = _declared.Find(other, _source);
        if (first >= 0 && second >= 0)
            return this[_declared[first].Uri].SequenceEqual(this[_declared[second].Uri]);
        var id = FindNamespace(prefix);
        return id > 0 && id == FindNamespace(other);
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
        if (prefix.SequenceEqual("xml"u8))
            return TNamespaces.Find(XmlReservedNames.XmlUri);
        return prefix.SequenceEqual("xmlns"u8) ? XmlNamespaceScope.Unbound : _scope.Find(prefix);
    }
}
