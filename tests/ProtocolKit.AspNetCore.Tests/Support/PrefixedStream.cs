using ProtocolKit.TestSupport;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Puts octets before the first that are written, in one segment with them, and keeps what is read.</summary>
internal sealed class PrefixedStream(Stream inner, ReadOnlyMemory<byte> prefix) : WrappedStream(inner)
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

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] joined = [.. _prefix.Span, .. buffer.Span];
        _prefix = default;
        return Inner.WriteAsync(joined, cancellationToken);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await Inner.ReadAsync(buffer, cancellationToken);
        _received.Write(buffer.Span[..length]);
        return length;
    }
}
