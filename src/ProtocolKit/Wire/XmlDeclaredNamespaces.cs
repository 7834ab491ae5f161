using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>A namespace that an element declares.</summary>
internal readonly struct XmlDeclaredNamespace(in XmlSpelledAttribute attribute, int depth, int id)
{
    internal readonly XmlSpan Prefix = attribute.Name.HasPrefix ? new XmlSpan(attribute.Name.LocalStart, attribute.Name.End) : default;
    internal readonly XmlSpan Uri = attribute.Value;
    internal readonly int Depth = depth;
    internal readonly int Id = id;
}

/// <summary>The namespaces that the open elements declare.</summary>
internal struct XmlDeclaredNamespaces
{
    /// <summary>How many can be declared at one place.</summary>
    internal const int Max = 16;

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

    internal readonly bool TryFind(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> source, out XmlDeclaredNamespace declared)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            ref readonly var candidate = ref _table[i];
            if (candidate.Prefix.Length == prefix.Length && prefix.SequenceEqual(source[candidate.Prefix.Start..candidate.Prefix.End]))
            {
                declared = candidate;
                return true;
            }
        }

        declared = default;
        return false;
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
