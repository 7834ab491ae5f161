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
            string[] suffixes = label switch
            {
                { IsRange: true } => ["Start", "End"],
                { IsList: true } => ["First", "Count", "End", "Child"],
                _ => ["Count"],
            };
            var constants = suffixes.Select((suffix, index) => $"{Register(label, suffix, options)} = {label.Register + index}");
            code.Line($"private const int {string.Join(", ", constants)};");
        }
    }

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
        var type = options.ListTypeOf(label.Name);
        return new XmlMember(
            label.Name, CSharpNames.Plural(name), label.IsOptional, true, type, "new(octets, in cursor)", isThere, List(label, type, options));
    }

    private static string List(XmlLabel label, string type, XmlMessageOptions options)
    {
        var code = new CodeWriter();
        code.Summary($"The values of {label.Name}, in the order of the message.");
        using (code.Block($"public readonly ref struct {type}"))
        {
            code.Line("private readonly ReadOnlySpan<byte> _octets;");
            code.Line("private readonly int _first, _count, _end, _child;");
            code.Line();
            using (code.Block($"internal {type}(ReadOnlySpan<byte> octets, scoped in ScanCursor cursor)"))
            {
                code.Line("_octets = octets;");
                code.Line($"_first = cursor.Registers[{Register(label, "First", options)}];");
                code.Line($"_count = cursor.Registers[{Register(label, "Count", options)}];");
                code.Line($"_end = cursor.Registers[{Register(label, "End", options)}];");
                code.Line($"_child = cursor.Registers[{Register(label, "Child", options)}];");
            }

            code.Line();
            code.Summary("Begins to enumerate.");
            code.Line("public Enumerator GetEnumerator() => new(this);");
            EmitContains(code, label);
            code.Line();
            EmitEnumerator(code, label, type, options);
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

    /// <summary>Texts that nothing stands between are read as such; any other value is looked for from where the one before it
    /// ends.</summary>
    private static void EmitEnumerator(CodeWriter code, XmlLabel label, string list, XmlMessageOptions options)
    {
        code.Summary("Reads the values one after the other.");
        using (code.Block("public ref struct Enumerator"))
        {
            code.Line("private readonly ReadOnlySpan<byte> _octets;");
            code.Line(label.HasTexts ? "private XmlTextList.Enumerator _row;" : "private XmlSpan _current;");
            code.Line("private int _left, _position, _child;");
            code.Line();
            using (code.Block($"internal Enumerator(scoped in {list} list)"))
            {
                code.Line("_octets = list._octets;");
                if (label.HasTexts)
                    code.Line("_row = new XmlTextList(_octets[list._first..list._end]).GetEnumerator();");
                code.Line("(_left, _position, _child) = (list._count, list._end, list._child);");
            }

            code.Line();
            code.Summary("The value; a copy where it holds references.");
            code.Line("public readonly ReadOnlySpan<byte> Current => "
                + (label.HasTexts ? "_row.Current;" : "new XmlValue(_octets[_current.Start.._current.End]).Decode();"));
            code.Line();
            code.Summary("Moves on to the next value.");
            code.Line($"public bool MoveNext() => --_left >= 0 && {(label.HasTexts ? "(_row.MoveNext() || ReadNext())" : "ReadNext()")};");
            code.Line();
            using (code.Block("private bool ReadNext()"))
            {
                var names = options.NamespacesType;
                code.Line($"var xml = new XmlTokenizer<{names}>(_octets, in {names}.StandAlone, maxDepth: {options.MaxDepth});");
                code.Line($"xml.GoTo({label.Places[0].Path.Count}, _child, _position);");
                using (code.Block("while (xml.ReadNextStartTag())"))
                using (code.Block("switch (xml.Depth)"))
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
            var read = label.HasTexts ? " && xml.ReadText(out _)"
                : place.Kind == XmlLabelKind.Text ? " && xml.ReadText(out _current)"
                : $" && xml.TryGetAttribute({XmlReadEmitter.AttributeName(place.Attribute!, options)}, out _current)";
            code.Line(Case(path.Count + 1, place.Path[^1], read, options));
            using (code.Indent())
            {
                if (label.HasTexts)
                    code.Line("_row = new XmlTextList(_octets[xml.TagStart..xml.Position]).GetEnumerator();");
                else if (place.Kind == XmlLabelKind.Attribute)
                    code.Line("xml.Skip();");
                code.Line("(_position, _child) = (xml.Position, xml.ChildStart);");
                code.Line(label.HasTexts ? "return _row.MoveNext();" : "return true;");
            }
        }

        code.Line("default:");
        using (code.Indent())
        {
            code.Line("xml.Skip();");
            code.Line("break;");
        }
    }

    private static string Case(int depth, XmlName name, string condition, XmlMessageOptions options) => name.Local is null
        ? $"case {depth}{(condition.Length > 0 ? " when " + condition[4..] : "")}:"
        : $"case {depth} when xml.Is({XmlNamespacesEmitter.Reference(name.Namespace, options)}, {CSharpText.Octets(name.Local)}){condition}:";
}
