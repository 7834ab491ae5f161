using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Generator.Tests.Sentences;

/// <summary>Writes the C# that reads the messages of a generated protocol in a test: it is compiled with what is generated, as it uses
/// what is internal.</summary>
/// <remarks>
/// A reader takes the octets, where they are cut, and the values that the message repeats. It says <c>Done N label=value;…</c>, or what
/// the last cut said. Numbers are shown in decimal digits, octets in hexadecimal ones.
/// </remarks>
internal static class DriverSource
{
    public const string TypeName = "MessageDriver";

    public static string Of(IEnumerable<ProtocolModel> protocols, string name)
    {
        var code = new List<string>();
        code.Add("#nullable enable\n#pragma warning disable CS1591");
        code.Add("using System; using System.Buffers; using System.Collections.Generic; using System.Text; using ProtocolKit; using ProtocolKit.Generated;");
        code.Add($"namespace {name};");
        code.Add($"public static class {TypeName}");
        code.Add("{");
        code.Add("    private static T Make<T>(ReadOnlySpan<byte> octets, scoped ref ScanCursor cursor) where T : IMessage<T>, allows ref struct => T.Create(octets, ref cursor);");
        code.Add("    private static string Show(ReadOnlySpan<byte> value) => Convert.ToHexString(value);");
        code.Add("    private static string Show(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);");
        code.Add("    private static string Show(ulong value) => Show((long)value);");
        foreach (var protocol in protocols)
        {
            foreach (var message in protocol.Messages.Where(message => message.ReadByClient || message.ReadByServer))
            {
                Scanner(code, protocol, message);
                Reader(code, protocol, message);
            }
        }

        code.Add("}");
        return string.Join('\n', code);
    }

    public static string MethodName(ProtocolModel protocol, MessageModel message) => $"{protocol.TypeName}_{message.TypeName}";

    /// <summary>The method that says no more than the verdict and where the message ends, as a <see cref="Places.Verdict"/> and a
    /// position in one number.</summary>
    public static string ScanMethodName(ProtocolModel protocol, MessageModel message) => $"Scan_{MethodName(protocol, message)}";

    private static void Scanner(List<string> code, ProtocolModel protocol, MessageModel message)
    {
        code.Add($"    public static int {ScanMethodName(protocol, message)}(byte[] octets, int[] cuts, IReadOnlyDictionary<string, byte[]> values, IReadOnlyDictionary<string, long> numbers)");
        code.Add("    {");
        Bindings(code, protocol, message);
        code.Add("        foreach (var cut in cuts)");
        code.Add("        {");
        code.Add($"            var status = {ScanCall(protocol, message)};");
        code.Add("            if (status == OperationStatus.InvalidData) return cursor.State == ScanCursor.WrongValue ? 3 : 2;");
        code.Add("            if (status == OperationStatus.Done) return cursor.Position << 2 | 1;");
        code.Add("        }");
        code.Add("        return 0;");
        code.Add("    }");
    }

    /// <summary>The type of a message; of a variant's, it may be that of its base's.</summary>
    private static string TypeOf(ProtocolModel protocol, MessageModel message) =>
        message.SharedFrom.Length == 0 ? $"{Owner(protocol)}.{message.TypeName}" : message.TypeReference;

    private static string Owner(ProtocolModel protocol) => protocol.SameAs.Length > 0 ? protocol.SameAs : protocol.TypeName;

    /// <summary>The type that has those of a protocol's values and namespaces.</summary>
    private static string ValuesOf(ProtocolModel protocol) => protocol.ValuesFrom.Length > 0 ? protocol.ValuesFrom : Owner(protocol);

    private static string ScanCall(ProtocolModel protocol, MessageModel message) => message.Xml is null
        ? $"{TypeOf(protocol, message)}.Scan(ref cursor, octets.AsSpan(0, cut){(message.NeededBindings.Count > 0 ? ", in bindings" : "")})"
        : $"ProtocolKit.Generated.XmlFrame.Scan<{TypeOf(protocol, message)}, {ValuesOf(protocol)}.XmlNames, {ValuesOf(protocol)}.Bindings>("
            + $"ref cursor, octets.AsSpan(0, cut), in {ValuesOf(protocol)}.XmlNames.StandAlone, in bindings)";

    private static void Bindings(List<string> code, ProtocolModel protocol, MessageModel message)
    {
        if (message.NeededBindings.Count > 0 || message.Xml is not null)
            code.Add($"        var bindings = default({ValuesOf(protocol)}.Bindings);");
        foreach (var binding in message.NeededBindings)
        {
            code.Add(binding.IsNumber
                ? $"        if (numbers.TryGetValue(\"{binding.Name}\", out var the{binding.FieldName})) bindings.{binding.FieldName} = the{binding.FieldName};"
                : $"        if (values.TryGetValue(\"{binding.Name}\", out var the{binding.FieldName})) bindings.{binding.FieldName}.Set(the{binding.FieldName});");
        }

        if (message.NeededBindings.Count > 0 || message.Xml is not null)
            code.Add("        _ = bindings;");
        code.Add("        var cursor = default(ScanCursor);");
    }

    private static void Reader(List<string> code, ProtocolModel protocol, MessageModel message)
    {
        var type = TypeOf(protocol, message);
        code.Add($"    public static string {MethodName(protocol, message)}(byte[] octets, int[] cuts, IReadOnlyDictionary<string, byte[]> values, IReadOnlyDictionary<string, long> numbers)");
        code.Add("    {");
        Bindings(code, protocol, message);
        code.Add("        foreach (var cut in cuts)");
        code.Add("        {");
        code.Add($"            var status = {ScanCall(protocol, message)};");
        code.Add("            if (status == OperationStatus.InvalidData) return $\"{(cursor.State == ScanCursor.WrongValue ? \"WrongValue\" : \"InvalidData\")} {cut}\";");
        code.Add("            if (status != OperationStatus.Done) continue;");
        code.Add($"            var message = Make<{type}>(octets.AsSpan(0, cursor.Position), ref cursor);");
        code.Add("            var text = new StringBuilder($\"Done {cursor.Position} \");");
        foreach (var label in message.Members)
            Value(code, label, "message", 0, canFind: message.Xml is null);
        code.Add("            var visited = new StringBuilder();");
        // A visitor is shown the digits of numbers.
        var numbers = string.Join(
            " or ", message.AllMembers().Where(label => label.IsNumber).Select(label => Literal(label.Name)).DefaultIfEmpty("null"));
        code.Add($"            {protocol.TypeName}.Definition.VisitLabels({Literal(message.Name)}, message.Octets, (label, value, record) => visited.Append(label).Append('=').Append(label is {numbers} ? Encoding.ASCII.GetString(value) : Show(value)).Append('@').Append(record).Append(';'));");
        code.Add("            return text.Append(' ').Append(visited).ToString();");
        code.Add("        }");
        code.Add("        return \"NeedMoreData\";");
        code.Add("    }");
    }

    /// <summary>Shows a label's value. What stands in a list must be found there.</summary>
    private static void Value(List<string> code, LabelModel label, string owner, int depth, bool canFind)
    {
        var value = $"{owner}.{label.PropertyName}";
        if (label.IsRecord)
        {
            var record = $"record{depth}";
            code.Add($"            foreach (var {record} in {value})");
            code.Add("            {");
            code.Add($"                text.Append(\"{label.Name}=\").Append(Show({record}.Octets)).Append('[');");
            foreach (var member in label.Members)
                Value(code, member, record, depth + 1, canFind);
            if (canFind && label.Members.FirstOrDefault(member => !member.IsList) is { } key)
            {
                var isThere = key.MayBeAbsent ? $"{record}.Has{key.PropertyName} && " : "";
                code.Add($"                if ({isThere}!{value}.TryFind({record}.{key.PropertyName}, out _)) text.Append(\"not found;\");");
            }

            code.Add("                text.Append(']');");
            code.Add("            }");
        }
        else if (label.IsList)
        {
            code.Add($"            foreach (var value in {value}) text.Append(\"{label.Name}=\").Append(Show(value)).Append(';');");
            if (canFind)
                code.Add($"            foreach (var value in {value}) if (!{value}.Contains(value)) text.Append(\"not found;\");");
        }
        else if (label.Kind == LabelKind.Element)
        {
            code.Add($"            if ({owner}.Has{label.PropertyName}) text.Append(\"{label.Name}=;\");");
        }
        else
        {
            code.Add($"            {(label.MayBeAbsent ? $"if ({owner}.Has{label.PropertyName}) " : "")}text.Append(\"{label.Name}=\").Append(Show({value})).Append(';');");
        }
    }

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
