using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>A name as spelled, with or without a prefix.</summary>
internal readonly struct XmlSpelledName(int start, int localStart, int end)
{
    internal readonly int Start = start;
    internal readonly int LocalStart = localStart;
    internal readonly int End = end;

    internal bool HasPrefix => LocalStart != Start;

    internal ReadOnlySpan<byte> All(ReadOnlySpan<byte> source) => source[Start..End];

    internal ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> source) => HasPrefix ? source[Start..(LocalStart - 1)] : default;

    internal ReadOnlySpan<byte> Local(ReadOnlySpan<byte> source) => source[LocalStart..End];

    /// <summary>Whether it is the name of an attribute that declares a namespace: of the prefix that is its local part, or of
    /// none.</summary>
    internal bool IsDeclaration(ReadOnlySpan<byte> source) =>
        source[Start..(HasPrefix ? LocalStart - 1 : End)].SequenceEqual("xmlns"u8);
}

/// <summary>The names of the attributes of a start tag.</summary>
internal struct XmlAttributeNames
{
    /// <summary>How many there can be, declarations included.</summary>
    internal const int Max = 24;

    private Names _names;

    internal int Count { get; private set; }

    internal readonly XmlSpelledName this[int index] => _names[index];

    internal bool TryAdd(XmlSpelledName name)
    {
        if (Count == Max)
            return false;
        _names[Count++] = name;
        return true;
    }

    /// <summary>Whether no name is spelled twice.</summary>
    internal readonly bool AreDistinct(ReadOnlySpan<byte> source)
    {
        for (var i = 1; i < Count; i++)
        {
            var name = _names[i].All(source);
            for (var j = 0; j < i; j++)
            {
                if (name.SequenceEqual(_names[j].All(source)))
                    return false;
            }
        }

        return true;
    }

    [InlineArray(Max)]
    private struct Names
    {
        private XmlSpelledName _first;
    }
}
