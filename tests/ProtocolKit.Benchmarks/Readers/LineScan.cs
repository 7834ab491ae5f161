using System.Buffers;

namespace ProtocolKit.Benchmarks.Readers;

/// <summary>The limit: finds the ends of lines, and looks at nothing.</summary>
internal sealed class LineScan : IReplyReader
{
    public static OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink
    {
        var rest = reply.Octets;
        int length;
        while ((length = rest.IndexOf((byte)'\n')) >= 0)
        {
            sink.Take(length);
            rest = rest[(length + 1)..];
        }

        return OperationStatus.Done;
    }
}
