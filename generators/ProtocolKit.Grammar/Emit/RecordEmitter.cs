using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the type of a record: an element of a list that has labels of its own.</summary>
internal static class RecordEmitter
{
    public static void Emit(CodeWriter code, MessageModel message, LabelModel record, ScanPlan plan)
    {
        var members = record.Members.Where(member => !member.IsList).ToArray();
        var lists = record.Members.Where(member => member.IsList).ToArray();
        var keepsBefore = ListTypeEmitter.NeedsBefore(record);
        code.Line();
        code.Summary($"One {record.Name}.");
        using (code.Block($"public readonly ref struct {record.RecordType}"))
        {
            code.Line("private readonly ReadOnlySpan<byte> _message;");
            code.Line("private readonly Places _places;");
            if (keepsBefore)
                code.Line("private readonly ScanCursor _before;");
            code.Line();
            using (code.Block($"internal {record.RecordType}(ReadOnlySpan<byte> message, scoped in Places places{(keepsBefore ? ", scoped in ScanCursor before" : "")})"))
            {
                code.Line("_message = message;");
                code.Line("_places = places;");
                if (keepsBefore)
                    code.Line("_before = before;");
            }

            code.Line();
            code.Summary("Its octets.");
            code.Line("public ReadOnlySpan<byte> Octets => _message[_places.Start.._places.End];");
            foreach (var member in members)
                MessageEmitter.EmitValue(code, member, "_message", $"_places.{member.PropertyName}Start", $"_places.{member.PropertyName}End");
            foreach (var list in lists)
                MessageEmitter.EmitListProperty(code, list, "new(_message, in _before, _places.End)", "the record");
            code.Line();
            using (code.Block("internal struct Places"))
                code.Line($"public int Start, End{string.Concat(members.Select(member => $", {member.PropertyName}Start, {member.PropertyName}End"))};");
            foreach (var list in lists)
                MessageEmitter.EmitList(code, message, list, plan);
        }
    }
}
