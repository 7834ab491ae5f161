using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A message that is an XML element, or a tag of a stream. Implemented by generated types.</summary>
/// <typeparam name="TNamespaces">The namespaces of the protocol.</typeparam>
/// <typeparam name="TBindings">The values of earlier messages.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IXmlMessage<TNamespaces, TBindings>
    where TNamespaces : struct, IXmlNamespaces
    where TBindings : struct
{
    /// <summary>Reads the message behind its first tag, and notes its labels.</summary>
    /// <param name="xml">What reads it.</param>
    /// <param name="registers">Takes the places of the labels.</param>
    /// <param name="bindings">The values that it may repeat.</param>
    /// <returns>Whether it is such a message.</returns>
    static abstract bool Read(ref XmlTokenizer<TNamespaces> xml, ref ScanRegisters registers, scoped in TBindings bindings);
}
