using System.Buffers;

namespace ProtocolKit.Benchmarks.Readers;

/// <summary>One way to read one kind of reply, and all that it captures.</summary>
internal interface IReplyReader
{
    /// <summary>Parses a reply and hands its captures on, in the order of the reply.</summary>
    static abstract OperationStatus Read<TSink>(in Reply reply, ref TSink sink)
        where TSink : struct, ISink;
}
