using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Buffers.Binary.BinaryPrimitives;

namespace ProtocolKit.Generated;

/// <summary>Tells whether values are sentences of a rule, by the rule's automaton. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OctetAutomaton
{
    /// <summary>Whether an automaton of up to 256 states accepts a value.</summary>
    /// <param name="value">The octets.</param>
    /// <param name="accepting">The accepting states.</param>
    /// <param name="transitions">The transitions, four numbers each: from which state, the first and the last octet, and to which state.
    /// The automaton starts in state 0.</param>
    public static bool Accepts(ReadOnlySpan<byte> value, ReadOnlySpan<byte> accepting, ReadOnlySpan<byte> transitions) =>
        Run<byte>(value, accepting, transitions);

    /// <summary>Whether an automaton of any size accepts a value.</summary>
    /// <inheritdoc cref="Accepts"/>
    public static bool AcceptsWide(ReadOnlySpan<byte> value, ReadOnlySpan<ushort> accepting, ReadOnlySpan<ushort> transitions) =>
        Run<ushort>(value, accepting, transitions);

    /// <summary>Whether all octets of a value are in one of some ranges.</summary>
    /// <param name="value">The octets.</param>
    /// <param name="ranges">The ranges, two numbers each: the first and the last octet.</param>
    public static bool AcceptsAll(ReadOnlySpan<byte> value, ReadOnlySpan<byte> ranges)
    {
        const int block = 16;
        if (value.Length < block)
            return value.IsEmpty || AcceptsBlock(LoadShort(value), ranges);
        for (var rest = value; rest.Length > block; rest = rest[block..])
        {
            if (!AcceptsBlock(Vector128.Create(rest), ranges))
                return false;
        }

        return AcceptsBlock(Vector128.Create(value[^block..]), ranges);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AcceptsBlock(Vector128<byte> octets, ReadOnlySpan<byte> ranges)
    {
        var accepted = Vector128<byte>.Zero;
        for (var i = 0; i + 1 < ranges.Length; i += 2)
        {
            var length = Vector128.Create((byte)(ranges[i + 1] - ranges[i]));
            accepted |= Vector128.LessThanOrEqual(octets - Vector128.Create(ranges[i]), length);
        }

        return accepted == Vector128<byte>.AllBitsSet;
    }

    /// <summary>Loads up to 15 octets, some of them more than once.</summary>
    private static Vector128<byte> LoadShort(ReadOnlySpan<byte> value)
    {
        if (value.Length >= sizeof(ulong))
            return Vector128.Create(ReadUInt64LittleEndian(value), ReadUInt64LittleEndian(value[^sizeof(ulong)..])).AsByte();
        if (value.Length < sizeof(uint))
            return Vector128.Create((uint)(value[0] << 24 | value[0] << 16 | value[value.Length / 2] << 8 | value[^1])).AsByte();
        var (first, last) = (ReadUInt32LittleEndian(value), ReadUInt32LittleEndian(value[^sizeof(uint)..]));
        return Vector128.Create(first, last, first, last).AsByte();
    }

    private static bool Run<T>(ReadOnlySpan<byte> value, ReadOnlySpan<T> accepting, ReadOnlySpan<T> transitions)
        where T : unmanaged, IBinaryInteger<T>
    {
        var state = T.Zero;
        while (!value.IsEmpty)
        {
            var octet = T.CreateTruncating(value[0]);
            var i = 0;
            while (i < transitions.Length && !(transitions[i] == state && transitions[i + 1] <= octet && octet <= transitions[i + 2]))
                i += 4;
            if (i == transitions.Length)
                return false;
            if (transitions[i + 3] == state)
            {
                var (first, last) = (byte.CreateTruncating(transitions[i + 1]), byte.CreateTruncating(transitions[i + 2]));
                var end = value.IndexOfAnyExceptInRange(first, last);
                value = end < 0 ? default : value[end..];
            }
            else
            {
                state = transitions[i + 3];
                value = value[1..];
            }
        }

        foreach (var one in accepting)
        {
            if (one == state)
                return true;
        }

        return false;
    }
}
