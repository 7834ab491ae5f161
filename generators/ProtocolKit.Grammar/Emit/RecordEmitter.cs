using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the type of a record: an element of a list that has labels of its own.</summary>
internal static class RecordEmitter
{
    public static void Emit(CodeWriter code, MessageModel message, LabelModel record, ParserModel parser, MessageRegisters registers)
    {
        var keepsBefore = ListTypeEmitter.NeedsBefore(record);
        code.Line();
        code.Summary($"One {record.Name}.");
        using (code.Block($"public readonly ref struct {record.RecordType}"))
        {
            code.Line("private readonly ScannedMessage _message;");
            if (keepsBefore)
                code.Line("private readonly ScanCursor _before;");
            code.Line();
            var parameters = $"ReadOnlySpan<byte> message, scoped in ScanCursor cursor{(keepsBefore ? ", scoped in ScanCursor before" : "")}";
            using (code.Block($"internal {record.RecordType}({parameters})"))
            {
                code.Line("_message = new(message, in cursor);");
                if (keepsBefore)
                    code.Line("_before = before;");
            }

            code.Line();
            code.Summary("Its octets.");
            code.Wrapped($"public ReadOnlySpan<byte> Octets => _message[{Start(record)}, {End(record)}];");
            foreach (var member in record.Members.Where(member => !member.IsList))
                MessageEmitter.EmitValue(code, member, "_message", Start(member), End(member));
            var lists = record.Members.Where(member => member.IsList).ToArray();
            foreach (var list in lists)
                MessageEmitter.EmitListProperty(code, list, $"new(_message.Octets, in _before, _message.At({End(record)}))", "the record");
            foreach (var list in lists)
                MessageEmitter.EmitList(code, message, list, parser, registers);
        }

        string Start(LabelModel label) => $"{parser.Name}.{registers.ValueStart(label.Id)}";

        string End(LabelModel label) => $"{parser.Name}.{registers.ValueEnd(label.Id)}";
    }
}
