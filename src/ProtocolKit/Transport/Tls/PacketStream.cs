using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtocolKit;

/// <summary>A connection below TLS, on which packets of the protocol's own carry the handshake. What is written is put into packets until
/// <see cref="EndHandshake"/>. What is read is taken out of packets up to the first record that stands alone; from there on all is passed
/// on.</summary>
/// <remarks>
/// A packet may hold a part of a record, or several. Its contents are passed on when its last octet has been received, so that one packet
/// is kept at most, and what has been read behind it. What is neither a packet nor a record is passed on as well: TLS refuses it, and
/// tells what it was. A peer that ends its packets earlier or later than this side does is understood: no packet begins as a record does.
/// </remarks>
/// <param name="inner">The connection; owned by this object.</param>
/// <param name="protocol">The protocol.</param>
/// <param name="maxPacketOctets">How many octets a packet that is read may have.</param>
internal sealed class PacketStream(Stream inner, ProtocolDefinition protocol, int maxPacketOctets) : ForwardingStream(inner)
{
    private const int LeastBuffer = 4096;

    private byte[] _received = [];
    private int _start;
    private int _end;
    private int _carriedStart;
    private int _carriedEnd;
    private ScanCursor _cursor;
    private bool _isReadingRecords;
    private bool _isWritingRecords;

    private int Unread => _end - _start;

    /// <summary>From now on, the records that are written stand alone.</summary>
    public void EndHandshake() => _isWritingRecords = true;

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (TryTake(buffer, out var taken))
                return taken;
            if (_isReadingRecords || buffer.IsEmpty)
                return Inner.Read(buffer);
            var count = Inner.Read(MakeRoom().Span);
            if (count == 0)
                return 0;
            _end += count;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _isReadingRecords && Unread == 0 ? Inner.ReadAsync(buffer, cancellationToken) : ReadPacketsAsync(buffer, cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer) => Inner.Write(_isWritingRecords ? buffer : InPackets(buffer));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Inner.WriteAsync(_isWritingRecords ? buffer : InPackets(buffer.Span), cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadPacketsAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(buffer.Span, out var taken))
                return taken;
            if (_isReadingRecords || buffer.IsEmpty)
                return await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            var count = await Inner.ReadAsync(MakeRoom(), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return 0;
            _end += count;
        }
    }

    /// <summary>Passes on what has been received.</summary>
    /// <returns>Whether there was something.</returns>
    private bool TryTake(Span<byte> buffer, out int taken)
    {
        while (!_isReadingRecords && _carriedStart == _carriedEnd)
        {
            if (!TryOpen())
            {
                taken = 0;
                return false;
            }
        }

        var isThere = _carriedStart < _carriedEnd || Unread > 0;
        taken = _carriedStart < _carriedEnd ? Take(ref _carriedStart, _carriedEnd, buffer) : Take(ref _start, _end, buffer);
        if (_isReadingRecords && Unread == 0)
            (_received, _start, _end) = ([], 0, 0);
        return isThere;
    }

    private int Take(ref int start, int end, Span<byte> buffer)
    {
        var length = Math.Min(end - start, buffer.Length);
        _received.AsSpan(start, length).CopyTo(buffer);
        start += length;
        return length;
    }

    /// <summary>Opens the next packet; false if its end has not been received.</summary>
    private bool TryOpen()
    {
        var unread = _received.AsSpan(_start, Unread);
        if (unread.IsEmpty)
            return false;
        var status = protocol.ReadTlsPacket(unread, ref _cursor, out var carried);
        if (status == OperationStatus.NeedMoreData && unread.Length < maxPacketOctets)
            return false;
        if (status == OperationStatus.Done)
        {
            _carriedStart = _start + (((ReadOnlySpan<byte>)unread).Overlaps(carried, out var offset) ? offset : 0);
            _carriedEnd = _carriedStart + carried.Length;
            _start += _cursor.Position;
            _cursor = default;
        }
        else
        {
            _isReadingRecords = true;
        }

        return true;
    }

    /// <summary>Makes room to read into. Nothing is left of the packets that were opened.</summary>
    private Memory<byte> MakeRoom()
    {
        if (_end == _received.Length)
        {
            var target = _start > 0 && Unread <= _received.Length / 2
                ? _received : new byte[Math.Max(LeastBuffer, Math.Min(2 * _received.Length, maxPacketOctets))];
            _received.AsSpan(_start, Unread).CopyTo(target);
            (_received, _start, _end) = (target, 0, Unread);
            _carriedStart = _carriedEnd = 0;
        }

        return _received.AsMemory(_end);
    }

    private byte[] InPackets(ReadOnlySpan<byte> tls)
    {
        var writer = new OctetWriter(stackalloc byte[512]);
        try
        {
            while (!tls.IsEmpty)
            {
                var length = Math.Min(tls.Length, protocol.TlsPacketCapacity);
                protocol.WriteTlsPacket(tls[..length], ref writer);
                tls = tls[length..];
            }

            return writer.Written.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }
}
