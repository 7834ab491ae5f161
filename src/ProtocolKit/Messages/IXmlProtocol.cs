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
