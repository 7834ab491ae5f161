using System.ComponentModel;
using System.Text;

namespace ProtocolKit.Generated;

/// <summary>An element on the way to the values of a list.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class XmlListStep
{
    /// <summary>An element.</summary>
    /// <param name="namespaceId">The number of its namespace.</param>
    /// <param name="localName">Its local name; null for any name of any namespace.</param>
    /// <param name="attribute">The local name of the attribute that has the value; null where the text has.</param>
    /// <param name="attributeNamespaceId">The number of its namespace.</param>
    public XmlListStep(
        int namespaceId, string? localName, string? attribute = null, int attributeNamespaceId = XmlNamespaceScope.None)
    {
        (Namespace, AttributeNamespace) = (namespaceId, attributeNamespaceId);
        LocalName = localName is null ? null : Encoding.UTF8.GetBytes(localName);
        Attribute = attribute is null ? null : Encoding.UTF8.GetBytes(attribute);
    }

    internal int Namespace { get; }

    internal byte[]? LocalName { get; }

    internal byte[]? Attribute { get; }

    internal int AttributeNamespace { get; }
}
