using ProtocolKit.TestSupport;
using System.Globalization;
using System.Text;

namespace ProtocolKit.Protocols.Tests.Dialogues;

/// <summary>How a peer of the tests puts octets into packets and takes them out, as its specification says it.</summary>
internal abstract class PacketFormat
{
    public static PacketFormat Finch { get; } = new FinchFormat();

    public static PacketFormat Tds { get; } = new TdsFormat();

    public static PacketFormat Of(string protocol) => protocol == "tds" ? Tds : Finch;

    /// <summary>How many octets a packet may carry.</summary>
    public abstract int Capacity { get; }

    public abstract byte[] Write(ReadOnlySpan<byte> carried);

    /// <summary>Reads a packet; null at the end of the stream.</summary>
    public abstract Task<byte[]?> ReadAsync(Stream stream);

    private sealed class FinchFormat : PacketFormat
    {
        public override int Capacity => 595;

        public override byte[] Write(ReadOnlySpan<byte> carried) =>
            [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{carried.Length}:")), .. carried];

        public override async Task<byte[]?> ReadAsync(Stream stream)
        {
            var head = "";
            var octet = new byte[1];
            while (!head.EndsWith(':'))
            {
                if (await stream.ReadAsync(octet) == 0)
                    return null;
                head += (char)octet[0];
            }

            Assert.Matches("^#[1-9][0-9]*:$", head);
            var carried = new byte[int.Parse(head[1..^1], CultureInfo.InvariantCulture)];
            Assert.InRange(carried.Length, 1, Capacity);
            await stream.ReadExactlyAsync(carried);
            return carried;
        }
    }

    private sealed class TdsFormat : PacketFormat
    {
        public override int Capacity => 4088;

        public override byte[] Write(ReadOnlySpan<byte> carried) =>
            [0x12, 1, (byte)((carried.Length + 8) >> 8), (byte)(carried.Length + 8), 0, 0, 0, 0, .. carried];

        public override async Task<byte[]?> ReadAsync(Stream stream)
        {
            var head = new byte[8];
            if (await stream.ReadAtLeastAsync(head, 8, throwOnEndOfStream: false) < 8)
                return null;
            Assert.Equal(0x12, head[0]);
            var carried = new byte[(head[2] << 8 | head[3]) - 8];
            Assert.InRange(carried.Length, 1, Capacity);
            await stream.ReadExactlyAsync(carried);
            return carried;
        }
    }
}

/// <summary>A peer's connection below TLS: what is written is put into packets, and what is read is taken out of them, as long as the
/// test says.</summary>
/// <param name="inner">The connection.</param>
/// <param name="format">The packets.</param>
/// <param name="split">How many octets a packet carries at most.</param>
internal sealed class PacketPeer(Stream inner, PacketFormat format, int split = int.MaxValue) : WrappedStream(inner)
{
    private byte[] _carried = [];
    private int _writes;

    /// <summary>How many writes go into packets; the others stand alone.</summary>
    public int WritesInPackets { get; set; } = int.MaxValue;

    /// <summary>Whether what comes is in packets.</summary>
    public bool ReadsPackets { get; set; } = true;

    /// <summary>Goes on without packets.</summary>
    public void EndHandshake() => (WritesInPackets, ReadsPackets) = (0, false);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_carried.Length == 0 && !ReadsPackets)
            return await Inner.ReadAsync(buffer, cancellationToken);
        if (_carried.Length == 0 && await format.ReadAsync(Inner) is { } packet)
            _carried = packet;
        var length = Math.Min(buffer.Length, _carried.Length);
        _carried.AsSpan(0, length).CopyTo(buffer.Span);
        _carried = _carried[length..];
        return length;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_writes++ >= WritesInPackets)
        {
            await Inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        // All packets of one write in one segment.
        var packets = buffer.ToArray().Chunk(Math.Min(split, format.Capacity)).SelectMany(part => format.Write(part)).ToArray();
        await Inner.WriteAsync(packets, cancellationToken);
    }
}
