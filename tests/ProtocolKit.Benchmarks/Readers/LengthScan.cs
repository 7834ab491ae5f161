using System.Buffers;
using System.Buffers.Binary;

namespace ProtocolKit.Benchmarks.Readers;

/// <summary>The limit: reads the outermost BER length, and looks at nothing else.</summary>
internal sealed class LengthScan : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var octets = reply.Octets;
        sink.Take(octets[1] switch
        {
            < 0x80 => octets[1] + 2,
            0x81 => octets[2] + 3,
            0x82 => BinaryPrimitives.ReadUInt16BigEndian(octets[2..]) + 4,
            _ => BinaryPrimitives.ReadInt32BigEndian(octets[2..]) + 6,
        });
        return OperationStatus.Done;
    }
}
