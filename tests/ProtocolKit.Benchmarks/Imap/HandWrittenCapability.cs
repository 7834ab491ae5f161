using System.Buffers;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Imap;

internal sealed class HandWrittenCapability : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = CapabilityReply.TryParse(reply.Octets, out var answer, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        sink.Take(consumed);
        foreach (var capability in answer.Capabilities)
            sink.Take(capability);
        return status;
    }
}
