using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Lists the labels of an XML message.</summary>
internal static class XmlLabels
{
    public static LabelModel[] Of(XmlPattern pattern)
    {
        var labels = new List<LabelModel>();
        Collect(pattern, isList: false, mayBeAbsent: false, labels);
        return [.. labels.GroupBy(label => label.Name).Select(group => group.First())];
    }

    private static void Collect(XmlPattern pattern, bool isList, bool mayBeAbsent, List<LabelModel> labels)
    {
        foreach (var attribute in pattern.Attributes.Where(attribute => attribute.Label is not null))
            labels.Add(new LabelModel(attribute.Label!.ToLowerInvariant(), LabelKind.Octets, isList, mayBeAbsent || attribute.IsOptional, 256));
        if (pattern.Text?.Label is { } text)
            labels.Add(new LabelModel(text.ToLowerInvariant(), LabelKind.Octets, isList, mayBeAbsent || pattern.Text.IsOptional, 256));
        foreach (var child in pattern.Children)
        {
            if (child.Label is { } label)
                labels.Add(new LabelModel(label.ToLowerInvariant(), LabelKind.Element, false, true, 0));
            Collect(child.Element, isList || child.IsRepeated, mayBeAbsent || child.Minimum == 0, labels);
        }
    }
}
