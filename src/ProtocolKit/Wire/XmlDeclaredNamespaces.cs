using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>A namespace that an element declares.</summary>
internal readonly struct XmlDeclaredNamespace(XmlSpan prefix, XmlSpan uri, int depth, int id)
{
    internal readonly XmlSpan Prefix = prefix;
    internal readonly XmlSpan Uri = uri;
    internal readonly int Depth = depth;
    internal readonly int Id = id;
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
        while (index >= 0 && !prefix.SequenceEqual(source[_table[index].Prefix.Start.._table[index].Prefix.End]))
            index--;
        return index;
    }

    /// <summary>Whether a stream that declares them can be remembered.</summary>
    internal readonly bool FitInScope()
    {
        for (var i = 0; i < _count; i++)
        {
            if (_table[i].Prefix.Length > XmlNamespaceScope.MaxPrefix)
                return false;
        }

        return _count <= XmlNamespaceScope.MaxDeclarations;
    }

    internal readonly void CopyTo(ref XmlNamespaceScope scope, ReadOnlySpan<byte> source)
    {
        for (var i = 0; i < _count; i++)
            scope.Declare(source[_table[i].Prefix.Start.._table[i].Prefix.End], _table[i].Id);
    }

    [InlineArray(Max)]
    private struct Table
    {
        private XmlDeclaredNamespace _first;
    }
}
