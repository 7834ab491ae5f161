using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Xml;

/// <summary>Turns an element of a grammar into a pattern.</summary>
public static class XmlPatternBuilder
{
    /// <summary>Builds the pattern of a message.</summary>
    /// <param name="element">The element, with rules and calls expanded: what refers to a rule in it is a value or a text.</param>
    /// <param name="context">What surrounds it.</param>
    /// <returns>The pattern, or null if something has been reported.</returns>
    public static XmlPattern? Build(XmlElementSyntax element, XmlContext context)
    {
        var builder = new Builder(context);
        var pattern = builder.Element(element, depth: 1);
        builder.CheckLabels(pattern, element.Span);
        return builder.IsSound ? pattern : null;
    }

    private sealed class Builder(XmlContext context)
    {
        private const int MaxRegisters = 32;

        private readonly XmlValueBuilder _values = new(context);
        private bool _isSound = true;

        public bool IsSound => _isSound && _values.IsSound;

        public XmlPattern Element(XmlElementSyntax element, int depth)
        {
            if (depth > context.MaxDepth)
                Report(GrammarDiagnostics.NotCompilable,
                    $"elements are nested deeper than the limit of {context.MaxDepth}: raise it with 'limit {depth} deep'", element.Span);
            var children = new List<XmlChildPattern>();
            XmlTextPattern? text = null;
            foreach (var syntax in element.Children)
            {
                var item = XmlItem.Create(syntax, context.MaxItems);
                if (item.Core is XmlElementSyntax child)
                    Add(children, Child(child, item, depth), syntax.Span);
                else if (text is not null || item.Maximum > 1)
                    Report(GrammarDiagnostics.NotCompilable, "an element has one text: write one rule for all of it", syntax.Span);
                else
                    text = new XmlTextPattern(_values.Value(item.Core), item.Label, item.Minimum == 0);
            }

            foreach (
                var attribute in element.Attributes.GroupBy(attribute => (attribute.Prefix?.Text, attribute.Name.Text))
                .SelectMany(group => group.Skip(1)))
                Report(GrammarDiagnostics.DefinedTwice, $"an attribute stands there once: '{attribute.Name.Text}' is written twice",
                    attribute.Span);
            if (text is not null && (children.Count > 0 || element.Extensible))
                Report(GrammarDiagnostics.NotCompilable, "an element has either text or children: leave out one of them", element.Span);
            return new XmlPattern(
                element.Form == XmlForm.Empty ? XmlForm.Element : element.Form,
                Name(element),
                element.Attributes.Select(Attribute).ToXmlList(),
                children.OrderBy(child => child.Element.Name.Local is null).ToXmlList(),
                text,
                element.Extensible,
                element.Name is null && depth == 1 ? context.Namespaces.StreamNames : [],
                XmlSource.Of(element));
        }

        public void CheckLabels(XmlPattern pattern, TextSpan span)
        {
            var labels = XmlLabel.Find(pattern);
            foreach (var label in labels.Where(label => label.IsList && !IsReadable(label)))
                Report(GrammarDiagnostics.DefinedTwice,
                    $"'{label.Name}' stands at places that are too different for one list: give them different labels", span);
            if (labels.Sum(label => label.RegisterCount) > MaxRegisters)
                Report(GrammarDiagnostics.NotCompilable, "too many labels in one message: leave out those that nothing uses", span);
        }

        /// <summary>A list is read by looking at one depth, within one element of each depth above it.</summary>
        private static bool IsReadable(XmlLabel label) =>
            label.Places.All(place => place.Path.Count > 0 && place.Path.SkipLast(1).SequenceEqual(label.Places[0].Path.SkipLast(1)))
            && label.Places.Select(place => place.Path).Distinct().Count() == label.Places.Count;

        private XmlChildPattern Child(XmlElementSyntax child, XmlItem item, int depth)
        {
            if (child.Form is XmlForm.StartTag or XmlForm.EndTag)
                Report(GrammarDiagnostics.NotUnderstood, $"a tag alone can't be a child: write {XmlSource.Of(child with { Form = XmlForm.Empty })} for an element with nothing in it, or add {{ … }}", child.Span);
            if (child.Name is null && (item.Minimum > 0 || item.Maximum < context.MaxItems))
                Report(GrammarDiagnostics.NotCompilable, "children of any name can't be counted: write '*' before them", child.Span);
            return new XmlChildPattern(Element(child, depth + 1), item.Minimum, item.Maximum, item.Label);
        }

        private void Add(List<XmlChildPattern> children, XmlChildPattern child, TextSpan span)
        {
            if (children.Exists(other => other.Element.Name == child.Element.Name))
                Report(GrammarDiagnostics.Overlap, $"both accept {child.Element.Source}: children are told apart by name", span);
            children.Add(child);
        }

        private XmlName Name(XmlElementSyntax element)
        {
            if (element.Name is null)
                return new XmlName(XmlNamespaceTable.None, null);
            return new XmlName(Namespace(element.Prefix), element.Name.Text);
        }

        private XmlAttributePattern Attribute(XmlAttributeSyntax attribute)
        {
            var name = new XmlName(attribute.Prefix is null ? XmlNamespaceTable.None : Namespace(attribute.Prefix), attribute.Name.Text);
            var item = XmlItem.Create(attribute.Value, context.MaxItems);
            return new XmlAttributePattern(name, attribute.IsOptional, _values.Value(item.Core), item.Label);
        }

        private int Namespace(NameToken? prefix)
        {
            if (context.Namespaces.Find(prefix?.Text) is { } id)
                return id;
            Report(GrammarDiagnostics.NotDefined, $"no 'namespace {prefix!.Text} \"…\"' in the head", prefix.Span);
            return XmlNamespaceTable.None;
        }

        private void Report(GrammarDiagnosticDescriptor descriptor, string message, TextSpan span)
        {
            _isSound = false;
            context.Report(descriptor, message, span);
        }
    }
}
