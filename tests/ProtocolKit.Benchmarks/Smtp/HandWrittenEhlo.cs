using System.Buffers;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Smtp;

internal sealed class HandWrittenEhlo : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = EhloReply.TryParse(reply.Octets, out var ehlo, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        sink.Take(consumed);
        sink.Take(ehlo.ServerName);
        foreach (var capability in ehlo.Capabilities)
            sink.Take(capability);
        return status;
    }
}
