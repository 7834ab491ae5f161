using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>Finds the values of a list, one after the other, by reading the message again.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
internal ref struct ListReader<TMessage>
    where TMessage : IMessage<TMessage>, allows ref struct
{
    private readonly int _layout, _limit;
    private ScanCursor _cursor;
    private PlainBlock _block;

    /// <summary>Begins to read a list of a message.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="list">Where its first value begins.</param>
    public ListReader(ReadOnlySpan<byte> octets, int layout, ScannedList list)
    {
        Octets = octets;
        _layout = layout;
        _cursor.Begin(layout, list);
    }

    /// <summary>Begins to read a list of a record. The message is read again up to there: what stands in the record may depend on what
    /// was noted before it.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="record">Where the record stands.</param>
    public ListReader(ReadOnlySpan<byte> octets, int layout, ScannedPlace record)
    {
        Octets = octets;
        _layout = layout;
        _limit = record.End;
        while (record.Before != 0 && Read(record.Layout) && _cursor.EndOf(record.Layout) != record.Before)
        {
        }
    }

    /// <summary>The message's octets.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>Its registers hold the value that was moved to.</summary>
    [UnscopedRef]
    public ref ScanCursor Cursor => ref _cursor;

    /// <summary>Moves on to the next value.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => Read(_layout) && (_limit == 0 || _cursor.EndOf(_layout) <= _limit);

    private bool Read(int layout) =>
        _cursor.MovesBehind(layout, Octets, ref _block)
            || _block.Next != PlainBlock.AtEnd && TMessage.Scan(ref _cursor, Octets) == OperationStatus.DestinationTooSmall;
}
