using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>Octets behind a record, eight at most, compared at once.</summary>
internal readonly struct RecordEnd
{
    private readonly ulong _octets, _mask;

    /// <summary>Makes an end of octets.</summary>
    public RecordEnd(ReadOnlySpan<byte> octets)
    {
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        octets.CopyTo(padded);
        _octets = BinaryPrimitives.ReadUInt64LittleEndian(padded);
        _mask = octets.IsEmpty ? 0 : ulong.MaxValue >> 8 * (sizeof(ulong) - octets.Length);
        Length = octets.Length;
    }

    /// <summary>How many octets it has.</summary>
    public int Length { get; }

    /// <summary>How octets differ from it: 0 where they are the same.</summary>
    /// <param name="source">The octets; eight of them from <paramref name="start"/> on.</param>
    /// <param name="start">Where the end should begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Difference(ReadOnlySpan<byte> source, int start) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(source[start..]) ^ _octets) & _mask;

    /// <summary>Whether octets, eight or more, end in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EndsIn(ReadOnlySpan<byte> source) =>
        BinaryPrimitives.ReadUInt64LittleEndian(source[^sizeof(ulong)..]) >> 8 * (sizeof(ulong) - Length) == _octets;
}
