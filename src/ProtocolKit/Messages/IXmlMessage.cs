using System.Buffers;
using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>What a protocol says of all its XML messages: their namespaces and limits. Implemented by generated types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IXmlProtocol : IXmlNamespaces
{
    /// <summary>The limit on the octets of a message.</summary>
    static abstract int MaxMessageOctets { get; }

    /// <summary>The limit on nested elements.</summary>
    static abstract int MaxDepth { get; }

    /// <summary>What is declared around a message that is read without its stream.</summary>
    static abstract ref readonly XmlNamespaceScope StandAlone { get; }
}

/// <summary>What an XML element looks like, or a tag of a stream.</summary>
/// <typeparam name="TNames">The namespaces and limits of the protocol.</typeparam>
/// <typeparam name="TBindings">The values of earlier messages.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IXmlPattern<TNames, TBindings>
    where TNames : struct, IXmlProtocol
    where TBindings : struct
{
    /// <summary>What it begins with.</summary>
    static virtual XmlTag Tag => XmlTag.Element;

    /// <summary>Reads the message behind its first tag, and notes its labels.</summary>
    /// <param name="xml">What reads it.</param>
    /// <param name="registers">Takes the places of the labels.</param>
    /// <param name="bindings">The values that it may repeat.</param>
    /// <returns>Whether it is such a message.</returns>
    static abstract bool Read(ref XmlTokenizer<TNames> xml, ref ScanRegisters registers, scoped in TBindings bindings);
}

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
