using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Xml;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a message's type, nested in the protocol's: a <c>public readonly ref struct</c> over its octets. Nothing is emitted for
/// what no role reads.</summary>
/// <remarks>
/// The type has a public static method <c>Scan</c>, a constructor with octets and a <c>ScanCursor</c>,
/// <c>public ReadOnlySpan&lt;byte&gt; Octets</c>, and for each label: <c>public ReadOnlySpan&lt;byte&gt; PropertyName</c> (octets),
/// <c>public int/long/ulong/long PropertyName</c> (decimal / hexadecimal / big or little endian / BER), <c>public bool HasName</c> (where
/// it may be absent, and for XML elements in place of a value), or an enumerable of <c>ReadOnlySpan&lt;byte&gt;</c> named in the plural
/// (lists).
/// </remarks>
internal static class MessageEmitter
{
    /// <summary>The parameters of what makes a message of what has been read.</summary>
    internal const string Parameters = "ReadOnlySpan<byte> octets, scoped in ScanCursor cursor";

    /// <summary>The parameters of the interfaces' methods that make it: with <c>in</c>, each would be implemented by two methods.</summary>
    internal const string CreateParameters = "ReadOnlySpan<byte> octets, scoped ref ScanCursor cursor";

    private const string Scan = "public static OperationStatus Scan";

    /// <summary>Emits the type.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol, MessageModel message, RoleParsers parsers)
    {
        var readers = protocol.IsReadBy(message, isClient: true) ? protocol.IsReadBy(message, isClient: false) ? "both roles"
            : "the client" : "the server";
        var summary = $"The message {Quoted(message.Name)}, which {readers} {(readers == "both roles" ? "read" : "reads")}";
        var whole = $"/// <summary>{CodeWriter.Escape(summary)}: <c>{CodeWriter.Escape(message.RuleText)}</c>.</summary>";
        if (!message.RuleText.Contains('\n') && code.HasRoom(whole))
        {
            code.Line(whole);
        }
        else
        {
            code.Summary(summary + ".");
            code.Rule(message.RuleText);
        }

        var type = message.Xml is null ? $"IMessage<{message.TypeName}>"
            : $"IXmlMessage<{message.TypeName}, {protocol.XmlNamesType}, {protocol.BindingsType}>";
        var parameters = HasNotes(message) ? Parameters : "ReadOnlySpan<byte> octets";
        using (code.Block($"public readonly ref struct {message.TypeName}({parameters}) : {type}"))
        {
            if (message.Xml is not null)
                EmitXml(code, protocol, message);
            else
                EmitOctets(code, protocol, message, parsers);
        }
    }

    /// <summary>The call that reads a message, or reads on.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="message">The message.</param>
    /// <param name="cursor">The C# expression of the cursor.</param>
    /// <param name="source">The C# expression of the octets.</param>
    /// <param name="bindings">The C# expression of the values that it may repeat.</param>
    internal static string ScanCall(ProtocolModel protocol, MessageModel message, string cursor, string source, string bindings) =>
        message.Xml is not null
        ? $"XmlFrame.Scan<{message.TypeReference}, {protocol.XmlNamesType}, {protocol.BindingsType}>(" +
            $"ref {cursor}, {source}, in {Scope(protocol, bindings)}, in {bindings})"
        : $"{message.TypeReference}.Scan(ref {cursor}, {source}{(TakesBindings(message) ? $", in {bindings}" : "")})";

    /// <summary>Whether a protocol's XML stands in a stream, which may declare namespaces.</summary>
    internal static bool HasStream(ProtocolModel protocol) => protocol.Xml is { StreamNames.Count: > 0 };

    private static string Scope(ProtocolModel protocol, string bindings) =>
        HasStream(protocol) ? bindings + ".Namespaces" : "XmlNamespaceScope.Empty";

    /// <summary>Whether its parser is given the values of earlier messages.</summary>
    internal static bool TakesBindings(MessageModel message) => message.NeededBindings.Count > 0 || message.Xml is not null;

    /// <summary>A name behind its article.</summary>
    internal static string A(string name) => (name[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + name;

    /// <summary>Whether a message is made of more than its octets: of what its parser has noted.</summary>
    internal static bool HasNotes(MessageModel message) => message.Members.Count > 0;

    private static string Quoted(string name) => name.Contains(' ') || name.Contains('"') ? name : $"'{name}'";

    private static void EmitOctets(CodeWriter code, ProtocolModel protocol, MessageModel message, RoleParsers parsers)
    {
        var parser = parsers.Of(message);
        var registers = parsers.RegistersOf(message);
        var labels = message.Members.Where(label => !label.IsList).ToArray();
        if (message.Members.Any(label => label.IsList))
            code.Line("private readonly ScannedList _list = cursor.List;");
        foreach (var set in message.NotedLabels().Select(label => label.Words!).Distinct())
        {
            var words = $"{parser.Name}.{registers.WordSet(set)}, {set.Words.Count / 32 + 1}";
            code.Line($"private readonly WordSet _known{set.FieldName}Set = cursor.Words({words});");
        }

        if (labels.Length < message.Members.Count)
            code.Line();
        EmitMembers(code, message, []);
        EmitScan(code, protocol, message, parser);
        foreach (var label in labels)
            ValuesEmitter.Emit(code, label, parser.Name, registers.Start(label.Id), registers.End(label.Id));
        foreach (var set in message.NotedLabels().Select(label => label.Words!).Distinct())
        {
            code.Line();
            code.Summary($"Whether the message has a known word as {set.Label}.");
            code.Wrapped($"public bool Has({set.TypeName} word) => _known{set.FieldName}Set.Contains((int)word);");
        }

        var lists = new ListEmitter(code, message, parser, registers);
        foreach (var label in message.Members.Where(label => label.IsList))
            lists.EmitProperty(label);
        foreach (var label in message.Members.Where(label => label.IsRecord))
            RecordEmitter.Emit(code, label, parser, registers, lists);
    }

    /// <summary>Emits what every message has.</summary>
    private static void EmitMembers(CodeWriter code, MessageModel message, IEnumerable<string> properties)
    {
        code.Line("public ReadOnlySpan<byte> Octets { get; } = octets;");
        foreach (var property in properties)
            code.Wrapped(property);
        var arguments = HasNotes(message) ? "octets, in cursor" : "octets";
        code.Wrapped($"public static {message.TypeName} Create({CreateParameters}) => new({arguments});");
    }

    private static void EmitScan(CodeWriter code, ProtocolModel protocol, MessageModel message, ParserModel parser)
    {
        var begin = parser.PlaceOf(message);
        if (message.NeededBindings.Count == 0)
        {
            var bindings = parser.NeedsBindings ? ", default" : "";
            code.Wrapped(
                $"{Scan}(ref ScanCursor cursor, ReadOnlySpan<byte> source) => {parser.Name}.Scan(ref cursor, source, {begin}{bindings});");
            return;
        }

        code.Line("public static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source) =>");
        using (code.Indent())
            code.Line($"cursor.ReadAlone(Scan(ref cursor, source, default({protocol.BindingsType})));");
        code.Line();
        code.Wrapped(
            "internal static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source, "
                + $"scoped in {protocol.BindingsType} bindings) =>");
        using (code.Indent())
            code.Line($"{parser.Name}.Scan(ref cursor, source, {begin}, in bindings);");
    }

    /// <summary>The type of a label's value, and the expression that makes it of its octets.</summary>
    public static (string Type, string Value) Typed(LabelModel label, string octets) => label.Kind switch
    {
        LabelKind.Decimal => ("int", $"WireFormat.DecimalDigits({octets})"),
        LabelKind.Hexadecimal => ("long", $"WireFormat.HexadecimalDigits({octets})"),
        LabelKind.BigEndian => ("ulong", $"WireFormat.BigEndian({octets})"),
        LabelKind.LittleEndian => ("ulong", $"WireFormat.LittleEndian({octets})"),
        LabelKind.BerInteger => ("long", $"WireFormat.BerInteger({octets})"),
        _ => ("ReadOnlySpan<byte>", octets),
    };

    /// <summary>A number of octets, as a <c>long</c>.</summary>
    public static string Number(LabelKind kind, string octets)
    {
        var (type, value) = Typed(new LabelModel("", kind, IsList: false, MayBeAbsent: false, null), octets);
        return type == "ulong" ? "(long)" + value : value;
    }

    /// <summary>Emits what the type of an XML message has.</summary>
    internal static void EmitXml(CodeWriter code, ProtocolModel protocol, MessageModel message)
    {
        var options = XmlOptions(protocol) with
        {
            StemOf = label => Label(message, label).Stem,
            WrittenOf = label => WrittenName(Label(message, label)),
            Members = message.CreateScope(),
        };
        var labels = XmlLabel.Find(message.Xml!);
        XmlMessageEmitter.EmitRegisters(code, message.Xml!, options);
        if (labels.Count > 0)
            code.Line();
        var written = labels.Where(label => label.IsRange && !label.IsRow).Select(label =>
            $"internal XmlValue {WrittenName(Label(message, label.Name))} {{ get; }} = {XmlMemberEmitter.Written(label, options)};");
        EmitMembers(code, message, written);
        XmlMessageEmitter.EmitTag(code, message.Xml!, options);
        var members = XmlMessageEmitter.GetMembers(message.Xml!, options);
        foreach (var member in members)
        {
            var name = Label(message, member.Label).PropertyName;
            code.Line();
            if (member.IsOptional || member.Type is null)
            {
                code.Summary($"Whether there is {A(member.Label)}.");
                code.Wrapped($"public bool Has{name} {{ get; }} = {member.Presence};");
                if (member.Type is null)
                    continue;
                code.Line();
            }

            code.Summary(
                member.IsList ? $"Every {member.Label}, in the order of the message."
                : $"The {member.Label}; a copy where it holds references.");
            code.Wrapped($"public {member.Type} {name} {(member.IsList ? "{ get; } =" : "=>")} {member.Value};");
        }

        XmlMessageEmitter.EmitRead(code, message.Xml!, options);
    }

    /// <summary>The name of the property that gives the value of a label of an XML message without a copy.</summary>
    internal static string WrittenName(LabelModel label) => "Written" + label.Stem;

    private static LabelModel Label(MessageModel message, string name) =>
        message.Members.First(label => label.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal static XmlMessageOptions XmlOptions(ProtocolModel protocol) => XmlOptions(
        protocol, protocol.NamespacesReadBy(byClient: true).Concat(protocol.NamespacesReadBy(byClient: false)));

    /// <summary>The names and limits of a protocol's XML messages.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="namespaces">The numbers of the namespaces that are read.</param>
    internal static XmlMessageOptions XmlOptions(ProtocolModel protocol, IEnumerable<int> namespaces) => new()
    {
        EqualsEarlier = (name, value) =>
            protocol.Bindings.Any(binding => binding.IgnoresCase && binding.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ? $"{value}.EqualsIgnoreCase(bindings.{protocol.FieldOf(name)}.AsSpan())"
            : $"{value}.SequenceEqual(bindings.{protocol.FieldOf(name)}.AsSpan())",
        FieldOf = protocol.FieldOf,
        Namespaces = protocol.Xml!,
        ReadNamespaces = [.. namespaces],
        NamespacesType = protocol.XmlNamesType,
        BindingsType = protocol.BindingsType,
        MaxOctets = protocol.Limits.Octets,
        MaxDepth = protocol.Limits.Depth,
    };
}
