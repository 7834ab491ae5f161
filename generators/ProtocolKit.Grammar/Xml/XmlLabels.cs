namespace ProtocolKit.Grammar.Xml;

/// <summary>What a label of an XML message stands at.</summary>
public enum XmlLabelKind
{
    /// <summary>An element: it is there or not.</summary>
    Element,

    /// <summary>The value of an attribute.</summary>
    Attribute,

    /// <summary>The text of an element.</summary>
    Text,
}

/// <summary>A place at which a label stands.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Path">The names of the elements around it, the message's own left out.</param>
/// <param name="Attribute">The name of the attribute, or null.</param>
public sealed record XmlLabelPlace(XmlLabelKind Kind, XmlList<XmlName> Path, XmlName? Attribute);

/// <summary>A label of an XML message.</summary>
/// <param name="Name">The label as the grammar spells it.</param>
/// <param name="Kind">What it stands at.</param>
/// <param name="IsList">Whether it may have several values; never for elements, which are there or not.</param>
/// <param name="IsOptional">Whether it may be absent.</param>
/// <param name="IsRow">Whether it is a list of the texts of elements that nothing stands between.</param>
/// <param name="Register">The first of the cursor's registers that hold it: begin and end of a value, or of a row's elements; where another
/// list begins, how many values there are, up to where they are a row, and in which child the first one stands; whether for an
/// element.</param>
/// <param name="Places">Where it stands.</param>
public sealed record XmlLabel(
    string Name, XmlLabelKind Kind, bool IsList, bool IsOptional, bool IsRow, int Register, XmlList<XmlLabelPlace> Places)
{
    /// <summary>Whether it has a begin and an end.</summary>
    public bool IsRange => IsRow || (!IsList && Kind != XmlLabelKind.Element);

    /// <summary>Whether it is a list of the texts of elements, which something may stand between.</summary>
    public bool HasTexts => IsList && !IsRow && Places.All(place => place.Kind == XmlLabelKind.Text);

    /// <summary>How many registers it takes.</summary>
    public int RegisterCount => IsRange ? 2 : IsList ? 4 : 1;

    /// <summary>Finds the labels of a pattern, in order.</summary>
    /// <param name="pattern">The pattern.</param>
    public static IReadOnlyList<XmlLabel> Find(XmlPattern pattern)
    {
        var found = new List<Found>();
        Collect(pattern, [], isOptional: false, isRepeated: false, isRow: false, found);
        var labels = new List<XmlLabel>();
        var register = 0;
        foreach (var group in found.GroupBy(place => place.Name, StringComparer.OrdinalIgnoreCase))
        {
            var first = group.First();
            var isList = first.Place.Kind != XmlLabelKind.Element && (group.Count() > 1 || first.IsRepeated);
            var label = new XmlLabel(
                first.Name, first.Place.Kind, isList, group.All(place => place.IsOptional), isList && first.IsRow && group.Count() == 1,
                register, group.Select(place => place.Place).ToXmlList());
            register += label.RegisterCount;
            labels.Add(label);
        }

        return labels;
    }

    private static void Collect(XmlPattern pattern, XmlName[] path, bool isOptional, bool isRepeated, bool isRow, List<Found> found)
    {
        foreach (var attribute in pattern.Attributes.Where(attribute => attribute.Label is not null))
            found.Add(
                new Found(
                attribute.Label!, new XmlLabelPlace(XmlLabelKind.Attribute, path.ToXmlList(), attribute.Name),
                isOptional || attribute.IsOptional, isRepeated, IsRow: false));
        if (pattern.Text is { Label: { } label })
            found.Add(
                new Found(
                label, new XmlLabelPlace(XmlLabelKind.Text, path.ToXmlList(), null), isOptional || pattern.Text.IsOptional, isRepeated,
                isRow));
        foreach (var child in pattern.Children)
        {
            XmlName[] childPath = [.. path, child.Element.Name];
            var isChildOptional = isOptional || child.Minimum == 0;
            var isChildRepeated = isRepeated || child.IsRepeated;
            if (child.Label is not null)
                found.Add(
                    new Found(
                    child.Label, new XmlLabelPlace(XmlLabelKind.Element, childPath.ToXmlList(), null), isChildOptional, isChildRepeated,
                    IsRow: false));
            Collect(child.Element, childPath, isChildOptional, isChildRepeated,
                isRow: !isRepeated && pattern is { Children.Count: 1, IsExtensible: false }, found);
        }
    }

    private sealed record Found(string Name, XmlLabelPlace Place, bool IsOptional, bool IsRepeated, bool IsRow);
}
