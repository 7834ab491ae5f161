using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>Spells elements as a grammar does.</summary>
internal static class XmlSource
{
    internal static string Of(ExpressionSyntax syntax) => syntax switch
    {
        XmlElementSyntax element => Element(element),
        OptionSyntax option => $"[{Of(option.Item)}]",
        LabelSyntax label => $"{label.Name.Text}:{Of(label.Item)}",
        RepetitionSyntax repetition => Turns(repetition) + Of(repetition.Item),
        LiteralSyntax literal => (literal.CaseSensitive ? "%s" : "") + $"\"{literal.Text}\"",
        ValueReferenceSyntax reference => "$" + reference.Name.Text,
        RuleReferenceSyntax { Arguments.Count: 0 } reference => reference.Name.Text,
        RuleReferenceSyntax reference => $"{reference.Name.Text}({string.Join(", ", reference.Arguments.Select(Of))})",
        ConcatenationSyntax concatenation => string.Join(' ', concatenation.Items.Select(Of)),
        AlternationSyntax alternation => $"( {string.Join(" / ", alternation.Options.Select(Of))} )",
        OctetsSyntax octets => "%x" + string.Join('.', octets.Octets.Select(octet => octet.ToString("X2", null))),
        OctetRangeSyntax range => $"%x{range.First:X2}-{range.Last:X2}",
        NumberSyntax number => number.Value.ToString(null, null),
        _ => "…",
    };

    private static string Element(XmlElementSyntax element)
    {
        var name = element.Name is null ? "*" : (element.Prefix is null ? "" : element.Prefix.Text + ":") + element.Name.Text;
        if (element.Form == XmlForm.EndTag)
            return $"</{name}>";
        var tag = "<" + name + string.Concat(element.Attributes.Select(attribute => " " + Attribute(attribute)));
        if (element.Form == XmlForm.Empty)
            return tag + "/>";
        if (element.Form == XmlForm.StartTag)
            return tag + ">";
        var children = element.Children.Select(Of).Concat(element.Extensible ? ["..."] : Array.Empty<string>());
        return $"{tag}>{{ {string.Join(", ", children)} }}";
    }

    private static string Attribute(XmlAttributeSyntax attribute)
    {
        var text = $"{(attribute.Prefix is null ? "" : attribute.Prefix.Text + ":")}{attribute.Name.Text}={Of(attribute.Value)}";
        return attribute.IsOptional ? $"[{text}]" : text;
    }

    private static string Turns(RepetitionSyntax repetition)
    {
        if (repetition.Minimum == repetition.Maximum)
            return repetition.Minimum.ToString(null, null);
        return (repetition.Minimum == 0 ? "" : repetition.Minimum.ToString(null, null)) + "*" + repetition.Maximum;
    }
}
