using System.Buffers;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Ldap;

internal sealed class HandWrittenResponse : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = ExtendedResponse.TryParse(reply.Octets, out var response, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        sink.Take(consumed);
        sink.Take(response.Code);
        sink.Take(response.Why);
        return status;
    }
}
