using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Parsing;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Tests.Xml;

/// <summary>Elements of a small grammar: a stream, three namespaces, and rules for values that are told apart by name.</summary>
internal sealed class XmlGrammar
{
    private const string Head =
        """
        protocol t

        namespace   "urn:default"
        namespace s "urn:stream"
        namespace a "urn:a"
        namespace b "urn:b"

        """;

    private readonly List<(string Id, string Message, TextSpan Span)> _findings = [];
    private readonly string _text;
    private readonly XmlElementSyntax[] _elements;

    /// <summary>Reads elements, each as a grammar writes it.</summary>
    public XmlGrammar(params string[] elements)
    {
        _text = Head + string.Concat(elements.Select((element, index) => $"r{index} = {element}\n"));
        var result = GrammarParser.Parse("t.protocol", _text);
        Assert.Empty(result.Diagnostics);
        _elements = [.. result.File.Rules.Select(rule => (XmlElementSyntax)rule.Body)];
        var namespaces = result.File.Facts.OfType<NamespaceSyntax>().Select(fact => new NamespaceModel(fact.Prefix?.Text ?? "", fact.Uri));
        Namespaces = XmlNamespaceTable.Create(namespaces, _elements);
    }

    public XmlNamespaceTable Namespaces { get; }

    /// <summary>What was found: the id, and the text that it marks.</summary>
    public IReadOnlyList<(string Id, string Marked)> Findings =>
        [.. _findings.Select(finding => (finding.Id, _text.Substring(finding.Span.Start, finding.Span.Length)))];

    /// <summary>Builds the pattern of an element.</summary>
    public XmlPattern? Build(int index) => XmlPatternBuilder.Build(_elements[index], new XmlContext
    {
        Namespaces = Namespaces,
        ResolveRule = rule => new XmlRule("Is" + ((RuleReferenceSyntax)rule).Name.Text, ((RuleReferenceSyntax)rule).Name.Text),
        ResolveValue = value => new XmlRule("Is" + value.Name.Text, value.Name.Text),
        Report = (descriptor, message, span) => _findings.Add((descriptor.Id, message, span)),
        MaxItems = 10,
        MaxDepth = 4,
    });

    /// <summary>The statements that write an element; null if it is undetermined.</summary>
    public string? Write(int index)
    {
        var code = new CodeWriter();
        var isSound = XmlSentenceEmitter.EmitWrite(code, _elements[index], new XmlSentenceOptions
        {
            Namespaces = Namespaces,
            ResolveValue = value => value switch
            {
                ValueReferenceSyntax { Name.Text: "item" } => "value",
                ValueReferenceSyntax reference => reference.Name.Text,
                LabelSyntax label => label.Name.Text,
                _ => null,
            },
            ResolveList = name => name == "item" ? "items" : null,
            Report = (descriptor, message, span) => _findings.Add((descriptor.Id, message, span)),
        });
        return isSound ? code.ToString().TrimEnd('\n') : null;
    }
}
