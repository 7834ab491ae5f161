using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the properties that enumerate the lists of a message, or of its records.</summary>
internal sealed class ListEmitter(CodeWriter code, MessageModel message, ParserModel parser, MessageRegisters registers)
{
    /// <summary>Emits the property of a list.</summary>
    /// <param name="list">The list's label.</param>
    /// <param name="record">The label of the record that it stands in, or null for the message.</param>
    public void EmitProperty(LabelModel list, LabelModel? record = null)
    {
        var (start, end) = (Register(registers.ValueStart(list.Id)), Register(registers.End(list.Id)));
        var values = record is null ? $"new(Octets, {start}, {end})"
            : $"_record.List<{message.TypeName}>({start}, {end}, {Register(registers.ValueEnd(record.Id))})";
        var (type, value) = list switch
        {
            { IsRecord: true } => ($"RecordList<{message.TypeName}, {list.RecordType}>", record is null ? $"new(Octets, {end})"
                : $"_record.Records<{message.TypeName}, {list.RecordType}>({end}, {Register(registers.ValueEnd(record.Id))})"),
            { IsNumber: true } =>
                ($"NumberList<{message.TypeName}, {MessageEmitter.Typed(list, "").Type}, {list.Kind}Format>", $"new({values})"),
            { Words: { } words } => ($"WordList<{message.TypeName}, {words.TypeName}>", $"new({values}, Vocabulary.{words.FieldName})"),
            _ => ($"ValueList<{message.TypeName}>", values),
        };
        code.Line();
        code.Summary($"Every {list.Name}, in the order of the {(record is null ? "message" : "record")}.");
        code.Wrapped($"public {type} {list.PropertyName} => {value};");
    }

    private string Register(string name) => $"{parser.Name}.{name}";
}
