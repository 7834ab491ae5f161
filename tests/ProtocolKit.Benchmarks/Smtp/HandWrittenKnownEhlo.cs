using System.Buffers;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Protocols;

namespace ProtocolKit.Benchmarks.Smtp;

/// <summary>The answer to EHLO, read by hand; which capabilities are known ones, too.</summary>
internal sealed class HandWrittenKnownEhlo : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = EhloReply.TryParse(reply.Octets, out var answer, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        var known = default(UInt128);
        foreach (var capability in answer.Capabilities)
            known |= UInt128.One << (int)KnownSmtpWords.Find(capability);
        sink.Take(consumed);
        sink.Take((long)(known >> (int)SmtpCapability.StartTls & 1));
        sink.Take((long)(known >> (int)SmtpCapability.Size & 1));
        sink.Take((long)(known >> (int)SmtpCapability.N8BitMime & 1));
        sink.Take((long)(known >> (int)SmtpCapability.Pipelining & 1));
        sink.Take((long)(known >> (int)SmtpCapability.Auth & 1));
        sink.Take((long)(known >> (int)SmtpCapability.Chunking & 1));
        sink.Take((long)(known >> (int)SmtpCapability.SmtpUtf8 & 1));
        sink.Take((long)(known >> (int)SmtpCapability.RequireTls & 1));
        return status;
    }
}
