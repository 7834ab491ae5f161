using System.Numerics;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Finds the ends of names, and of what is plain in values and texts: a block is classified once for all of them.</summary>
/// <remarks>One object is for one message; the default value is a new one. It is quick as long as it is asked forwards.</remarks>
internal struct XmlRuns
{
    private static readonly OctetClass Name = new(0x03FF_6000_0000_0000, 0x07FF_FFFE_87FF_FFFE, includesOthers: true);
    private static readonly OctetClass Plain = new(~0x1000_00C4_0000_0000UL, ~0x2000_0000UL, includesOthers: true);

    private ulong _nameEnds;
    private ulong _plainEnds;
    private int _block;

    /// <summary>Finds the first octet from a position on that can't be in a name, colons included; or the end of the octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int NameEnd(ReadOnlySpan<byte> source, int position)
    {
        var offset = position - _block;
        if ((uint)offset < OctetClass.BlockLength && _nameEnds >> offset is var ends and not 0)
            return position + BitOperations.TrailingZeroCount(ends);
        return FindNameEnd(source, position);
    }

    /// <summary>Finds the first of <c>&lt; &amp; ' " ]</c> from a position on, or the end of the octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int PlainEnd(ReadOnlySpan<byte> source, int position)
    {
        var offset = position - _block;
        if ((uint)offset < OctetClass.BlockLength && _plainEnds >> offset is var ends and not 0)
            return position + BitOperations.TrailingZeroCount(ends);
        return FindPlainEnd(source, position);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindNameEnd(ReadOnlySpan<byte> source, int position)
    {
        for (; ; position += OctetClass.BlockLength)
        {
            Classify(source, position);
            if (_nameEnds != 0)
                return position + BitOperations.TrailingZeroCount(_nameEnds);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindPlainEnd(ReadOnlySpan<byte> source, int position)
    {
        for (; ; position += OctetClass.BlockLength)
        {
            Classify(source, position);
            if (_plainEnds != 0)
                return position + BitOperations.TrailingZeroCount(_plainEnds);
        }
    }

    /// <summary>Classifies the block from a position on. What is left behind it may be less: its end is the end of a run, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Classify(ReadOnlySpan<byte> source, int position)
    {
        _block = position;
        var left = source.Length - position;
        if (left >= OctetClass.BlockLength)
            Classify(source[position..]);
        else
            ClassifyLast(source, left);
    }

    private void ClassifyLast(ReadOnlySpan<byte> source, int left)
    {
        if (source.Length >= OctetClass.BlockLength)
        {
            Classify(source[^OctetClass.BlockLength..]);
            _nameEnds >>= OctetClass.BlockLength - left;
            _plainEnds >>= OctetClass.BlockLength - left;
        }
        else
        {
            Span<byte> block = stackalloc byte[OctetClass.BlockLength];
            block.Clear();
            source[^left..].CopyTo(block);
            Classify(block);
        }

        _nameEnds |= ulong.MaxValue << left;
        _plainEnds |= ulong.MaxValue << left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Classify(ReadOnlySpan<byte> block) => (_nameEnds, _plainEnds) = (Name.FindEnds(block), Plain.FindEnds(block));
}
