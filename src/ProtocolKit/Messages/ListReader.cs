using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ProtocolKit;

/// <summary>Finds the values of a list, one after the other.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
internal ref struct ListReader<TMessage>
    where TMessage : IListMessage, allows ref struct
{
    private int _end, _limit;
    private ScanCursor _cursor;
    private ListPage _page;
    private int _current, _next;
    private bool _isLastPage;

    /// <summary>Begins to read a list. It is no constructor, so that nothing of this size is copied.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="record">The record that the list stands in; the default value for a list of the message itself.</param>
    /// <param name="first">The first register that is noted of each value.</param>
    /// <param name="last">The last one.</param>
    /// <param name="end">The register that notes where a value ends.</param>
    public void Open(ReadOnlySpan<byte> octets, ScannedPlace record, int first, int last, int end)
    {
        Octets = octets;
        (_limit, _end) = (record.End, end);
        _page.Open(first, last);
        if (record.State != 0)
            MoveTo(record);
    }

    /// <summary>The message's octets.</summary>
    public ReadOnlySpan<byte> Octets { readonly get; private set; }

    /// <summary>The value that was moved to.</summary>
    [UnscopedRef]
    public readonly ScannedRecord Current => _page[_current];

    /// <summary>Moves on to the next value.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_next == _page.End && !ReadPage())
            return false;
        _current = _next;
        _next += _page.Width;
        return _limit == 0 || Current[_end] <= _limit;
    }

    private bool ReadPage()
    {
        if (_isLastPage)
            return false;
        _page.Clear(in _cursor);
        _next = 0;
        _isLastPage = TMessage.Scan(ref _cursor, Octets, _end, new Span<ListPage>(ref _page)) != OperationStatus.DestinationTooSmall;
        return _page.End > 0;
    }

    /// <summary>Reads the message again up to a record: what stands in it may depend on what was noted before it.</summary>
    private void MoveTo(ScannedPlace record)
    {
        var single = default(ListPage);
        single.Open(record.EndRegister, record.EndRegister, maxValues: 1);
        do
            single.Clear(in _cursor);
        while (TMessage.Scan(ref _cursor, Octets, record.EndRegister, new Span<ListPage>(ref single)) == OperationStatus.DestinationTooSmall
            && (_cursor.Position != record.Position || _cursor.State != record.State));
    }
}
