namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Puts octets before the first that are written, in one segment with them, and keeps what is read.</summary>
internal sealed class PrefixedStream(Stream inner, ReadOnlyMemory<byte> prefix) : Stream
{
    private readonly MemoryStream _received = new();
    private ReadOnlyMemory<byte> _prefix = prefix;

    /// <summary>The types of the TLS records that were read (RFC 8446, section 5.1).</summary>
    public IReadOnlyList<byte> RecordTypes
    {
        get
        {
            var types = new List<byte>();
            var octets = _received.ToArray().AsSpan();
            while (octets.Length > 0)
            {
                types.Add(octets[0]);
                octets = octets[(5 + (octets[3] << 8 | octets[4]))..];
            }

            return types;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] joined = [.. _prefix.Span, .. buffer.Span];
        _prefix = default;
        return inner.WriteAsync(joined, cancellationToken);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await inner.ReadAsync(buffer, cancellationToken);
        _received.Write(buffer.Span[..length]);
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
