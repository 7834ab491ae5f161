using System.Buffers;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Xmpp;

internal sealed class HandWrittenFeatures : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = StreamFeatures.TryParse(reply.Octets, out var features, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        sink.Take(consumed);
        sink.Take(features.OffersTls ? 1 : 0);
        foreach (var mechanism in features.Mechanisms)
            sink.Take(mechanism);
        return status;
    }
}
