using System.Buffers;
using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A message that is an XML element, or a tag of a stream. Implemented by generated types.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TNames">The namespaces and limits of the protocol.</typeparam>
/// <typeparam name="TBindings">The values of earlier messages.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IXmlMessage<TSelf, TNames, TBindings> : IMessage<TSelf>, IXmlPattern<TNames, TBindings>
    where TSelf : IXmlMessage<TSelf, TNames, TBindings>, allows ref struct
    where TNames : struct, IXmlProtocol
    where TBindings : struct
{
    static OperationStatus IMessage<TSelf>.Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source) => cursor.ReadAlone(
        XmlFrame.Scan<TSelf, TNames, TBindings>(ref cursor, source, in TNames.StandAlone, in NoBindings<TBindings>.Value));
}

/// <summary>What a message is compared with that is read by itself: nothing.</summary>
internal static class NoBindings<TBindings>
    where TBindings : struct
{
    public static readonly TBindings Value;
}
