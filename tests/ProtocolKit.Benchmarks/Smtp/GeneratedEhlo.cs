using System.Buffers;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Smtp;

internal sealed class GeneratedEhlo : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = Protocols.Smtp.Features.TryParse(reply.Octets, out var features, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        sink.Take(consumed);
        sink.Take(features.ServerName);
        foreach (var offer in features.Offers)
            sink.Take(offer.Capability);
        return status;
    }
}
