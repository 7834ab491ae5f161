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

    /// <summary>Whether it stands somewhere in octets.</summary>
    /// <param name="source">The octets; eight of them from <paramref name="start"/> on.</param>
    /// <param name="start">Where it should begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsWithin(ReadOnlySpan<byte> source, int start) => Is(BinaryPrimitives.ReadUInt64LittleEndian(source[start..]));

    /// <summary>Whether it stands somewhere in octets, also at their end.</summary>
    /// <param name="source">The octets, eight at least.</param>
    /// <param name="start">Where it should begin; an octet is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ReadOnlySpan<byte> source, int start)
    {
        var begin = Math.Min(start, source.Length - sizeof(ulong));
        return Is(BinaryPrimitives.ReadUInt64LittleEndian(source[begin..]) >> 8 * (start - begin));
    }

    private bool Is(ulong octets) => ((octets ^ _octets) & _mask) == 0;
}
