using System.Buffers;
using ProtocolKit.Fuzzing.Seeds;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>What stands between a connection and the TLS stream: it must hand on the same octets in whatever pieces they arrive and are
/// asked for.</summary>
/// <remarks>The input: a protocol whose packets carry TLS, flags, the lengths of two pieces, how many octets are read at a time, how many
/// were read ahead, the octets.</remarks>
internal sealed class RecordTarget : IFuzzTarget
{
    private const byte InPackets = 1, Asynchronous = 2;
    private const int MaxRounds = 1_000_000;

    private static readonly byte[] s_sessionId = Enumerable.Repeat((byte)0x5A, 32).ToArray();
    private static readonly byte[] s_hello = [0x16, 3, 1, 0, 71, 1, 0, 0, 67, 3, 3, .. new byte[32], 32, .. s_sessionId];

    public string Name => "records";

    public IEnumerable<byte[]> Seeds =>
        from flight in Flights.Record()
        from protocol in Enumerable.Range(0, Catalog.WithPackets.Count)
        from flags in new byte[] { 0, InPackets }
        let octets = flags == InPackets ? Packets.Of(Catalog.WithPackets[protocol], flight.Octets) : flight.Octets
        select (byte[])[(byte)protocol, flags, 0, 0, 0, 0, .. octets];

    /// <summary>Beginnings of records, a HelloRetryRequest's random, extensions.</summary>
    public IEnumerable<byte[]> Words =>
    [
        [0x16, 3, 3], [0x14, 3, 3, 0, 1, 1], [0x16, 3, 3, 0, 4, 2, 0, 0, 0], [0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11],
        [0, 41], [0, 43], Turns.FreshText.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        var from = new FuzzInput(input);
        var protocol = from.Choose(Catalog.WithPackets);
        var flags = from.Take();
        var pieces = from.TakePieces();
        var asked = from.Take();
        var ahead = from.Take();
        var octets = Turns.Fill(from.Rest.ToArray(), s_sessionId);
        var inPackets = (flags & InPackets) != 0;
        var maxPacket = protocol.CreateClient(new ClientMachineOptions { Host = "localhost" }).MaxMessageOctets;

        var expected = inPackets ? Open(protocol, octets, maxPacket) : octets;
        var isAsync = (flags & Asynchronous) != 0;
        var isResumed = ReadAll(Stack(0, Pieces.Whole), 0, isAsync: false, expected);
        BrokenPromiseException.Unless(
            isResumed == ReadAll(Stack(ahead, pieces), asked, isAsync, expected)
                && isResumed == ReadAll(Stack(1, Pieces.Octets), 1, isAsync, expected),
            "Whether a session is resumed depends on the pieces.");

        HelloStream Stack(int ahead, Pieces pieces)
        {
            ahead = Math.Min(ahead, octets.Length);
            Stream inner = new PiecesStream(octets[ahead..], pieces);
            if (ahead > 0)
                inner = new ReadAheadStream(octets[..ahead], inner);
            return new HelloStream(inPackets ? new PacketStream(inner, protocol, maxPacket) : inner);
        }
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>Whether a session was resumed.</returns>
    private static bool ReadAll(HelloStream stream, byte atATime, bool isAsync, ReadOnlySpan<byte> expected)
    {
        stream.Write(s_hello);
        var read = new byte[expected.Length + 1];
        var length = 0;
        for (var round = 0; ; round++)
        {
            BrokenPromiseException.Unless(round < MaxRounds && length <= expected.Length, "It hands on more than has come.");
            var asked = read.AsMemory(length, atATime == 0 ? read.Length - length : Math.Min(atATime, read.Length - length));
            var taken = isAsync ? Completed(stream.ReadAsync(asked)) : stream.Read(asked.Span);
            if (taken == 0)
                break;
            length += taken;
        }

        BrokenPromiseException.Unless(
            expected.SequenceEqual(read.AsSpan(0, length)),
            $"It hands on \"{EscapedText.Escape(read.AsSpan(0, length))}\", not \"{EscapedText.Escape(expected)}\".");
        return stream.IsResumed;
    }

    private static int Completed(ValueTask<int> reading)
    {
        BrokenPromiseException.Unless(reading.IsCompleted, "It waits for what has come.");
        return reading.Result;
    }

    /// <summary>What packets carry, up to what is none. Of one that is not there as a whole, nothing is handed on.</summary>
    private static byte[] Open(ProtocolDefinition protocol, ReadOnlySpan<byte> octets, int maxPacket)
    {
        var opened = new List<byte>();
        while (!octets.IsEmpty)
        {
            var cursor = default(ScanCursor);
            switch (protocol.ReadTlsPacket(octets, ref cursor, out var carried))
            {
                case OperationStatus.Done:
                    opened.AddRange(carried);
                    octets = octets[cursor.Position..];
                    break;
                case OperationStatus.NeedMoreData when octets.Length < maxPacket:
                    return [.. opened];
                default:
                    return [.. opened, .. octets];
            }
        }

        return [.. opened];
    }

    /// <summary>Hands out octets in pieces; what is written is forgotten.</summary>
    private sealed class PiecesStream(byte[] octets, Pieces pieces) : ForwardingStream(new MemoryStream())
    {
        private int _given;
        private int _number;

        public override int Read(Span<byte> buffer)
        {
            var length = Math.Min(pieces.Next(_number++, octets.Length - _given), buffer.Length);
            octets.AsSpan(_given, length).CopyTo(buffer);
            _given += length;
            return length;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));
    }
}
