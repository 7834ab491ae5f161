using System.Text;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>Writes a message without choices as a document, with the prefixes of the grammar.</summary>
internal static class XmlExample
{
    internal static string Write(XmlPattern pattern, XmlNamespaceTable namespaces)
    {
        var text = new StringBuilder();
        Write(text, pattern, namespaces);
        return text.ToString();
    }

    private static void Write(StringBuilder text, XmlPattern pattern, XmlNamespaceTable namespaces)
    {
        var name = pattern.Name.Local is null ? "any" : Spell(pattern.Name, namespaces);
        if (pattern.Form == XmlForm.EndTag)
        {
            text.Append("</").Append(name).Append('>');
            return;
        }

        text.Append('<').Append(name);
        foreach (var attribute in pattern.Attributes)
            text.Append(' ').Append(Spell(attribute.Name, namespaces)).Append("='").Append(((XmlLiteral)attribute.Value).Text).Append('\'');
        if (pattern.Form == XmlForm.StartTag)
        {
            text.Append('>');
            return;
        }

        if (pattern.Children.Count == 0 && pattern.Text is null)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        if (pattern.Text is { Value: XmlLiteral literal })
            text.Append(literal.Text);
        foreach (var child in pattern.Children)
        {
            for (var turn = 0; turn < child.Minimum; turn++)
                Write(text, child.Element, namespaces);
        }

        text.Append("</").Append(name).Append('>');
    }

    private static string Spell(XmlName name, XmlNamespaceTable namespaces) =>
        namespaces[name.Namespace] is { Prefix: { } prefix } ? $"{prefix}:{name.Local}" : name.Local!;
}
