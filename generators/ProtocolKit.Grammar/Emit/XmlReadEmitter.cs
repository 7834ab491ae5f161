using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;
using ProtocolKit.Grammar.Syntax;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the parser of an XML message: one method for each element that has something to look at.</summary>
internal sealed class XmlReadEmitter(CodeWriter code, XmlPattern message, XmlMessageOptions options)
{
    private readonly IReadOnlyList<XmlLabel> _labels = XmlLabel.Find(message);
    private readonly Queue<(string Method, XmlPattern Element)> _waiting = new();

    internal void Emit()
    {
        _waiting.Enqueue(("ReadMessage", message));
        while (_waiting.TryDequeue(out var next))
        {
            code.Line();
            EmitRead(next.Method, next.Element);
        }
    }

    /// <summary>The arguments that name an attribute.</summary>
    internal static string AttributeName(XmlName name, XmlMessageOptions options) => name.Namespace == XmlNamespaceTable.None
        ? CSharpText.Octets(name.Local!)
        : $"{XmlNamespacesEmitter.Reference(name.Namespace, options)}, {CSharpText.Octets(name.Local!)}";

    private string Parameters(bool needsBindings) => $"ref XmlTokenizer<{options.NamespacesType}> xml"
        + (_labels.Count > 0 ? ", ref ScanRegisters registers" : "")
        + (needsBindings ? $", scoped in {options.BindingsType} bindings" : "");

    private string Arguments(bool needsBindings) =>
        "ref xml" + (_labels.Count > 0 ? ", ref registers" : "") + (needsBindings ? ", in bindings" : "");

    /// <summary>Emits what the message begins with, if that is no element.</summary>
    internal void EmitTag()
    {
        if (message.Form != XmlForm.Element)
            code.Line($"static XmlTag {Interface}.Tag => XmlTag.{(message.Form == XmlForm.StartTag ? "Stream" : "StreamEnd")};");
    }

    private string Interface => $"IXmlPattern<{options.NamespacesType}, {options.BindingsType}>";

    private void EmitRead(string method, XmlPattern element)
    {
        code.Line("// " + element.Source.Replace("\n", " ", StringComparison.Ordinal));
        var isMessage = ReferenceEquals(element, message);
        code.Wrapped(isMessage
            ? $"static bool {Interface}.Read(" +
                $"ref XmlTokenizer<{options.NamespacesType}> xml, ref ScanRegisters registers, scoped in {options.BindingsType} bindings)"
            : $"private static bool {method}({Parameters(HasEarlierValue(element))})");
        using (code.Block(""))
        {
            if (isMessage)
                EmitName();
            var variables = new NameScope();
            foreach (var attribute in element.Attributes)
                new XmlValueEmitter(code, _labels, options)
                    .EmitAttribute(attribute, variables.Take(CSharpNames.Camel(attribute.Name.Local!) + "Value"));
            if (element.Form == XmlForm.Element)
                EmitContents(element);
            else
                code.Line("return true;");
        }
    }

    private void EmitName()
    {
        var names = message.Name.Local is null ? message.Excluded : [message.Name];
        if (names.Count == 0)
            return;
        var isOne = string.Join(
            " || ", names.Select(name =>
            $"xml.Is({XmlNamespacesEmitter.Reference(name.Namespace, options)}, {CSharpText.Octets(name.Local!)})"));
        Refuse(message.Name.Local is null ? isOne : "!" + isOne);
    }

    private void EmitContents(XmlPattern element)
    {
        if (element.Text is not null)
        {
            new XmlValueEmitter(code, _labels, options).EmitText(element.Text);
            code.Line("return true;");
        }
        else if (element.Children.Count > 0)
        {
            EmitChildren(element);
        }
        else if (element.IsExtensible)
        {
            code.Line("xml.Skip();");
            code.Line("return true;");
        }
        else
        {
            code.Line("return !xml.ReadChild() || xml.Mismatch();");
        }
    }

    private void EmitChildren(XmlPattern element)
    {
        var counters = element.Children.Select((child, index) => Counter(child, index, element)).ToList();
        foreach (var counter in counters)
            code.Line($"var {counter} = 0;");
        using (code.Block($"while (xml.ReadChild({(element.IsExtensible ? "skipText: true" : "")}))"))
        using (code.Block("switch (xml.NamespaceId)"))
        {
            for (var i = 0; i < counters.Count; i++)
                EmitChild(element.Children[i], counters[i]);
            if (element.Children[^1].Element.Name.Local is not null)
            {
                code.Line("default:");
                using (code.Indent())
                {
                    code.Line(element.IsExtensible ? "xml.Skip();" : "return xml.Mismatch();");
                    if (element.IsExtensible)
                        code.Line("break;");
                }
            }
        }

        code.Line();
        var missing = element.Children.Zip(counters).Where(pair => pair.First.Minimum > 0)
            .Select(pair => $"{pair.Second} >= {pair.First.Minimum}").ToList();
        code.Line(missing.Count == 0 ? "return true;" : $"return ({string.Join(" && ", missing)}) || xml.Mismatch();");
    }

    private void EmitChild(XmlChildPattern child, string counter)
    {
        var name = child.Element.Name;
        code.Line(name.Local is null
            ? "default:"
            : $"case {XmlNamespacesEmitter.Reference(name.Namespace, options)} when xml.LocalName.SequenceEqual({CSharpText.Octets(name.Local)}):");
        using (code.Indent())
        {
            Refuse($"++{counter} > {child.Maximum}");
            if (child.Label is not null)
                code.Line($"registers[{XmlMemberEmitter.Register(Label(child.Label), "Count", options)}] = 1;");
            if (child.Element is { Attributes.Count: 0, Text: null, Children.Count: 0, IsExtensible: true })
                code.Line("xml.Skip();");
            else
                Refuse($"!{Method(child.Element)}({Arguments(HasEarlierValue(child.Element))})", "return false;");
            code.Line("break;");
        }
    }

    private string Method(XmlPattern element)
    {
        var name = "Read" + (element.Name.Local is null ? "Any" : CSharpNames.Pascal(element.Name.Local));
        name = options.Members.Take(name);
        _waiting.Enqueue((name, element));
        return name;
    }

    private void Refuse(string condition, string statement = "return xml.Mismatch();")
    {
        code.Line($"if ({condition})");
        using (code.Indent())
            code.Line(statement);
    }

    private XmlLabel Label(string name) => _labels.First(label => string.Equals(label.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string Counter(XmlChildPattern child, int index, XmlPattern parent)
    {
        var local = child.Element.Name.Local ?? "any";
        var isAlone = parent.Children.Count(other => CSharpNames.Camel(other.Element.Name.Local ?? "any") == CSharpNames.Camel(local)) == 1;
        return $"{CSharpNames.Camel(local)}Count{(isAlone ? "" : index)}";
    }

    private static bool HasEarlierValue(XmlPattern pattern) =>
        pattern.Attributes.Any(attribute => attribute.Value is XmlEarlierValue)
        || pattern.Text?.Value is XmlEarlierValue
        || pattern.Children.Any(child => HasEarlierValue(child.Element));
}
