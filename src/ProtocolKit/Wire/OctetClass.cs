using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ProtocolKit.Generated;

/// <summary>A set of octets that a block of 64 is classified by at once.</summary>
/// <remarks>The ASCII octets are any; of the others, all or none. A bitmap of 128 bits is looked up by the octet's halves, in safe
/// code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct OctetClass
{
    /// <summary>How many octets are classified at once.</summary>
    internal const int BlockLength = 64;

    // As wide as they are used: the run-time would put a wide one together each time.
    private readonly Vector512<byte> _bitmap;
    private readonly Vector512<byte> _high;

    private readonly ulong _low;
    private readonly ulong _upper;

    /// <summary>Makes a class.</summary>
    /// <param name="low">Its octets below 0x40: bit n stands for octet n.</param>
    /// <param name="upper">Its octets from 0x40 to 0x7F: bit n stands for octet 0x40 + n.</param>
    /// <param name="includesOthers">Whether all octets from 0x80 on are in it.</param>
    public OctetClass(ulong low, ulong upper, bool includesOthers)
    {
        (_low, _upper) = (low, upper);
        Span<byte> bitmap = stackalloc byte[16];
        bitmap.Clear();
        for (var member = 0; member < 0x80; member++)
        {
            if (((member < 0x40 ? low : upper) >> member & 1) != 0)
                bitmap[member & 15] |= (byte)(1 << (member >> 4));
        }

        _bitmap = Vector512.Create(Vector128.Create((ReadOnlySpan<byte>)bitmap));
        _high = includesOthers ? Vector512.Create((byte)0x80) : default;
    }

    /// <summary>Whether an octet is in the class.</summary>
    /// <param name="octet">The octet, or -1 for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int octet) => (uint)octet < 0x80 ? ((octet < 0x40 ? _low : _upper) >> octet & 1) != 0 : octet > 0 && _high[0] != 0;

    private static Vector512<byte> Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x8040_2010_0804_0201, 0, 0x8040_2010_0804_0201, 0, 0x8040_2010_0804_0201, 0, 0x8040_2010_0804_0201, 0).AsByte();
    }

    /// <summary>Finds the octets of a block that are not in the class: bit n stands for octet n.</summary>
    /// <param name="block">The octets, <see cref="BlockLength"/> at least.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong FindEnds(ReadOnlySpan<byte> block)
    {
        block = block[..BlockLength];
        if (Avx512BW.IsSupported)
            return FindEnds(Vector512.Create(block));
        if (Avx2.IsSupported)
            return FindEnds(Vector256.Create(block)) | (ulong)FindEnds(Vector256.Create(block[32..])) << 32;
        return FindEnds(Vector128.Create(block)) | (ulong)FindEnds(Vector128.Create(block[16..])) << 16
            | (ulong)FindEnds(Vector128.Create(block[32..])) << 32 | (ulong)FindEnds(Vector128.Create(block[48..])) << 48;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint FindEnds(Vector128<byte> octets)
    {
        var low = Vector128.ShuffleNative(_bitmap.GetLower().GetLower(), octets & Vector128.Create((byte)15));
        var high = Vector128.ShuffleNative(Bits.GetLower().GetLower(), octets >>> 4);
        return Vector128.Equals((low & high) | (octets & _high.GetLower().GetLower()), Vector128<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint FindEnds(Vector256<byte> octets)
    {
        var low = Avx2.Shuffle(_bitmap.GetLower(), octets & Vector256.Create((byte)15));
        var high = Avx2.Shuffle(Bits.GetLower(), octets >>> 4);
        return Vector256.Equals((low & high) | (octets & _high.GetLower()), Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong FindEnds(Vector512<byte> octets)
    {
        var low = Avx512BW.Shuffle(_bitmap, octets & Vector512.Create((byte)15));
        var high = Avx512BW.Shuffle(Bits, octets >>> 4);
        return Vector512.Equals((low & high) | (octets & _high), Vector512<byte>.Zero).ExtractMostSignificantBits();
    }
}
