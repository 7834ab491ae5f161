using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Finds the ends of runs of one class, one behind the other: a block is classified once for all runs in it.</summary>
/// <remarks>One object is for one class and one message; the default value is a new one.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct OctetRuns
{
    private ulong _ends;
    private int _block;

    /// <summary>Finds the end of a run.</summary>
    /// <param name="set">The class; the same in every call.</param>
    /// <param name="source">The octets; the same in every call.</param>
    /// <param name="position">Where the run begins.</param>
    /// <returns>The place of the first octet from there on that is not in the class, or the end of the octets.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(in OctetClass set, ReadOnlySpan<byte> source, int position)
    {
        var offset = position - _block;
        if ((uint)offset < OctetClass.BlockLength && _ends >> offset is var ends and not 0)
            return position + BitOperations.TrailingZeroCount(ends);
        return Refill(in set, source, position);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Refill(in OctetClass set, ReadOnlySpan<byte> source, int position)
    {
        while (source.Length - position >= OctetClass.BlockLength)
        {
            (_block, _ends) = (position, set.FindEnds(source[position..]));
            if (_ends != 0)
                return position + BitOperations.TrailingZeroCount(_ends);
            position += OctetClass.BlockLength;
        }

        // What is left is no block: its end is the end of a run, too.
        var left = source.Length - position;
        (_block, _ends) = (position, FindLast(in set, source, left) | ulong.MaxValue << left);
        return position + BitOperations.TrailingZeroCount(_ends);
    }

    private static ulong FindLast(in OctetClass set, ReadOnlySpan<byte> source, int left)
    {
        if (left == 0)
            return 0;
        if (source.Length >= OctetClass.BlockLength)
            return set.FindEnds(source[^OctetClass.BlockLength..]) >> OctetClass.BlockLength - left;
        Span<byte> block = stackalloc byte[OctetClass.BlockLength];
        block.Clear();
        source[^left..].CopyTo(block);
        return set.FindEnds(block);
    }
}
