using System.Buffers;
using System.Text;
using ProtocolKit.Benchmarks.Readers;

namespace ProtocolKit.Benchmarks.Imap;

/// <summary>The same, and the octets are first made characters.</summary>
internal sealed class TranscodingRegexCapability : IReplyReader
{
    private static readonly char[] Buffer = new char[8192];

    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink =>
        RegexCapability.ReadCharacters(Buffer.AsSpan(0, Encoding.Latin1.GetChars(reply.Octets, Buffer)), ref sink);
}
