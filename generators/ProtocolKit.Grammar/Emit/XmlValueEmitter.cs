using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what checks and remembers a value of an XML message.</summary>
internal sealed class XmlValueEmitter(CodeWriter code, IReadOnlyList<XmlLabel> labels, XmlMessageOptions options)
{
    internal void EmitAttribute(XmlAttributePattern attribute, string variable)
    {
        var get = $"xml.TryGetAttribute({XmlReadEmitter.AttributeName(attribute.Name, options)}, out var {variable})";
        if (!attribute.IsOptional)
        {
            Refuse($"!{get}{Wrong(attribute.Value, variable, " || ")}");
            EmitUse(attribute.Value, attribute.Label, variable);
            return;
        }

        var wrong = Wrong(attribute.Value, variable, "");
        var block = new CodeWriter();
        new XmlValueEmitter(block, labels, options).EmitOptional(attribute, variable, wrong);
        if (block.ToString().Length == 0)
            return;
        using (code.Block($"if ({get})"))
            code.Lines(block.ToString().TrimEnd());
    }

    internal void EmitText(XmlTextPattern text)
    {
        var wrong = Wrong(text.Value, "text", "");
        if (text.IsOptional && wrong.Length > 0)
            wrong = $"text.Length > 0 && {wrong}";
        Refuse("!xml.ReadText(out var text)" + (wrong.Length == 0 ? "" : text.IsOptional ? $" || ({wrong})" : $" || {wrong}"));
        if (!text.IsOptional || labels.Any(label => label.IsList && label.Name.Equals(text.Label, StringComparison.OrdinalIgnoreCase)))
        {
            EmitUse(text.Value, text.Label, "text");
            return;
        }

        var use = new CodeWriter();
        new XmlValueEmitter(use, labels, options).EmitUse(text.Value, text.Label, "text");
        if (use.ToString().Length == 0)
            return;
        using (code.Block("if (text.Length > 0)"))
            code.Lines(use.ToString().TrimEnd());
    }

    private void EmitOptional(XmlAttributePattern attribute, string variable, string wrong)
    {
        if (wrong.Length > 0)
            Refuse(wrong);
        EmitUse(attribute.Value, attribute.Label, variable);
    }

    private static string Wrong(XmlValue value, string variable, string prefix) => value switch
    {
        XmlLiteral literal => $"{prefix}!xml.Value({variable}).SequenceEqual({CSharpText.Octets(literal.Text)})",
        XmlRuleValue { Rule.Matcher: { } matcher } => $"{prefix}!{matcher}(xml.Value({variable}))",
        XmlEarlierValue { Rule.Matcher: { } matcher } => $"{prefix}!{matcher}(xml.Value({variable}))",
        _ => "",
    };

    private void EmitUse(XmlValue value, string? name, string variable)
    {
        if (value is XmlEarlierValue { Name: var earlier })
        {
            var differs = "!" + options.EqualsEarlier(earlier, $"xml.Value({variable})");
            // A message that is read by itself has no host to compare with.
            if (ValueTable.IsHost(earlier))
                Refuse($"!bindings.{options.FieldOf(earlier)}.AsSpan().IsEmpty && {differs}");
            else
                code.Line($"xml.DiffersFromEarlier |= {differs};");
        }

        if (name is null)
            return;
        var label = labels.First(label => string.Equals(label.Name, name, StringComparison.OrdinalIgnoreCase));
        if (!label.IsRange)
        {
            var count = label.HasTexts ? "CountText" : "Count";
            code.Line($"xml.{count}(ref registers, {XmlMemberEmitter.Register(label, "First", options)});");
            return;
        }

        var start = XmlMemberEmitter.Register(label, "Start", options);
        if (label.IsRow)
        {
            code.Line($"if (registers[{start}] == 0)");
            using (code.Indent())
                code.Line($"registers[{start}] = xml.TagStart;");
        }
        else
        {
            code.Line($"registers[{start}] = {variable}.Start;");
        }

        code.Line($"registers[{XmlMemberEmitter.Register(label, "End", options)}] = {(label.IsRow ? "xml.Position" : variable + ".End")};");
    }

    private void Refuse(string condition)
    {
        code.Line($"if ({condition})");
        using (code.Indent())
            code.Line("return xml.Mismatch();");
    }
}
