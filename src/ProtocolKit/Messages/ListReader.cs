using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>Finds the values of a list, one after the other, by reading the message again.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
internal ref struct ListReader<TMessage>
    where TMessage : IMessage<TMessage>, allows ref struct
{
    private ScanCursor _cursor;
    private PlainBlock _block;

    /// <summary>Begins to read a list.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="list">Where its first value begins.</param>
    /// <param name="record">The record in which it stands; the default value for a list of the message. The message is read again up to
    /// there: what stands in the record may depend on what was noted before it.</param>
    public ListReader(ReadOnlySpan<byte> octets, int layout, ScannedList list, ScannedPlace record)
    {
        Octets = octets;
        _cursor.Begin(layout, list, record);
    }

    /// <summary>The message's octets.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>Its registers hold the value that was moved to.</summary>
    [UnscopedRef]
    public ref ScanCursor Cursor => ref _cursor;

    /// <summary>Moves on to the next value.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _cursor.MovesBehind(Octets, ref _block) || _block.Next != PlainBlock.AtEnd && Read();

    private bool Read()
    {
        while (_cursor.TryGoOn() && TMessage.Scan(ref _cursor, Octets) == OperationStatus.DestinationTooSmall)
        {
            if (_cursor.IsBehindValue)
                return true;
        }

        return false;
    }
}
