namespace ProtocolKit;

/// <summary>Finds records by the values of their first labels.</summary>
public static class RecordListExtensions
{
    /// <summary>Finds the first record with a key.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <typeparam name="TRecord">The record.</typeparam>
    /// <typeparam name="TKey">The type of the key: octets, a number, or a known word.</typeparam>
    /// <param name="records">The records.</param>
    /// <param name="key">The key; texts are compared without regard to ASCII case.</param>
    /// <param name="found">The record, if the result is true.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind<TMessage, TRecord, TKey>(this RecordList<TMessage, TRecord> records, TKey key, out TRecord found)
        where TMessage : IMessage<TMessage>, allows ref struct
        where TRecord : IRecord<TRecord>, IKeyedRecord<TKey>, allows ref struct
        where TKey : allows ref struct
    {
        foreach (var record in records)
        {
            if (!record.HasKey(key))
                continue;
            found = record;
            return true;
        }

        found = default!;
        return false;
    }

    /// <summary>Whether there is a record with a key.</summary>
    /// <inheritdoc cref="TryFind{TMessage, TRecord, TKey}"/>
    public static bool Contains<TMessage, TRecord, TKey>(this RecordList<TMessage, TRecord> records, TKey key)
        where TMessage : IMessage<TMessage>, allows ref struct
        where TRecord : IRecord<TRecord>, IKeyedRecord<TKey>, allows ref struct
        where TKey : allows ref struct => records.TryFind(key, out _);
}
