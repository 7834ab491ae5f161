using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>What an XML message begins with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum XmlTag
{
    /// <summary>The start tag of an element, or an empty-element tag.</summary>
    Element,

    /// <summary>The start tag of a stream (RFC 6120, 4.2), which is the message.</summary>
    Stream,

    /// <summary>The end tag of a stream, which is the message.</summary>
    StreamEnd,
}
