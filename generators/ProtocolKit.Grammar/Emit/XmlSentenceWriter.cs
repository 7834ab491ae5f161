using System.Text;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Writes a sentence: what is constant is put together, what is not is written by an expression.</summary>
internal sealed class XmlSentenceWriter(CodeWriter code, XmlSentenceOptions options)
{
    private readonly StringBuilder _constant = new();

    internal bool IsSound { get; private set; } = true;

    internal void Write(XmlElementSyntax element)
    {
        var namespaces = XmlWrittenNamespaces.Around(options.Namespaces);
        if (element.Form == XmlForm.StartTag)
        {
            _constant.Append("<?xml version='1.0'?>");
            namespaces = XmlWrittenNamespaces.None;
        }

        Element(element, namespaces);
        Flush();
    }

    private void Element(XmlElementSyntax element, XmlWrittenNamespaces around)
    {
        if (element.Name is null)
        {
            Undetermined("<*>", element);
            return;
        }

        var id = options.Namespaces.Find(element.Prefix?.Text) ?? XmlNamespaceTable.None;
        var (name, declarations, inside) = around.Spell(element.Name.Text, id, element.Form == XmlForm.StartTag, options.Namespaces);
        if (element.Form == XmlForm.EndTag)
        {
            _constant.Append("</").Append(name).Append('>');
            return;
        }

        _constant.Append('<').Append(name).Append(declarations);
        foreach (var attribute in element.Attributes.Where(attribute => !attribute.IsOptional))
            Attribute(attribute, ref inside);
        if (element.Form == XmlForm.StartTag)
        {
            _constant.Append('>');
            return;
        }

        var children = element.Children.SelectMany(Written).ToList();
        if (children.Count == 0)
        {
            _constant.Append("/>");
            return;
        }

        _constant.Append('>');
        foreach (var child in children)
            Child(child, inside);
        _constant.Append("</").Append(name).Append('>');
    }

    /// <summary>The shortest turn of a child: nothing of an option, the least of a repetition; of a list parameter, the repetition
    /// itself.</summary>
    private IEnumerable<ExpressionSyntax> Written(ExpressionSyntax child) => child switch
    {
        OptionSyntax => [],
        LabelSyntax { Item: XmlElementSyntax or OptionSyntax or RepetitionSyntax { Item: XmlElementSyntax } } label => Written(label.Item),
        RepetitionSyntax repetition when FindList(repetition.Item) is not null => [repetition],
        RepetitionSyntax repetition when XmlItem.Create(repetition.Item, 1).Core is XmlElementSyntax =>
            Enumerable.Repeat(Written(repetition.Item), repetition.Minimum).SelectMany(item => item),
        _ => [child],
    };

    private void Child(ExpressionSyntax child, XmlWrittenNamespaces inside)
    {
        if (child is RepetitionSyntax repetition && FindList(repetition.Item) is { } list)
        {
            Flush();
            using (code.Block($"foreach (var value in {list})"))
            {
                foreach (var item in Written(repetition.Item))
                    Child(item, inside);
                Flush();
            }
        }
        else if (child is XmlElementSyntax element)
        {
            Element(element, inside);
        }
        else
        {
            Value(child);
        }
    }

    private void Attribute(XmlAttributeSyntax attribute, ref XmlWrittenNamespaces inside)
    {
        var name = attribute.Name.Text;
        if (attribute.Prefix is not null && options.Namespaces.Find(attribute.Prefix.Text) is { } id)
        {
            (name, var declarations, inside) = inside.SpellAttribute(name, id, options.Namespaces);
            _constant.Append(declarations);
        }

        _constant.Append(' ').Append(name).Append("='");
        Value(attribute.Value);
        _constant.Append('\'');
    }

    private void Value(ExpressionSyntax value)
    {
        if (value is LiteralSyntax literal)
        {
            _constant.Append(XmlWrittenNamespaces.Escape(literal.Text));
        }
        else if (options.ResolveValue(value) is { } expression)
        {
            Flush();
            code.Line($"{options.Writer}.WriteEscaped({expression});");
        }
        else
        {
            Undetermined(XmlSource.Of(value), value);
        }
    }

    private void Flush()
    {
        if (_constant.Length > 0)
            code.Line($"{options.Writer}.Write({CSharpText.Octets(_constant.ToString())});");
        _constant.Clear();
    }

    private string? FindList(ExpressionSyntax syntax) => syntax switch
    {
        ValueReferenceSyntax reference => options.ResolveList(reference.Name.Text),
        LabelSyntax label => FindList(label.Item),
        XmlElementSyntax element =>
            element.Children.Concat(element.Attributes.Select(attribute => attribute.Value)).Select(FindList)
            .FirstOrDefault(list => list is not null),
        _ => null,
    };

    private void Undetermined(string what, ExpressionSyntax syntax)
    {
        IsSound = false;
        options.Report(
            GrammarDiagnostics.NothingToWrite, $"nothing to write for {what}: give a text below 'says', or a parameter", syntax.Span);
    }
}
