using System.Buffers;
using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>The octets of messages that outlive the machine which read them, in one pooled buffer that this object owns.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KeptMessages : IDisposable
{
    private byte[] _buffer = [];
    private int _used;
    private SlotTable _slots;

    /// <summary>How many different messages can be kept.</summary>
    public const int MaxSlots = 8;

    /// <summary>Copies a message into a slot, in place of what was there.</summary>
    /// <param name="slot">The slot, 0 to <see cref="MaxSlots"/> - 1.</param>
    /// <param name="message">The octets; copied.</param>
    public void Keep(int slot, ReadOnlySpan<byte> message)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)MaxSlots, nameof(slot));
        if (_buffer.Length - _used < message.Length)
            Grow(message.Length);
        message.CopyTo(_buffer.AsSpan(_used));
        _slots[slot] = new Slot(_used, message.Length, IsPresent: true);
        _used += message.Length;
    }

    /// <summary>Gets the octets of a message, valid until <see cref="Dispose"/>.</summary>
    /// <param name="slot">The slot, 0 to <see cref="MaxSlots"/> - 1.</param>
    /// <param name="message">The octets; empty if there are none.</param>
    /// <returns>Whether there is such a message.</returns>
    public bool TryGet(int slot, out ReadOnlySpan<byte> message)
    {
        // Both may go at any time, if another thread disposes this.
        var (found, buffer) = (_slots[slot], _buffer);
        var isPresent = found.IsPresent && found.Start + found.Length <= buffer.Length;
        message = isPresent ? buffer.AsSpan(found.Start, found.Length) : [];
        return isPresent;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        PooledOctets.Return(ref _buffer);
        _slots = default;
        _used = 0;
    }

    private void Grow(int octets)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(256, _used + octets));
        _buffer.AsSpan(0, _used).CopyTo(larger);
        PooledOctets.Exchange(ref _buffer, larger);
    }

    private readonly record struct Slot(int Start, int Length, bool IsPresent);

    [System.Runtime.CompilerServices.InlineArray(MaxSlots)]
    private struct SlotTable
    {
        private Slot _first;
    }
}
