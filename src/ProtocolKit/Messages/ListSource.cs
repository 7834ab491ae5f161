namespace ProtocolKit;

/// <summary>Where the values of a list are found: in a message, or in a record of it.</summary>
internal readonly ref struct ListSource
{
    /// <summary>A list of a message.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="noted">What was noted when the message was parsed.</param>
    public ListSource(ReadOnlySpan<byte> octets, int layout, scoped in ScannedList noted)
    {
        Octets = octets;
        Layout = layout;
        Noted = noted;
    }

    /// <summary>A list of a record.</summary>
    /// <param name="octets">The message's octets; owned by the caller.</param>
    /// <param name="layout">The list: a <see cref="ListLayout"/>.</param>
    /// <param name="record">Where the record stands.</param>
    public ListSource(ReadOnlySpan<byte> octets, int layout, ScannedPlace record)
    {
        Octets = octets;
        Layout = layout;
        Record = record;
        IsWithinRecord = true;
    }

    /// <summary>The message's octets.</summary>
    public readonly ReadOnlySpan<byte> Octets;

    /// <summary>The list.</summary>
    public readonly int Layout;

    /// <summary>Whether it stands in a record.</summary>
    public readonly bool IsWithinRecord;

    /// <summary>Where that record stands.</summary>
    public readonly ScannedPlace Record;

    /// <summary>What was noted of a message's list.</summary>
    public readonly ScannedList Noted;
}
