using System.Buffers;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Imap;

internal sealed class GeneratedCapability : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = Protocols.Imap.Capabilities.TryParse(reply.Octets, out var answer, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        sink.Take(consumed);
        foreach (var offer in answer.Offers)
            sink.Take(offer.Octets);
        return status;
    }
}
