namespace ProtocolKit;

/// <summary>A TLS stream of which some octets were read ahead: they come first.</summary>
internal sealed class ReadAheadStream(byte[] ahead, TlsStream tls) : Stream
{
    private ReadOnlyMemory<byte> _ahead = ahead;

    public override bool CanRead => tls.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => tls.CanWrite;

    public override bool CanTimeout => tls.CanTimeout;

    public override int ReadTimeout { get => tls.ReadTimeout; set => tls.ReadTimeout = value; }

    public override int WriteTimeout { get => tls.WriteTimeout; set => tls.WriteTimeout = value; }

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer) => _ahead.IsEmpty ? tls.Read(buffer) : TakeAhead(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _ahead.IsEmpty ? tls.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(TakeAhead(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer) => tls.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => tls.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        tls.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => tls.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => tls.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            tls.Dispose();
        base.Dispose(disposing);
    }

    private int TakeAhead(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _ahead.Length);
        _ahead.Span[..taken].CopyTo(buffer);
        _ahead = _ahead[taken..];
        return taken;
    }
}
