using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>Where the first value of a list begins; the default value where the message must be read from its beginning to find
/// it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScannedList
{
    internal ScannedList(PlainRecords records, int position) => (Records, Position) = (records, position);

    /// <summary>What reads the values, or null.</summary>
    internal PlainRecords? Records { get; }

    /// <summary>Where the first one begins.</summary>
    internal int Position { get; }
}
