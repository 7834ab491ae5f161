using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Where a value stands in a message.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScannedValue
{
    private readonly int _start, _end;

    internal ScannedValue(int start, int end) => (_start, _end) = (start, end);

    /// <summary>Whether it is there.</summary>
    public bool IsThere => _end != 0;

    /// <summary>Its octets; none where it is absent.</summary>
    /// <param name="message">The message's octets; owned by the caller.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> message) =>
        // Whether a value is there is a branch that nobody predicts: where it ends at 0, it begins there.
        message[(_start & -_end >> 31).._end];
}
