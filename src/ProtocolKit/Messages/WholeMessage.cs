using System.Buffers;

namespace ProtocolKit.Generated;

/// <summary>Reads messages once more that have been read before.</summary>
internal static class WholeMessage
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="ArgumentException">The octets are not such a message.</exception>
    public static TMessage Read<TMessage>(ReadOnlySpan<byte> octets)
        where TMessage : IMessage<TMessage>, allows ref struct
    {
        var cursor = default(ScanCursor);
        return TMessage.Scan(ref cursor, octets) == OperationStatus.Done ? TMessage.Create(octets, ref cursor) : throw NotRead();
    }

    private static ArgumentException NotRead() => new("The octets are not the message that they should be.", "octets");
}
