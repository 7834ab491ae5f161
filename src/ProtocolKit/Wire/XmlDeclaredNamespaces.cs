using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>A namespace that an element declares.</summary>
/// <param name="nameEnd">Where the name of the attribute ends that declares it.</param>
/// <param name="prefixLength">How long the prefix is, with which that name ends; 0 for the default namespace.</param>
/// <param name="depth">The depth of the element.</param>
/// <param name="id">The namespace's number.</param>
internal readonly struct XmlDeclaredNamespace(int nameEnd, int prefixLength, int depth, int id)
{
    internal readonly int NameEnd = nameEnd;
    internal readonly int PrefixLength = prefixLength;
    internal readonly int Depth = depth;
    internal readonly int Id = id;

    internal ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> source) => source.Slice(NameEnd - PrefixLength, PrefixLength);
}

/// <summary>The namespaces that the open elements declare.</summary>
internal struct XmlDeclaredNamespaces
{
    /// <summary>How many can be declared at one place.</summary>
    internal const int Max = XmlNamespaceScope.MaxDeclarations;

    private Table _table;
    private int _count;

    internal bool TryAdd(in XmlDeclaredNamespace declared)
    {
        if (_count == Max)
            return false;
        _table[_count++] = declared;
        return true;
    }

    /// <summary>Forgets what the element at a depth has declared.</summary>
    internal void Leave(int depth)
    {
        while (_count > 0 && _table[_count - 1].Depth >= depth)
            _count--;
    }

    internal readonly XmlDeclaredNamespace this[int index] => _table[index];

    /// <summary>Finds the declaration of a prefix: its index, or -1.</summary>
    internal readonly int Find(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> source)
    {
        var index = _count - 1;
        while (index >= 0 && !Has(prefix, _table[index], source))
            index--;
        return index;

        static bool Has(ReadOnlySpan<byte> prefix, in XmlDeclaredNamespace declared, ReadOnlySpan<byte> source) =>
            declared.PrefixLength == prefix.Length && (prefix.IsEmpty || prefix.SequenceEqual(declared.Prefix(source)));
    }

    /// <summary>Whether a stream that declares them can be remembered.</summary>
    internal readonly bool FitInScope()
    {
        for (var i = 0; i < _count; i++)
        {
            if (_table[i].PrefixLength > XmlNamespaceScope.MaxPrefix)
                return false;
        }

        return _count <= XmlNamespaceScope.MaxDeclarations;
    }

    internal readonly void CopyTo(ref XmlNamespaceScope scope, ReadOnlySpan<byte> source)
    {
        for (var i = 0; i < _count; i++)
            scope.Declare(_table[i].Prefix(source), _table[i].Id);
    }

    [InlineArray(Max)]
    private struct Table
    {
        private XmlDeclaredNamespace _first;
    }
}
