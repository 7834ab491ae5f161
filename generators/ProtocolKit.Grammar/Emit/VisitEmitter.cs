using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the method that shows the labelled values of a message to those who know no protocol.</summary>
internal static class VisitEmitter
{
    /// <summary>Emits the method.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol)
    {
        var messages = protocol.Messages.Where(message => (message.ReadByClient || message.ReadByServer) && message.Labels.Count > 0).ToArray();
        using (code.Block("public override void VisitLabels(string message, ReadOnlySpan<byte> octets, LabelVisitor visitor)"))
        {
            if (messages.Length == 0)
                return;
            code.Line("var cursor = default(ScanCursor);");
            using (code.Block("switch (message)"))
            {
                foreach (var message in messages)
                {
                    code.Line($"case {CSharpText.Literal(message.Name)}:");
                    using (code.Indent())
                    {
                        code.Line($"Visit{message.TypeName}(ref cursor, octets, visitor);");
                        code.Line("break;");
                    }
                }
            }
        }

        foreach (var message in messages)
        {
            code.Line();
            using (code.Block($"private static void Visit{message.TypeName}(ref ScanCursor cursor, ReadOnlySpan<byte> octets, LabelVisitor visitor)"))
                EmitVisitOf(code, message);
        }
    }

    private static void EmitVisitOf(CodeWriter code, MessageModel message)
    {
        var compares = message.Xml is not null && message.NeededBindings.Count > 0;
        code.Line($"if ({MessageEmitter.RescanCall(message, "cursor", "octets")} != OperationStatus.Done{(compares ? " && cursor.State != ScanCursor.WrongValue" : "")})");
        using (code.Indent())
            code.Line("return;");
        code.Line($"var message = new {message.TypeReference}(octets, in cursor);");
        if (message.AllMembers().Any(label => label.IsRecord))
            code.Line("var records = 0;");
        foreach (var label in message.Members)
            EmitVisitOf(code, label, "message", "0", 0);
    }

    private static void EmitVisitOf(CodeWriter code, LabelModel label, string owner, string record, int depth)
    {
        var name = CSharpText.Literal(label.Name);
        var value = $"{owner}.{label.PropertyName}";
        if (label.IsList)
        {
            var item = (label.IsRecord ? "element" : "value") + (depth == 0 ? "" : $"{depth}");
            using (code.Block($"foreach (var {item} in {value})"))
            {
                if (!label.IsRecord)
                {
                    code.Line(label.IsNumber ? $"VisitNumber(visitor, {name}, (long){item}, {record});" : $"visitor({name}, {item}, {record});");
                    return;
                }

                var number = "number" + (depth == 0 ? "" : $"{depth}");
                code.Line($"var {number} = ++records;");
                foreach (var member in label.Members)
                    EmitVisitOf(code, member, item, number, depth + 1);
            }

            return;
        }

        var visit = label.Kind switch
        {
            LabelKind.Element => $"visitor({name}, [], {record});",
            LabelKind.Octets => $"visitor({name}, {value}, {record});",
            _ => $"VisitNumber(visitor, {name}, (long){value}, {record});",
        };
        if (!label.MayBeAbsent && label.Kind != LabelKind.Element)
        {
            code.Line(visit);
            return;
        }

        code.Line($"if ({owner}.Has{label.PropertyName})");
        using (code.Indent())
            code.Line(visit);
    }
}
