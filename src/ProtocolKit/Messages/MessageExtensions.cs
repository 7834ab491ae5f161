using System.Buffers;

namespace ProtocolKit;

/// <summary>Parses messages that are whole.</summary>
public static class MessageExtensions
{
    /// <summary>How much is copied at least, in octets.</summary>
    private const int MinCopy = 256;

    extension<TMessage>(TMessage)
        where TMessage : IMessage<TMessage>, allows ref struct
    {
#pragma warning disable CA1000 // An extension of a type that is named, not a member of a generic one.
        /// <summary>Parses the message at the beginning of octets.</summary>
        /// <param name="source">The octets; those behind the message are not looked at. Owned by the caller; the message refers to
        /// them.</param>
        /// <param name="message">The message, if the result is <see cref="OperationStatus.Done"/>.</param>
        /// <param name="bytesConsumed">How many octets the message has, if the result is <see cref="OperationStatus.Done"/>; else
        /// 0.</param>
        /// <returns><see cref="OperationStatus.Done"/>; <see cref="OperationStatus.NeedMoreData"/> if the octets are the beginning of
        /// such a message;
        /// <see cref="OperationStatus.InvalidData"/> if they are not.</returns>
        public static OperationStatus TryParse(ReadOnlySpan<byte> source, out TMessage message, out int bytesConsumed)
        {
            var cursor = default(ScanCursor);
            var status = TMessage.Scan(ref cursor, source);
            if (status != OperationStatus.Done)
            {
                message = default!;
                bytesConsumed = 0;
                return status;
            }

            bytesConsumed = cursor.Position;
            message = TMessage.Create(source[..bytesConsumed], ref cursor);
            return status;
        }

        /// <summary>Parses the message at the beginning of octets that may lie in several buffers, such as those of a
        /// <see cref="System.IO.Pipelines.PipeReader"/>.</summary>
        /// <param name="source">The octets. Owned by the caller; the message refers to them where it lies in the first buffer, and else
        /// to a copy of its own.</param>
        /// <param name="message">The message, if the result is <see cref="OperationStatus.Done"/>.</param>
        /// <param name="bytesConsumed">How many octets the message has, if the result is <see cref="OperationStatus.Done"/>; else
        /// 0.</param>
        /// <returns><see cref="OperationStatus.Done"/>; <see cref="OperationStatus.NeedMoreData"/> if the octets are the beginning of
        /// such a message;
        /// <see cref="OperationStatus.InvalidData"/> if they are not.</returns>
        public static OperationStatus TryParse(in ReadOnlySequence<byte> source, out TMessage message, out int bytesConsumed)
        {
            var cursor = default(ScanCursor);
            var octets = source.FirstSpan;
            var status = TMessage.Scan(ref cursor, octets);
            while (status == OperationStatus.NeedMoreData && octets.Length < source.Length)
            {
                octets = source.Slice(0, Math.Min(source.Length, Math.Max(MinCopy, 2L * octets.Length))).ToArray();
                status = TMessage.Scan(ref cursor, octets);
            }

            bytesConsumed = status == OperationStatus.Done ? cursor.Position : 0;
            message = status == OperationStatus.Done ? TMessage.Create(octets[..bytesConsumed], ref cursor) : default!;
            return status;
        }
#pragma warning restore CA1000
    }
}
