namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>A connection to a hostile peer, without sockets and threads, that holds next to nothing itself.</summary>
/// <param name="talk">What the peer says.</param>
/// <param name="isSlow">Whether it says an octet at a time, each only when it is told to.</param>
internal sealed class HostilePeer(HostileTalk talk, bool isSlow = false) : Stream
{
    // The upgrade reads on a thread of its own as soon as it has been answered.
    private readonly Lock _lock = new();
    private ReadOnlyMemory<byte> _unread;
    private TaskCompletionSource<int>? _waiting;
    private CancellationTokenRegistration _registration;
    private Memory<byte> _room;

    public bool IsDisposed { get; private set; }

    /// <summary>Whether the connection is being read from, in vain.</summary>
    public bool IsAwaited => _waiting is not null;

    /// <summary>How many octets were read from it.</summary>
    public int OctetsRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Lets the peer say what it has to say now, or, if it is slow, an octet of that.</summary>
    public void GoOn()
    {
        TaskCompletionSource<int> waiting;
        int octets;
        lock (_lock)
        {
            Fill();
            if (_waiting is null || _unread.IsEmpty && !talk.IsClosing)
                return;
            waiting = _waiting;
            octets = Take(_room);
            _waiting = null;
        }

        _registration.Dispose();
        waiting.TrySetResult(octets);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!isSlow)
                Fill();
            if (!isSlow && (!_unread.IsEmpty || talk.IsClosing))
                return new(Take(buffer));
            var waiting = new TaskCompletionSource<int>();
            (_room, _waiting) = (buffer, waiting);
            _registration = cancellationToken.UnsafeRegister(static (waiting, token) =>
                ((TaskCompletionSource<int>)waiting!).TrySetCanceled(token), waiting);
            return new(waiting.Task);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        talk.Hear(buffer.Span);
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        talk.Hear(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => talk.Hear(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        _waiting?.TrySetException(new ObjectDisposedException(nameof(HostilePeer)));
        _waiting = null;
        talk.FallSilent();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        if (_unread.IsEmpty)
            _unread = talk.Say();
    }

    private int Take(Memory<byte> room)
    {
        var octets = Math.Min(isSlow ? Math.Min(1, room.Length) : room.Length, _unread.Length);
        _unread.Span[..octets].CopyTo(room.Span);
        _unread = _unread[octets..];
        OctetsRead += octets;
        return octets;
    }
}
