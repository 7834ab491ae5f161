using System.Buffers;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Protocols;

namespace ProtocolKit.Benchmarks.Imap;

/// <summary>The answer to CAPABILITY, read by generated code, which notes the known capabilities.</summary>
internal sealed class GeneratedKnownCapability : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = Protocols.Imap.Capabilities.TryParse(reply.Octets, out var answer, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        sink.Take(consumed);
        sink.Take(answer.Has(ImapCapability.StartTls) ? 1 : 0);
        sink.Take(answer.Has(ImapCapability.Auth) ? 1 : 0);
        sink.Take(answer.Has(ImapCapability.Idle) ? 1 : 0);
        sink.Take(answer.Has(ImapCapability.LiteralPlus) ? 1 : 0);
        sink.Take(answer.Has(ImapCapability.CondStore) ? 1 : 0);
        sink.Take(answer.Has(ImapCapability.Move) ? 1 : 0);
        sink.Take(answer.Has(ImapCapability.Imap4Rev2) ? 1 : 0);
        sink.Take(answer.Has(ImapCapability.Utf8) ? 1 : 0);
        return status;
    }
}
