using System.Buffers;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Protocols;

namespace ProtocolKit.Benchmarks.Smtp;

/// <summary>The answer to EHLO, read by generated code, which notes the known capabilities.</summary>
internal sealed class GeneratedKnownEhlo : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = Protocols.Smtp.Features.TryParse(reply.Octets, out var answer, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        sink.Take(consumed);
        sink.Take(answer.Has(SmtpCapability.StartTls) ? 1 : 0);
        sink.Take(answer.Has(SmtpCapability.Size) ? 1 : 0);
        sink.Take(answer.Has(SmtpCapability.N8BitMime) ? 1 : 0);
        sink.Take(answer.Has(SmtpCapability.Pipelining) ? 1 : 0);
        sink.Take(answer.Has(SmtpCapability.Auth) ? 1 : 0);
        sink.Take(answer.Has(SmtpCapability.Chunking) ? 1 : 0);
        sink.Take(answer.Has(SmtpCapability.SmtpUtf8) ? 1 : 0);
        sink.Take(answer.Has(SmtpCapability.RequireTls) ? 1 : 0);
        return status;
    }
}
