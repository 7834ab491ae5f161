namespace ProtocolKit;

/// <summary>Where the values of a list are found: in a message, or in a record of it.</summary>
internal readonly ref struct ListSource
{
    private readonly ReadOnlySpan<byte> _octets;
    private readonly ScannedList _list;
    private readonly ScannedPlace _record;

    /// <summary>A list of a message.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="list">Where its first value begins.</param>
    public ListSource(ReadOnlySpan<byte> octets, int layout, ScannedList list)
    {
        _octets = octets;
        Layout = layout;
        _list = list;
    }

    /// <summary>A list of a record.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="record">That record.</param>
    public ListSource(ReadOnlySpan<byte> octets, int layout, ScannedPlace record)
    {
        _octets = octets;
        Layout = layout;
        _record = record;
    }

    /// <summary>The list.</summary>
    public int Layout { get; }

    /// <summary>Begins to read the values.</summary>
    public ListReader<TMessage> Open<TMessage>()
        where TMessage : IMessage<TMessage>, allows ref struct => new(_octets, Layout, _list, _record);
}
