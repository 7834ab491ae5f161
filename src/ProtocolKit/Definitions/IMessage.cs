using System.Buffers;

namespace ProtocolKit;

/// <summary>A message that can be parsed by itself. Implemented by generated types; those that repeat a value of an earlier message take it as an
/// argument of their own <c>TryParse</c> instead.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IMessage<TSelf>
    where TSelf : IMessage<TSelf>, allows ref struct
{
    /// <summary>Parses the message at the beginning of octets.</summary>
    /// <param name="source">The octets; those behind the message are not looked at. Owned by the caller; the message refers to them.</param>
    /// <param name="message">The message, if the result is <see cref="OperationStatus.Done"/>.</param>
    /// <param name="bytesConsumed">How many octets the message has, if the result is <see cref="OperationStatus.Done"/>; else 0.</param>
    /// <returns><see cref="OperationStatus.Done"/>; <see cref="OperationStatus.NeedMoreData"/> if the octets are the beginning of such a message;
    /// <see cref="OperationStatus.InvalidData"/> if they are not.</returns>
    static abstract OperationStatus TryParse(ReadOnlySpan<byte> source, out TSelf message, out int bytesConsumed);
}
