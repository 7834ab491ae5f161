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
        var layout = $"{parser.Name}.{parser.Lists[registers.ListOf(list)]}";
        var arguments = record is null ? $"(Octets, {layout}, _list)" : $"(_octets, {layout}, _place)";
        var values = $"new ValueList<{message.TypeName}>{arguments}";
        var (type, value) = list switch
        {
            { IsRecord: true } => ($"RecordList<{message.TypeName}, {list.RecordType}>", "new" + arguments),
            { IsNumber: true } =>
                ($"NumberList<{message.TypeName}, {MessageEmitter.Typed(list, "").Type}, {list.Kind}Format>", $"new({values})"),
            { Words: { } words } => ($"WordList<{message.TypeName}, {words.TypeName}>", $"new({values}, Vocabulary.{words.FieldName})"),
            _ => ($"ValueList<{message.TypeName}>", "new" + arguments),
        };
        code.Line();
        code.Summary($"Every {list.Name}, in the order of the {(record is null ? "message" : "record")}.");
        code.Wrapped($"public {type} {list.PropertyName} => {value};");
    }
}
