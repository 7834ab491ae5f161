using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>How a number is written in octets.</summary>
/// <typeparam name="TNumber">The type of the number.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INumberFormat<TNumber>
{
    /// <summary>Reads a number.</summary>
    /// <param name="octets">All of its octets.</param>
    static abstract TNumber Read(ReadOnlySpan<byte> octets);
}

/// <summary>Decimal digits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DecimalFormat : INumberFormat<int>
{
    /// <inheritdoc/>
    public static int Read(ReadOnlySpan<byte> octets) => WireFormat.DecimalDigits(octets);
}

/// <summary>Hexadecimal digits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HexadecimalFormat : INumberFormat<long>
{
    /// <inheritdoc/>
    public static long Read(ReadOnlySpan<byte> octets) => WireFormat.HexadecimalDigits(octets);
}

/// <summary>Octets, the most significant one first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BigEndianFormat : INumberFormat<ulong>
{
    /// <inheritdoc/>
    public static ulong Read(ReadOnlySpan<byte> octets) => WireFormat.BigEndian(octets);
}

/// <summary>Octets, the least significant one first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LittleEndianFormat : INumberFormat<ulong>
{
    /// <inheritdoc/>
    public static ulong Read(ReadOnlySpan<byte> octets) => WireFormat.LittleEndian(octets);
}

/// <summary>The contents of a BER INTEGER (X.690, 8.3).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BerIntegerFormat : INumberFormat<long>
{
    /// <inheritdoc/>
    public static long Read(ReadOnlySpan<byte> octets) => WireFormat.BerInteger(octets);
}
