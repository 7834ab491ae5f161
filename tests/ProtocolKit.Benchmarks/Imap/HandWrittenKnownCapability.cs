using System.Buffers;
using ProtocolKit.Benchmarks.Readers;
using ProtocolKit.Protocols;

namespace ProtocolKit.Benchmarks.Imap;

/// <summary>The answer to CAPABILITY, read by hand; which capabilities are known ones, too.</summary>
internal sealed class HandWrittenKnownCapability : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var status = CapabilityReply.TryParse(reply.Octets, out var answer, out var consumed);
        if (status != OperationStatus.Done)
            return status;
        var known = default(UInt128);
        foreach (var capability in answer.Capabilities)
            known |= UInt128.One << (int)KnownImapWords.Find(NameOf(capability));
        sink.Take(consumed);
        sink.Take((long)(known >> (int)ImapCapability.StartTls & 1));
        sink.Take((long)(known >> (int)ImapCapability.Auth & 1));
        sink.Take((long)(known >> (int)ImapCapability.Idle & 1));
        sink.Take((long)(known >> (int)ImapCapability.LiteralPlus & 1));
        sink.Take((long)(known >> (int)ImapCapability.CondStore & 1));
        sink.Take((long)(known >> (int)ImapCapability.Move & 1));
        sink.Take((long)(known >> (int)ImapCapability.Imap4Rev2 & 1));
        sink.Take((long)(known >> (int)ImapCapability.Utf8 & 1));
        return status;
    }

    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> capability) =>
        capability.IndexOf((byte)'=') is > 0 and var length ? capability[..length] : capability;
}
