using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>One element of a message's list that has labels of its own. Implemented by generated types.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRecord<TSelf>
    where TSelf : IRecord<TSelf>, allows ref struct
{
    /// <summary>The record's octets; owned by whoever owns the buffer that was parsed.</summary>
    ReadOnlySpan<byte> Octets { get; }

    /// <summary>Makes the record of what has been read.</summary>
    /// <param name="octets">The octets of the message; owned by the caller.</param>
    /// <param name="cursor">Its registers hold what has been noted; not changed.</param>
    static abstract TSelf Create(ReadOnlySpan<byte> octets, scoped ref ScanCursor cursor);
}

/// <summary>A record that is found by a value: that of its first label.</summary>
/// <typeparam name="TKey">The type of the value: octets, a number, or a known word.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKeyedRecord<TKey>
    where TKey : allows ref struct
{
    /// <summary>Whether the record has a key. Texts are compared without regard to ASCII case.</summary>
    /// <param name="key">The key.</param>
    bool HasKey(TKey key);
}
