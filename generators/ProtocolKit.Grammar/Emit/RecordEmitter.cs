using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the type of a record: an element of a list that has labels of its own.</summary>
internal static class RecordEmitter
{
    public static void Emit(CodeWriter code, LabelModel record, ParserModel parser, MessageRegisters registers, ListEmitter lists)
    {
        var key = record.Members.FirstOrDefault(member => !member.IsList);
        var keyType = key is null ? "" : MessageEmitter.Typed(key, "").Type;
        var interfaces = $"IRecord<{record.RecordType}>" + (key is null ? "" : $", IKeyedRecord<{keyType}>")
            + (key?.Words is null ? "" : $", IKeyedRecord<{key.Words.TypeName}>");
        code.Line();
        code.Summary($"One {record.Name}{(key is null ? "" : $"; it is found by its {key.Name}")}.");
        using (code.Block($"public readonly ref struct {record.RecordType}({MessageEmitter.Parameters}) : {interfaces}"))
        {
            var labels = record.Members.Where(member => !member.IsList).ToArray();
            code.Line("private readonly ReadOnlySpan<byte> _octets = octets;");
            if (labels.Length < record.Members.Count)
                code.Wrapped($"private readonly ScannedPlace _place = cursor.Place({parser.Name}.{parser.Lists[registers.ListOf(record)]});");
            foreach (var label in labels.Prepend(record))
                ValuesEmitter.EmitField(code, label, parser.Name, Start(label), End(label));
            code.Line();
            code.Line($"public ReadOnlySpan<byte> Octets => {ValuesEmitter.Field(record)}.In(_octets);");
            code.Wrapped($"public static {record.RecordType} Create({MessageEmitter.CreateParameters}) => new(octets, in cursor);");
            if (key is not null)
                EmitHasKey(code, key, keyType);
            foreach (var member in labels)
                ValuesEmitter.Emit(code, member);
            foreach (var list in record.Members.Where(member => member.IsList))
                lists.EmitProperty(list, record);
            foreach (var inner in record.Members.Where(member => member.IsRecord))
                Emit(code, inner, parser, registers, lists);
        }

        string Start(LabelModel label) => registers.ValueStart(label.Id);

        string End(LabelModel label) => registers.ValueEnd(label.Id);
    }

    private static void EmitHasKey(CodeWriter code, LabelModel key, string type)
    {
        var isThere = key.MayBeAbsent ? $"Has{key.PropertyName} && " : "";
        var isKey = key.IsNumber ? $"{key.PropertyName} == key" : $"WireFormat.EqualsIgnoreCase({key.PropertyName}, key)";
        code.Wrapped($"bool IKeyedRecord<{type}>.HasKey({type} key) => {isThere}{isKey};");
        if (key.Words is { } words)
            code.Wrapped($"bool IKeyedRecord<{words.TypeName}>.HasKey({words.TypeName} key) => {key.KindName} == key;");
    }
}
