using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what reads a label of an XML message from its octets and registers.</summary>
internal static class XmlMemberEmitter
{
    /// <summary>The name of the constant for a register.</summary>
    internal static string Register(XmlLabel label, string suffix, XmlMessageOptions options) => options.StemOf(label.Name) + suffix;

    /// <summary>Emits the constants for the registers of a message.</summary>
    internal static void EmitRegisters(CodeWriter code, IEnumerable<XmlLabel> labels, XmlMessageOptions options)
    {
        foreach (var label in labels)
        {
            if (label.IsRange)
                EmitRegisters(code, label, "Start", "End", options);
            else if (label.IsList)
                EmitRegisters(code, label, "First", "Count", options);
            else
                code.Line($"private const int {Register(label, "Count", options)} = {label.Register};");
        }
    }

    private static void EmitRegisters(CodeWriter code, XmlLabel label, string first, string second, XmlMessageOptions options) =>
        code.Line($"private const int {Register(label, first, options)} = {label.Register}, "
            + $"{Register(label, second, options)} = {label.Register + 1};");

    /// <summary>The C# expression of type <c>XmlValue</c> for the value of a label that is no list.</summary>
    internal static string Written(XmlLabel label, XmlMessageOptions options) => $"new({Octets(label, options)})";

    private static string Octets(XmlLabel label, XmlMessageOptions options) =>
        $"cursor.Value({Register(label, "Start", options)}).In(octets)";

    internal static XmlMember Create(XmlLabel label, XmlMessageOptions options)
    {
        var name = CSharpNames.Pascal(label.Name);
        if (label.IsRange)
        {
            var presence = $"cursor.Has({Register(label, "End", options)})";
            var octets = Octets(label, options);
            return label.IsRow
                ? new XmlMember(label.Name, CSharpNames.Plural(name), label.IsOptional, true, "XmlTextList", $"new({octets})", presence, "")
                : new XmlMember(
                    label.Name, name, label.IsOptional, false, "ReadOnlySpan<byte>", $"{options.WrittenOf(label.Name)}.Decode()", presence, "");
        }

        var isThere = $"cursor.Has({Register(label, "Count", options)})";
        if (!label.IsList)
            return new XmlMember(label.Name, name, label.IsOptional, false, null, null, isThere, "");
        var (first, count) = (Register(label, "First", options), Register(label, "Count", options));
        return new XmlMember(
            label.Name, CSharpNames.Plural(name), label.IsOptional, true, options.ListTypeOf(label.Name),
            $"new(octets, cursor.Registers[{first}], cursor.Registers[{count}])", isThere,
            List(label, options.ListTypeOf(label.Name), options));
    }

    private static string List(XmlLabel label, string type, XmlMessageOptions options)
    {
        var code = new CodeWriter();
        code.Summary($"The values of {label.Name}, in the order of the message.");
        using (code.Block($"public readonly ref struct {type}"))
        {
            code.Line("private readonly ReadOnlySpan<byte> _octets;");
            code.Line("private readonly int _first, _count;");
            code.Line();
            using (code.Block($"internal {type}(ReadOnlySpan<byte> octets, int first, int count)"))
            {
                code.Line("_octets = octets;");
                code.Line("(_first, _count) = (first, count);");
            }

            code.Line();
            code.Summary("Begins to enumerate.");
            code.Line("public Enumerator GetEnumerator() => new(_octets, _first, _count);");
            EmitContains(code, label);
            code.Line();
            EmitEnumerator(code, label, options);
        }

        return code.ToString().TrimEnd();
    }

    private static void EmitContains(CodeWriter code, XmlLabel label)
    {
        code.Line();
        code.Summary($"Whether one {label.Name} is a text, without regard to ASCII case.");
        using (code.Block("public readonly bool Contains(ReadOnlySpan<byte> value)"))
        {
            using (code.Block("foreach (var item in this)"))
            {
                code.Line("if (Ascii.EqualsIgnoreCase(item, value))");
                using (code.Indent())
                    code.Line("return true;");
            }

            code.Line();
            code.Line("return false;");
        }
    }

    private static void EmitEnumerator(CodeWriter code, XmlLabel label, XmlMessageOptions options)
    {
        code.Summary("Reads the values one after the other.");
        using (code.Block("public ref struct Enumerator"))
        {
            code.Line($"private XmlTokenizer<{options.NamespacesType}> _xml;");
            code.Line("private XmlSpan _current;");
            code.Line("private int _left;");
            code.Line();
            using (code.Block("internal Enumerator(ReadOnlySpan<byte> octets, int first, int count)"))
            {
                code.Line("_left = count;");
                var names = options.NamespacesType;
                code.Line($"_xml = new XmlTokenizer<{names}>(octets, in {names}.StandAlone, maxDepth: {options.MaxDepth});");
                code.Line("_xml.ReadRoot(first);");
            }

            code.Line();
            code.Summary("The value; a copy where it holds references.");
            code.Line("public readonly ReadOnlySpan<byte> Current => _xml.Value(_current).Decode();");
            code.Line();
            code.Summary("Moves on to the next value.");
            using (code.Block("public bool MoveNext()"))
            {
                code.Line("if (_left-- <= 0)");
                using (code.Indent())
                    code.Line("return false;");
                using (code.Block("while (_xml.ReadNextStartTag())"))
                using (code.Block("switch (_xml.Depth)"))
                    EmitCases(code, label, options);
                code.Line();
                code.Line("return false;");
            }
        }
    }

    private static void EmitCases(CodeWriter code, XmlLabel label, XmlMessageOptions options)
    {
        var path = label.Places[0].Path;
        for (var i = 0; i < path.Count - 1; i++)
        {
            code.Line(Case(i + 2, path[i], "", options));
            using (code.Indent())
                code.Line("break;");
        }

        foreach (var place in label.Places)
        {
            var read = place.Kind == XmlLabelKind.Text
                ? " && _xml.ReadText(out _current)"
                : $" && _xml.TryGetAttribute({XmlScanEmitter.AttributeName(place.Attribute!, options)}, out _current)";
            code.Line(Case(path.Count + 1, place.Path[^1], read, options));
            using (code.Indent())
                code.Line("return true;");
        }

        code.Line("default:");
        using (code.Indent())
        {
            code.Line("_xml.Skip();");
            code.Line("break;");
        }
    }

    private static string Case(int depth, XmlName name, string condition, XmlMessageOptions options) => name.Local is null
        ? $"case {depth}{(condition.Length > 0 ? " when " + condition[4..] : "")}:"
        : $"case {depth} when _xml.Is({XmlNamespacesEmitter.Reference(name.Namespace, options)}, {CSharpText.Octets(name.Local)}){condition}:";
}
