using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Grammar.Xml;

/// <summary>Makes <see cref="XmlList{T}"/> from collection expressions.</summary>
public static class XmlList
{
    /// <summary>Copies the items.</summary>
    public static XmlList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>Copies the items.</summary>
    public static XmlList<T> ToXmlList<T>(this IEnumerable<T> items) => new([.. items]);
}

/// <summary>An immutable list that is equal to another with equal items, so that records made of it can be cached.</summary>
[CollectionBuilder(typeof(XmlList), nameof(XmlList.Create))]
[SuppressMessage("Naming", "CA1710", Justification = "It is a list.")]
public sealed class XmlList<T> : IReadOnlyList<T>, IEquatable<XmlList<T>>
{
    private readonly T[] _items;

    internal XmlList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(XmlList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as XmlList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
