using System.Buffers;

namespace ProtocolKit;

/// <summary>Buffers of the shared pool that one field holds. Whoever takes a buffer out of the field gives it back, so that two threads
/// that dispose one owner never give it back twice: the pool would lend it to two others at a time.</summary>
internal static class PooledOctets
{
    /// <summary>Empties a field, and gives its buffer back.</summary>
    /// <param name="field">The field; an empty array if it holds none.</param>
    public static void Return(ref byte[] field) => Exchange(ref field, []);

    /// <summary>Puts another buffer into a field, and gives the old one back.</summary>
    /// <param name="field">The field; an empty array if it holds none.</param>
    /// <param name="other">The other buffer, or an empty array.</param>
    public static void Exchange(ref byte[] field, byte[] other)
    {
        var old = Interlocked.Exchange(ref field, other);
        if (old.Length > 0)
            ArrayPool<byte>.Shared.Return(old, clearArray: true);
    }
}
