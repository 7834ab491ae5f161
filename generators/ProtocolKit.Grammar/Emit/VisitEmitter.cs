using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the method that shows the labelled values of a message to those who know no protocol.</summary>
internal static class VisitEmitter
{
    /// <summary>Emits the method.</summary>
    public static void Emit(CodeWriter code, ProtocolModel protocol)
    {
        var messages = protocol.Messages.Where(message => protocol.IsRead(message) && message.Labels.Count > 0).ToArray();
        using (code.Block("public override void VisitLabels(string message, ReadOnlySpan<byte> octets, LabelVisitor visitor)"))
        {
            if (messages.Length == 0)
                return;
            if (messages.SelectMany(message => message.AllMembers()).Any(label => label.IsRecord))
                code.Line("var records = 0;");
            var variables = new NameScope(ReservedNames.Variables);
            using (code.Block("switch (message)"))
            {
                foreach (var message in messages)
                    EmitCase(code, message, variables.Take(CSharpNames.Uncapitalized(message.TypeName) + "Message"));
            }
        }
    }

    private static void EmitCase(CodeWriter code, MessageModel message, string variable)
    {
        var part = code.Part(1);
        part.Line($"var {variable} = ReadMessage<{message.TypeReference}>(octets);");
        foreach (var label in message.Members)
            EmitLabel(part, label, variable, "", 0);
        code.Case(CSharpText.Literal(message.Name), Statements.WithoutVariable(Statements.Join(part.Written), variable));
    }

    private static void EmitLabel(CodeWriter code, LabelModel label, string owner, string record, int depth)
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
                    code.Line(Visit(label, name, item, record));
                    return;
                }

                var number = "number" + (depth == 0 ? "1" : $"{depth + 1}");
                code.Line($"var {number} = ++records;");
                foreach (var member in label.Members)
                    EmitLabel(code, member, item, number, depth + 1);
            }

            return;
        }

        if (!label.MayBeAbsent && label.Kind != LabelKind.Element)
        {
            code.Line(Visit(label, name, value, record));
            return;
        }

        code.Line($"if ({owner}.Has{label.PropertyName})");
        using (code.Indent())
            code.Line(Visit(label, name, label.Kind == LabelKind.Element ? "[]" : value, record));
    }

    private static string Visit(LabelModel label, string name, string value, string record)
    {
        if (label.Kind is LabelKind.Octets or LabelKind.Element)
            return $"visitor({name}, {value}, {(record.Length == 0 ? "0" : record)});";
        var number = label.Kind is LabelKind.BigEndian or LabelKind.LittleEndian ? "(long)" + value : value;
        return $"VisitNumber(visitor, {name}, {number}{(record.Length == 0 ? "" : ", " + record)});";
    }
}
