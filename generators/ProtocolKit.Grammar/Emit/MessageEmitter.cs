using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a message's type, nested in the protocol's: a <c>public readonly ref struct</c> over its octets. Nothing is emitted for what no role reads.</summary>
/// <remarks>
/// The type has <c>internal static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan&lt;byte&gt; source, scoped in Bindings bindings)</c>,
/// <c>internal TypeName(ReadOnlySpan&lt;byte&gt; octets, in ScanCursor cursor)</c>, <c>public static OperationStatus TryParse(…)</c>,
/// <c>public ReadOnlySpan&lt;byte&gt; Octets</c>, and for each label: <c>public ReadOnlySpan&lt;byte&gt; PropertyName</c> (octets),
/// <c>public int/long/ulong/long PropertyName</c> (decimal / hexadecimal / big or little endian / BER), <c>public bool HasName</c> (where it may be absent, and for
/// XML elements in place of a value), or an enumerable of <c>ReadOnlySpan&lt;byte&gt;</c> named in the plural (lists).
/// </remarks>
public static class MessageEmitter
{
    /// <summary>Emits the type.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol, MessageModel message)
    {
        if (!message.ReadByClient && !message.ReadByServer)
            return;
        var needsBindings = message.NeededBindings.Count > 0;
        var readers = message.ReadByClient && message.ReadByServer ? "both roles" : message.ReadByClient ? "the client" : "the server";
        code.Summary($"The message {Quoted(message.Name)}, which {readers} {(readers == "both roles" ? "read" : "reads")}.");
        code.Rule(message.RuleText);
        using (code.Block($"public readonly ref struct {message.TypeName}" + (needsBindings ? "" : $" : IMessage<{message.TypeName}>")))
        {
            if (message.Xml is not null)
                EmitXml(code, protocol, message);
            else
                EmitOctets(code, protocol, message);
        }
    }

    /// <summary>Whether a parser can stop at a value, or read without comparing.</summary>
    internal static bool CanStop(MessageModel message) =>
        message.Xml is null && (message.AllMembers().Any(label => label.IsList) || message.Labels.Count > 0 && message.NeededBindings.Count > 0);

    /// <summary>The call that reads a message, or reads on.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cursor">The C# expression of the cursor.</param>
    /// <param name="source">The C# expression of the octets.</param>
    /// <param name="bindings">The C# expression of the values that it may repeat.</param>
    internal static string ScanCall(MessageModel message, string cursor, string source, string bindings) =>
        $"{message.TypeReference}.Scan(ref {cursor}, {source}, in {bindings})";

    /// <summary>A name behind its article.</summary>
    internal static string A(string name) => (name[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + name;

    private static string Quoted(string name) => name.Contains(' ') || name.Contains('"') ? name : $"'{name}'";

    private static void EmitOctets(CodeWriter code, ProtocolModel protocol, MessageModel message)
    {
        var plan = new ScanPlan(message);
        var single = message.Members.Where(label => !label.IsList).ToArray();
        var words = message.NotedLabels().Select(label => label.Words!).Distinct().ToArray();
        foreach (var label in single)
            code.Line($"private readonly int {Field(label)}Start, {Field(label)}End;");
        foreach (var set in words)
            code.Line($"private readonly WordSet {SetField(set)};");
        if (single.Length + words.Length > 0)
            code.Line();
        EmitConstructor(code, message, () =>
        {
            foreach (var label in single)
            {
                code.Line($"{Field(label)}Start = cursor.Registers[{plan.Start(label.Id)}];");
                code.Line($"{Field(label)}End = cursor.Registers[{plan.End(label.Id)}];");
            }

            foreach (var set in words)
                code.Line($"{SetField(set)} = new WordSet(in cursor.Registers, {plan.WordSet(set)}, {set.Words.Count});");
        });
        foreach (var label in single)
            EmitValue(code, label, "Octets", Field(label) + "Start", Field(label) + "End");
        foreach (var set in words)
        {
            code.Line();
            code.Summary($"Whether the message has a known word as {set.Label}.");
            code.Line($"public bool Has({set.TypeName} word) => {SetField(set)}.Contains((int)word);");
        }

        foreach (var label in message.Members.Where(label => label.IsList))
            EmitListProperty(code, label, "new(Octets)", "the message");
        EmitTryParse(code, message);
        code.Line();
        var classes = new OctetClasses(code, plan.Names);
        new ScanEmitter(code, protocol, message, classes).Emit();
        foreach (var label in message.Members.Where(label => label.IsList))
            EmitList(code, message, label, plan);
        classes.Emit();

        string SetField(WordsModel set) => "_" + CSharpNames.Uncapitalized(plan.WordSet(set));
    }

    private static void EmitConstructor(CodeWriter code, MessageModel message, Action body)
    {
        using (code.Block($"internal {message.TypeName}(ReadOnlySpan<byte> octets, scoped in ScanCursor cursor)"))
        {
            code.Line("Octets = octets;");
            body();
        }

        code.Line();
        code.Summary("The whole message as it was received; owned by whoever owns the buffer that was parsed.");
        code.Line("public ReadOnlySpan<byte> Octets { get; }");
    }

    /// <summary>Emits the properties of a value.</summary>
    /// <param name="code">Takes them.</param>
    /// <param name="label">Its label.</param>
    /// <param name="source">The octets that it stands in.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends; 0 where there is none.</param>
    internal static void EmitValue(CodeWriter code, LabelModel label, string source, string start, string end)
    {
        var octets = $"{source}[{start}..{end}]";
        code.Line();
        if (label.MayBeAbsent)
        {
            code.Summary($"Whether there is {A(label.Name)}.");
            code.Line($"public bool Has{label.PropertyName} => {end} != 0;");
            code.Line();
            octets = $"({end} == 0 ? default : {octets})";
        }

        code.Summary(label.MayBeAbsent ? $"The {label.Name}; {(label.IsNumber ? "0" : "empty")} where there is none." : $"The {label.Name}.");
        var (type, value) = Typed(label, octets);
        code.Line($"public {type} {label.PropertyName} => {value};");
        if (label.Words is not { } words)
            return;
        code.Line();
        code.Summary($"Which known word the {label.Name} is.");
        code.Line($"public {words.TypeName} {label.KindName} => ({words.TypeName})Vocabulary.{words.FieldName}.Find({label.PropertyName});");
    }

    /// <summary>The type of a label's value, and the expression that makes it of its octets.</summary>
    public static (string Type, string Value) Typed(LabelModel label, string octets) => label.Kind switch
    {
        LabelKind.Decimal => ("int", $"WireFormat.DecimalDigits({octets})"),
        LabelKind.Hexadecimal => ("long", $"WireFormat.HexadecimalDigits({octets})"),
        LabelKind.BigEndian => ("ulong", $"WireFormat.BigEndian({octets})"),
        LabelKind.LittleEndian => ("ulong", $"WireFormat.LittleEndian({octets})"),
        LabelKind.BerInteger => ("long", $"WireFormat.BerInteger({octets})"),
        _ => ("ReadOnlySpan<byte>", octets.TrimStart('(').TrimEnd(')')),
    };

    /// <summary>A number of octets, as a <c>long</c>.</summary>
    public static string Number(LabelKind kind, string octets)
    {
        var (type, value) = Typed(new LabelModel("", kind, IsList: false, MayBeAbsent: false, null), octets);
        return type == "ulong" ? "(long)" + value : value;
    }

    /// <summary>Emits the property of a list.</summary>
    internal static void EmitListProperty(CodeWriter code, LabelModel label, string value, string whole)
    {
        code.Line();
        code.Summary($"Every {label.Name}, in the order of {whole}.");
        code.Line($"public {label.ListType} {label.PropertyName} => {value};");
    }

    /// <summary>What the fields of a label's value begin with.</summary>
    private static string Field(LabelModel label) => "_" + CSharpNames.Uncapitalized(label.Stem);

    private static void EmitTryParse(CodeWriter code, MessageModel message)
    {
        var needsBindings = message.NeededBindings.Count > 0;
        code.Line();
        code.Summary("Parses the message at the beginning of octets.");
        code.Doc("param name=\"source\"", "The octets; those behind the message are not looked at. Owned by the caller; the message refers to them.");
        if (needsBindings)
            code.Doc("param name=\"bindings\"", $"The values that the message repeats: {string.Join(", ", message.NeededBindings.Select(binding => "$" + binding.Name))}.");
        code.Doc("param name=\"message\"", "The message, if the result is Done.");
        code.Doc("param name=\"bytesConsumed\"", "How many octets the message has, if the result is Done; else 0.");
        code.Doc("returns", "Done; NeedMoreData if the octets are the beginning of such a message; InvalidData if they are not.");
        var parameter = needsBindings ? ", scoped in Bindings bindings" : "";
        using (code.Block($"public static OperationStatus TryParse(ReadOnlySpan<byte> source{parameter}, out {message.TypeName} message, out int bytesConsumed)"))
        {
            code.Line("var cursor = default(ScanCursor);");
            var bindings = message.Xml is not null && !needsBindings ? ", in Bindings.StandAlone" : needsBindings ? ", in bindings" : CanStop(message) ? ", stop: -1" : "";
            code.Line($"var status = Scan(ref cursor, source{bindings});");
            code.Line("bytesConsumed = status == OperationStatus.Done ? cursor.Position : 0;");
            code.Line($"message = status == OperationStatus.Done ? new {message.TypeName}(source[..bytesConsumed], in cursor) : default;");
            code.Line("return status;");
        }
    }

    /// <summary>Emits the types of a list, and of its records.</summary>
    internal static void EmitList(CodeWriter code, MessageModel message, LabelModel label, ScanPlan plan)
    {
        if (label.IsRecord)
            RecordEmitter.Emit(code, message, label, plan);
        new ListTypeEmitter(code, message, label, plan).Emit();
    }

    private static void EmitXml(CodeWriter code, ProtocolModel protocol, MessageModel message)
    {
        var options = XmlOptions(protocol) with
        {
            StemOf = label => Label(message, label).Stem,
            ListTypeOf = label => Label(message, label).ListType,
            Members = message.CreateScope(),
        };
        code.Line("private readonly ScanCursor _cursor;");
        code.Line();
        EmitConstructor(code, message, () => code.Line("_cursor = cursor;"));
        var members = XmlMessageEmitter.GetMembers(message.Xml!, options);
        foreach (var member in members)
        {
            var name = Label(message, member.Label).PropertyName;
            code.Line();
            if (member.IsOptional || member.Type is null)
            {
                code.Summary($"Whether there is {A(member.Label)}.");
                code.Line($"public bool Has{name} => {member.Presence};");
                if (member.Type is null)
                    continue;
                code.Line();
            }

            code.Summary(member.IsList ? $"Every {member.Label}, in the order of the message." : $"The {member.Label}; a copy where it holds references.");
            code.Line($"public {member.Type} {name} => {member.Value};");
        }

        foreach (var label in XmlLabel.Find(message.Xml!).Where(label => label.IsRange && !label.IsRow && message.BoundLabels.Any(bound => bound.Name.Equals(label.Name, StringComparison.OrdinalIgnoreCase))))
        {
            code.Line();
            code.Line($"internal XmlValue {WrittenName(Label(message, label.Name))} => {XmlMemberEmitter.Written(label, options)};");
        }

        EmitTryParse(code, message);
        code.Line();
        XmlMessageEmitter.EmitScan(code, message.Xml!, options);
        foreach (var member in members.Where(member => member.Declaration.Length > 0))
        {
            code.Line();
            code.Lines(member.Declaration.TrimEnd());
        }
    }

    /// <summary>The name of the property that gives the value of a label of an XML message without a copy.</summary>
    internal static string WrittenName(LabelModel label) => "Written" + label.Stem;

    private static LabelModel Label(MessageModel message, string name) => message.Members.First(label => label.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal static XmlMessageOptions XmlOptions(ProtocolModel protocol) => new()
    {
        EqualsEarlier = (name, value) => protocol.Bindings.Any(binding => binding.IgnoresCase && binding.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ? $"{value}.EqualsIgnoreCase(bindings.{protocol.FieldOf(name)}.AsSpan())"
            : $"{value}.SequenceEqual(bindings.{protocol.FieldOf(name)}.AsSpan())",
        FieldOf = protocol.FieldOf,
        Namespaces = protocol.Xml!,
        MaxOctets = protocol.Limits.Octets,
        MaxDepth = protocol.Limits.Depth,
        Octets = "Octets",
        WrongValueStatement = "{\n    cursor.State = ScanCursor.WrongValue;\n    return OperationStatus.InvalidData;\n}",
    };
}
