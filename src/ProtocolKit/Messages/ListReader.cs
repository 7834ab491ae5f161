using System.Buffers;

namespace ProtocolKit;

/// <summary>Finds the values of a list one after the other: the message's parser is left behind each of them.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
internal ref struct ListReader<TMessage>(ReadOnlySpan<byte> octets, int end)
    where TMessage : IListMessage, allows ref struct
{
    private readonly int _end = end;

    /// <summary>Where the parser stands; its registers tell where the value is.</summary>
    public ScanCursor Cursor;

    /// <summary>The message's octets.</summary>
    public ReadOnlySpan<byte> Octets { get; } = octets;

    /// <summary>Where the values end that belong to the list; 0 for the end of the message.</summary>
    public int Limit { get; init; }

    /// <summary>Moves on to the next value.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => Cursor.State != ScanCursor.Complete
        && TMessage.Scan(ref Cursor, Octets, _end) == OperationStatus.DestinationTooSmall
        && (Limit == 0 || Cursor.Registers[_end] <= Limit);

    /// <summary>The octets of the value, which begins where a register says.</summary>
    public readonly ReadOnlySpan<byte> Value(int start) => Octets[Cursor.Registers[start]..Cursor.Registers[_end]];
}
