using System.Buffers;

namespace ProtocolKit.AspNetCore;

/// <summary>Shows octets that lie in several pieces as one; those that were shown before are not copied again.</summary>
internal sealed class UnreadOctets : IDisposable
{
    private byte[] _copy = [];
    private int _copied;

    /// <summary>Shows what has been received and not consumed.</summary>
    /// <param name="unread">The same octets as before and more behind them, or others after <see cref="Forget"/>.</param>
    /// <returns>The octets, valid until the next call or until <paramref name="unread"/> is given back.</returns>
    public ReadOnlySpan<byte> Look(in ReadOnlySequence<byte> unread)
    {
        if (unread.IsSingleSegment)
            return unread.FirstSpan;
        var length = (int)unread.Length;
        if (_copy.Length < length)
            Exchange(ArrayPool<byte>.Shared.Rent(length));
        unread.Slice(_copied).CopyTo(_copy.AsSpan(_copied));
        _copied = length;
        return _copy.AsSpan(0, length);
    }

    /// <summary>Forgets what was shown: it has been consumed.</summary>
    public void Forget() => _copied = 0;

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        _copied = 0;
        Exchange([]);
    }

    private void Exchange(byte[] other)
    {
        _copy.AsSpan(0, _copied).CopyTo(other);
        PooledOctets.Exchange(ref _copy, other);
    }
}
