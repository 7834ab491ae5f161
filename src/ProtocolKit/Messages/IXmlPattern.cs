using System.ComponentModel;

namespace ProtocolKit.Generated;

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
