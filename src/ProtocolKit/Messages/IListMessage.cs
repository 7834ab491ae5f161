using System.Buffers;
using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A message whose parser can be left behind each value of a list. Implemented by generated types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IListMessage
{
    /// <summary>Reads octets of a message that has been read before, as far as a page of a list's values goes; compares with no earlier
    /// message.</summary>
    /// <param name="cursor">Where the parser stands: the default value before the first call.</param>
    /// <param name="source">The message's octets; owned by the caller.</param>
    /// <param name="valueEnd">The register that notes where the list's values end.</param>
    /// <param name="page">Takes the values; one page.</param>
    /// <returns><see cref="OperationStatus.DestinationTooSmall"/> behind a value with which the page is full; <see cref="OperationStatus.Done"/> behind the
    /// message.</returns>
    static abstract OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source, int valueEnd, scoped Span<ListPage> page);
}
