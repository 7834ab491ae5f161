using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>Tells whether every message of a pattern is one of another. Each pattern has a message.</summary>
/// <param name="rules">What is known of the rules for values.</param>
/// <param name="isWritten">Whether the first pattern is what is written: a message of it has no other attributes. One that is read may
/// have any.</param>
internal sealed class XmlContainment(XmlRuleRelations rules, bool isWritten)
{
    internal bool IsContained(XmlPattern inner, XmlPattern outer) =>
        inner.Form == outer.Form && IsNameContained(inner, outer)
        && outer.Attributes.All(attribute => IsAttributeContained(inner, attribute))
        && (inner.Form != XmlForm.Element || (IsTextContained(inner, outer) && AreChildrenContained(inner, outer)));

    private static bool IsNameContained(XmlPattern inner, XmlPattern outer)
    {
        if (outer.Name.Local is not null)
            return inner.Name == outer.Name;
        return inner.Name.Local is null ? outer.Excluded.All(inner.Excluded.Contains) : !outer.Excluded.Contains(inner.Name);
    }

    private bool IsAttributeContained(XmlPattern inner, XmlAttributePattern outer)
    {
        var attribute = inner.Attributes.FirstOrDefault(attribute => attribute.Name == outer.Name);
        if (attribute is null)
            return outer.IsOptional && (isWritten || outer.Value is XmlRuleValue { Rule.Matcher: null });
        return (outer.IsOptional || !attribute.IsOptional) && rules.Contains(attribute.Value, outer.Value);
    }

    private bool IsTextContained(XmlPattern inner, XmlPattern outer)
    {
        if (outer.IsExtensible)
            return true;
        if (inner.IsExtensible)
            return false;
        if (outer.Text is null)
            return inner.Text is null;
        return inner.Text is null ? outer.Text.IsOptional
            : (outer.Text.IsOptional || !inner.Text.IsOptional) && rules.Contains(inner.Text.Value, outer.Text.Value);
    }

    private bool AreChildrenContained(XmlPattern inner, XmlPattern outer)
    {
        if (inner.IsExtensible && !outer.IsExtensible && !outer.Children.Any(IsAnything))
            return false;
        return inner.Children.Concat(outer.Children).Select(child => child.Element.Name).Distinct().All(name =>
        {
            var one = XmlIntersection.Find(inner, name);
            var other = XmlIntersection.Find(outer, name);
            return one.Minimum >= other.Minimum && one.Maximum <= other.Maximum
                && (one.Maximum == 0 || IsContained(one.Element, other.Element));
        });
    }

    private static bool IsAnything(XmlChildPattern child) =>
        child is { Minimum: 0, Element: { Name.Local: null, IsExtensible: true, Attributes.Count: 0, Children.Count: 0 } };
}
