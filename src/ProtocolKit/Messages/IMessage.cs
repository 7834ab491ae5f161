using System.Buffers;

namespace ProtocolKit;

/// <summary>A message that can be parsed by itself. Implemented by generated types. What it repeats of earlier messages is compared with
/// nothing: that is up to the machines.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IMessage<TSelf>
    where TSelf : IMessage<TSelf>, allows ref struct
{
    /// <summary>The whole message as it was received; owned by whoever owns the buffer that was parsed.</summary>
    ReadOnlySpan<byte> Octets { get; }

    /// <summary>Reads the message at the beginning of octets, or as much of it as is there; goes on where it was left.</summary>
    /// <param name="cursor">Where the parser stands: the default value before the first call.</param>
    /// <param name="source">The octets from the message's first one on: in each call the same, and more behind them. Owned by the
    /// caller.</param>
    /// <returns><see cref="OperationStatus.Done"/>, with the message's length as the cursor's position;
    /// <see cref="OperationStatus.NeedMoreData"/> if the octets are the beginning of such a message;
    /// <see cref="OperationStatus.InvalidData"/> if they are not.</returns>
    static abstract OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source);

    /// <summary>Makes the message of what has been read.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="cursor">What <see cref="Scan"/> has noted in them; not changed.</param>
    static abstract TSelf Create(ReadOnlySpan<byte> octets, scoped ref ScanCursor cursor);
}
