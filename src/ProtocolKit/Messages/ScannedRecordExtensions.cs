using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Gives the values of what has been read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScannedRecordExtensions
{
    /// <summary>The octets of a value; none where it is absent.</summary>
    /// <param name="record">The record.</param>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="start">The register that holds where it begins; the next one holds where it ends, 0 where it is absent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Value(this scoped ScannedRecord record, ReadOnlySpan<byte> octets, int start) =>
        record.Value(octets, start, start + 1);

    /// <summary>The octets of a value; none where it is absent.</summary>
    /// <param name="record">The record.</param>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="start">The register that holds where it begins.</param>
    /// <param name="end">The register that holds where it ends; 0 where it is absent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Value(this scoped ScannedRecord record, ReadOnlySpan<byte> octets, int start, int end) =>
        record[end] is var behind and not 0 ? octets[record[start]..behind] : default;
}
