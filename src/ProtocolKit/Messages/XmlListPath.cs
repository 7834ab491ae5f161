using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>The elements in which the values of a list stand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class XmlListPath
{
    private protected XmlListPath(bool hasTexts) => HasTexts = hasTexts;

    /// <summary>Whether all values are texts of elements.</summary>
    internal bool HasTexts { get; }

    /// <summary>Finds the next value.</summary>
    /// <param name="octets">The message's octets.</param>
    /// <param name="position">Behind the element of the value before; set to behind that of the next one.</param>
    /// <param name="child">Where the child of the outermost element begins in which that is; likewise.</param>
    /// <param name="value">Where the value stands; of a text, its element.</param>
    /// <returns>Whether there is one.</returns>
    internal abstract bool ReadNext(ReadOnlySpan<byte> octets, ref int position, ref int child, out XmlSpan value);
}

/// <inheritdoc cref="XmlListPath"/>
/// <typeparam name="TNames">The namespaces and limits of the protocol.</typeparam>
/// <param name="around">The elements around those that have the values, from the outermost child of the message on.</param>
/// <param name="places">The elements that have the values, each by its text or an attribute.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class XmlListPath<TNames>(XmlListStep[] around, XmlListStep[] places)
    : XmlListPath(Array.TrueForAll(places, place => place.Attribute is null))
    where TNames : struct, IXmlProtocol
{
    /// <inheritdoc/>
    internal override bool ReadNext(ReadOnlySpan<byte> octets, ref int position, ref int child, out XmlSpan value)
    {
        value = default;
        var xml = new XmlTokenizer<TNames>(octets, in TNames.StandAlone, TNames.MaxDepth);
        xml.GoTo(around.Length + 1, child, position);
        while (xml.ReadNextStartTag())
        {
            // The message's own element is the first that is open.
            var depth = xml.Depth - 2;
            if (depth < around.Length && Is(in xml, around[depth]))
                continue;
            if (depth == around.Length && TryRead(ref xml, ref value))
            {
                (position, child) = (xml.Position, xml.ChildStart);
                return true;
            }

            xml.Skip();
        }

        return false;
    }

    private bool TryRead(ref XmlTokenizer<TNames> xml, ref XmlSpan value)
    {
        foreach (var place in places)
        {
            if (!Is(in xml, place))
                continue;
            if (place.Attribute is { } attribute)
            {
                if (!xml.TryGetAttribute(place.AttributeNamespace, attribute, out value))
                    continue;
                xml.Skip();
                return true;
            }

            var start = xml.TagStart;
            if (!xml.ReadText(out value))
                return false;
            if (HasTexts)
                value = new XmlSpan(start, xml.Position);
            return true;
        }

        return false;
    }

    private static bool Is(in XmlTokenizer<TNames> xml, XmlListStep step) =>
        step.LocalName is not { } name || xml.Is(step.Namespace, name);
}
