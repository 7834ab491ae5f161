using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>Finds the values of a list, one after the other: those that were noted when the message was parsed, or, where these are not
/// all, by reading the message again.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
internal ref struct ListReader<TMessage>
    where TMessage : IMessage<TMessage>, allows ref struct
{
    private ScanCursor _cursor;
    private int _layout, _limit, _next;
    private bool _isNoted;

    /// <summary>Begins to read a list. It is no constructor, so that nothing of this size is copied.</summary>
    /// <param name="source">Where its values are found. The message is read again up to a record that it stands in.</param>
    public void Open(scoped in ListSource source)
    {
        Octets = source.Octets;
        _layout = source.Layout;
        if (source.IsWithinRecord)
        {
            _limit = source.Record.End;
            if (source.Record.State != 0)
                MoveTo(source.Record);
        }
        else if (source.Noted.HasAll(_layout))
        {
            _isNoted = true;
            _cursor.List = source.Noted;
        }
    }

    /// <summary>The message's octets.</summary>
    public ReadOnlySpan<byte> Octets { readonly get; private set; }

    /// <summary>Its registers hold the value that was moved to.</summary>
    [UnscopedRef]
    public ref ScanCursor Cursor => ref _cursor;

    /// <summary>Moves on to the next value.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (!_isNoted)
            return Read(_layout) && (_limit == 0 || _cursor.Registers[new ListLayout(_layout).End] <= _limit);
        if (_next == _cursor.List.End)
            return false;
        _cursor.List.MoveTo(ref _next, ref _cursor.Registers);
        return true;
    }

    private bool Read(int layout)
    {
        _cursor.List.StopBehind(layout, in _cursor);
        return TMessage.Scan(ref _cursor, Octets) == OperationStatus.DestinationTooSmall;
    }

    /// <summary>Reads the message again up to a record: what stands in it may depend on what was noted before it.</summary>
    private void MoveTo(ScannedPlace record)
    {
        while (Read(record.Layout) && (_cursor.Position != record.Position || _cursor.State != record.State))
        {
        }
    }
}
