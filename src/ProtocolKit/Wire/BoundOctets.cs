using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>A remembered value of at most 64 octets.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct BoundOctets64
{
    private int _length;
    private Storage _octets;

    /// <summary>Copies a value.</summary>
    /// <param name="value">The octets, 64 at most.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    public void Set(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_octets);
        _length = value.Length;
    }

    /// <summary>Copies what a value of an XML message stands for.</summary>
    /// <param name="value">The value, of 64 octets at most.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    public void Set(XmlValue value) => _length = value.CopyTo(_octets);

    /// <summary>The value; empty before one was set.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> AsSpan() => ((ReadOnlySpan<byte>)_octets)[.._length];

    [InlineArray(64)]
    private struct Storage
    {
        private byte _first;
    }
}

/// <summary>A remembered value of at most 256 octets.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct BoundOctets256
{
    private int _length;
    private Storage _octets;

    /// <summary>Copies a value.</summary>
    /// <param name="value">The octets, 256 at most.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    public void Set(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_octets);
        _length = value.Length;
    }

    /// <summary>Copies what a value of an XML message stands for.</summary>
    /// <param name="value">The value, of 256 octets at most.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    public void Set(XmlValue value) => _length = value.CopyTo(_octets);

    /// <summary>The value; empty before one was set.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> AsSpan() => ((ReadOnlySpan<byte>)_octets)[.._length];

    [InlineArray(256)]
    private struct Storage
    {
        private byte _first;
    }
}
