using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Lists the labels of an XML message.</summary>
internal static class XmlLabels
{
    public static LabelModel[] Of(XmlPattern pattern) => [.. XmlLabel.Find(pattern).Select(label => label.Kind == XmlLabelKind.Element
        ? new LabelModel(label.Name.ToLowerInvariant(), LabelKind.Element, IsList: false, MayBeAbsent: true, 0)
        : new LabelModel(label.Name.ToLowerInvariant(), LabelKind.Octets, label.IsList, label.IsOptional, 256))];
}
