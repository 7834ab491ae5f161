using System.Text;
using System.Xml;
using ProtocolKit.Cli.Diagrams.Railroad;
using ProtocolKit.Cli.Diagrams.Sequence;
using ProtocolKit.Cli.Diagrams.States;
using ProtocolKit.Cli.Diagrams.Svg;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Cli.Diagrams;

/// <summary>The diagrams of a protocol as one SVG image.</summary>
internal static class ProtocolSvg
{
    private const double Margin = 24;
    private const double Space = 10;
    private const double RailroadWidth = 1000;
    private const string Description =
        "The dialogue as a sequence diagram, the machines of client and server as state diagrams, the messages as railroad diagrams.";

    private static readonly XmlWriterSettings s_settings =
        new() { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true };

    /// <summary>Draws a protocol.</summary>
    /// <returns>The image's text; it needs nothing else.</returns>
    public static string Of(ProtocolModel protocol)
    {
        Drawing[] drawings = [.. Drawings(protocol)];
        var width = Math.Ceiling(drawings.Max(drawing => drawing.Width) + 2 * Margin);
        var height = Math.Ceiling(drawings.Sum(drawing => drawing.Height + Space) + 2 * Margin);
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, s_settings))
        {
            xml.WriteStartElement("svg", SvgWriter.Namespace);
            xml.WriteAttributeString("width", SvgWriter.Number(width));
            xml.WriteAttributeString("height", SvgWriter.Number(height));
            xml.WriteAttributeString("viewBox", $"0 0 {SvgWriter.Number(width)} {SvgWriter.Number(height)}");
            xml.WriteAttributeString("role", "img");
            xml.WriteAttributeString("aria-labelledby", "title description");
            Describe(xml, "title", $"{protocol.Name}: how it upgrades to TLS");
            Describe(xml, "desc", Description);
            xml.WriteElementString("style", SvgWriter.Namespace, SvgStyle.Sheet);
            var svg = new SvgWriter(xml);
            svg.Box("page", 0, 0, width, height);
            var y = Margin;
            foreach (var drawing in drawings)
            {
                drawing.Draw(svg, Margin, y);
                y += drawing.Height + Space;
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Describe(XmlWriter xml, string element, string text)
    {
        xml.WriteStartElement(element, SvgWriter.Namespace);
        xml.WriteAttributeString("id", element == "title" ? "title" : "description");
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static IEnumerable<Drawing> Drawings(ProtocolModel protocol)
    {
        yield return new TextDrawing("h1", DiagramText.Shorten(protocol.Name, 60), scale: 2);
        yield return new TextListDrawing(ProtocolFacts.Of(protocol));
        (string Title, IReadOnlyList<SequenceItem> Items)[] sequences =
        [
            ("Dialogue", SequenceBuilder.Dialogue(protocol)),
            ("Dialogue where TLS starts with the first octet", SequenceBuilder.DialogueFromTls(protocol)),
            ("At any time", SequenceBuilder.AnyTime(protocol)),
        ];
        foreach (var (title, items) in sequences.Where(sequence => sequence.Items.Count > 0))
        {
            yield return Heading(title);
            yield return new SequenceDrawing(items);
        }

        foreach (var (title, isClient) in ((string, bool)[])[("The client's machine", true), ("The server's machine", false)])
        {
            var graph = StateGraph.Of(protocol, isClient);
            yield return Heading(title);
            yield return new StateDrawing(graph);
            if (graph.AnyTime.Count == 0)
                continue;
            yield return new TextDrawing("h3", "Wherever it waits, it also", above: 8);
            yield return new TextListDrawing(graph.AnyTime.Select(line => line.IsInsideTls ? "inside TLS " + line.Text : line.Text));
        }

        var builder = new RailroadBuilder(protocol);
        var drawn = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        yield return Heading("Messages");
        foreach (var message in protocol.Messages)
        {
            var rule = builder.RuleOf(message);
            var id = rule is null ? null : RailroadBuilder.IdOf(rule);
            if (rule is null || drawn.Add(rule.Name.Text))
                yield return new RailroadDrawing(message.Name, id, builder.Build(message, RailroadWidth));
        }

        var hasRules = false;
        for (var i = 0; i < builder.Named.Count; i++)
        {
            var rule = builder.Named[i];
            if (!drawn.Add(rule.Name.Text))
                continue;
            if (!hasRules)
                yield return Heading("Rules");
            hasRules = true;
            yield return new RailroadDrawing(rule.Name.Text, RailroadBuilder.IdOf(rule), builder.Build(rule, RailroadWidth));
        }

        if (!Numbers(protocol).Any())
            yield break;
        yield return Heading("Numbers");
        yield return new TextListDrawing(Numbers(protocol));
    }

    /// <summary>The rules that are names of numbers.</summary>
    private static IEnumerable<string> Numbers(ProtocolModel protocol) => protocol.Rules.Where(rule => rule.Body is NumberSyntax)
        .Select(rule => $"{rule.Name.Text} = {ExpressionText.Of(rule.Body, RuleScope.None)}");

    private static TextDrawing Heading(string text) => new("h2", text, scale: 1.5, above: 24, below: 6);
}
