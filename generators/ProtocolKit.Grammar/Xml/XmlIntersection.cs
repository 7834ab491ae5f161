using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>Finds the smallest message that two patterns have in common. Only names and counts of children matter to both, so one is
/// enough.</summary>
internal sealed class XmlIntersection(XmlRuleRelations rules)
{
    /// <summary>Finds it, as a pattern without choices whose values are all literals; null if there is none.</summary>
    internal XmlPattern? Intersect(XmlPattern first, XmlPattern second)
    {
        if (Name(first, second) is not { } name || Attributes(first, second) is not { } attributes)
            return null;
        if (!Text(first, second, out var text) || Children(first, second) is not { } children)
            return null;
        return first with { Name = name, Attributes = attributes, Children = children, Text = text, IsExtensible = false };
    }

    private static XmlName? Name(XmlPattern first, XmlPattern second)
    {
        if (first.Name.Local is not null && second.Name.Local is not null)
            return first.Name == second.Name ? first.Name : null;
        var name = first.Name.Local is null ? second.Name : first.Name;
        return first.Excluded.Contains(name) || second.Excluded.Contains(name) ? null : name;
    }

    private XmlList<XmlAttributePattern>? Attributes(XmlPattern first, XmlPattern second)
    {
        var common = new List<XmlAttributePattern>();
        foreach (var name in first.Attributes.Concat(second.Attributes).Select(attribute => attribute.Name).Distinct())
        {
            var one = first.Attributes.FirstOrDefault(attribute => attribute.Name == name);
            var other = second.Attributes.FirstOrDefault(attribute => attribute.Name == name);
            if (one is not { IsOptional: false } && other is not { IsOptional: false })
                continue;
            var value = one is null ? Sample(other!.Value) : other is null ? Sample(one.Value) : rules.Intersect(one.Value, other.Value);
            if (value is null)
                return null;
            common.Add(new XmlAttributePattern(name, false, value is XmlLiteral ? value : Sample(value), null));
        }

        return common.ToXmlList();
    }

    private bool Text(XmlPattern first, XmlPattern second, out XmlTextPattern? text)
    {
        text = null;
        if (first.Text is null && second.Text is null)
            return true;
        if (first.Text is not { IsOptional: false } && second.Text is not { IsOptional: false })
            return true;
        var value = first.Text is null ? Other(second.Text!, first) : second.Text is null ? Other(first.Text, second)
            : rules.Intersect(first.Text.Value, second.Text.Value);
        text = value is null ? null : new XmlTextPattern(value is XmlLiteral ? value : Sample(value), null, false);
        return value is not null;
    }

    /// <summary>What a text can be where the other pattern has none: white space aside, only what skips text takes it.</summary>
    private XmlValue? Other(XmlTextPattern text, XmlPattern without)
    {
        if (without.IsExtensible || without.Form == XmlForm.StartTag)
            return Sample(text.Value);
        return rules.Intersect(text.Value, new XmlLiteral(""));
    }

    private XmlList<XmlChildPattern>? Children(XmlPattern first, XmlPattern second)
    {
        var common = new List<XmlChildPattern>();
        foreach (var name in first.Children.Concat(second.Children).Select(child => child.Element.Name).Distinct())
        {
            var one = Find(first, name);
            var other = Find(second, name);
            var least = Math.Max(one.Minimum, other.Minimum);
            if (least > Math.Min(one.Maximum, other.Maximum))
                return null;
            if (least == 0)
                continue;
            if (Intersect(one.Element, other.Element) is not { } element)
                return null;
            common.Add(new XmlChildPattern(element, least, least, null));
        }

        return common.ToXmlList();
    }

    /// <summary>What a pattern says of the children of a name.</summary>
    internal static XmlChildPattern Find(XmlPattern pattern, XmlName name) =>
        pattern.Children.FirstOrDefault(child => child.Element.Name == name)
        ?? (pattern.Children.FirstOrDefault(child => child.Element.Name.Local is null) is { } any ? any with { Minimum = 0 } : null)
        ?? new XmlChildPattern(Anything(name), 0, pattern.IsExtensible ? int.MaxValue : 0, null);

    private static XmlPattern Anything(XmlName name) => new(XmlForm.Element, name, [], [], null, IsExtensible: true, [], "");

    private static XmlLiteral Sample(XmlValue value) => value switch
    {
        XmlLiteral literal => literal,
        XmlRuleValue rule => new XmlLiteral(rule.Rule.Sample),
        XmlEarlierValue earlier => new XmlLiteral(earlier.Rule.Sample),
        _ => throw new ArgumentException("Unknown value.", nameof(value)),
    };
}
