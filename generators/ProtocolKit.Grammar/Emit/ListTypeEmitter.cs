using ProtocolKit.Grammar.Emit.Parsers;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what enumerates a list of a message or record, and answers what is in it.</summary>
internal sealed class ListTypeEmitter(CodeWriter code, MessageModel message, LabelModel list, ParserModel parser, MessageRegisters registers)
{
    private readonly string _element = list.IsRecord ? list.RecordType : MessageEmitter.Typed(list, "").Type;

    /// <summary>Whether it stands in a record of a message that is read again to find its values.</summary>
    private readonly bool _isWithinRecord = list.Id != list.Name;

    /// <summary>Whether its records have to find lists of their own by reading on from where they begin.</summary>
    private readonly bool _keepsBefore = NeedsBefore(list);

    /// <summary>Whether a record has to know where the parser stood before it.</summary>
    public static bool NeedsBefore(LabelModel list) => list.Members.Any(member => member.IsList);

    public void Emit()
    {
        code.Line();
        code.Summary($"Reads every {list.Name} one after the other, without allocation.");
        using (code.Block($"public ref struct {list.ListType}"))
        {
            EmitEnumerator();
            if (_element == "ReadOnlySpan<byte>" || list.IsNumber)
                EmitContains();
            else if (list.Members.FirstOrDefault(member => !member.IsList) is { } key)
                EmitTryFind(key);
        }
    }

    private void EmitEnumerator()
    {
        code.Line("private readonly ReadOnlySpan<byte> _octets;");
        code.Line($"private ScanCursor _cursor{(_keepsBefore ? ", _before" : "")};");
        if (_isWithinRecord)
            code.Line("private readonly int _end;");
        code.Line();
        if (_isWithinRecord)
        {
            using (code.Block($"internal {list.ListType}(ReadOnlySpan<byte> octets, scoped in ScanCursor before, int end)"))
            {
                code.Line("_octets = octets;");
                code.Line("_cursor = before;");
                code.Line("_end = end;");
            }
        }
        else
        {
            code.Wrapped($"internal {list.ListType}(ReadOnlySpan<byte> octets) => _octets = octets;");
        }

        var value = $"_octets[{Register(registers.ValueStart(list.Id))}..{Register(registers.End(list.Id))}]";
        EmitCurrent(list.IsRecord ? $"new(_octets, in _cursor{(_keepsBefore ? ", in _before" : "")})" : MessageEmitter.Typed(list, value).Value);
        using (code.Block("public bool MoveNext()"))
        {
            code.Line("if (_cursor.State == ScanCursor.Complete)");
            using (code.Indent())
                code.Wrapped("return false;");
            if (_keepsBefore)
                code.Line("_before = _cursor;");
            var isWithin = _isWithinRecord ? $" && {Register(registers.End(list.Id))} <= _end" : "";
            code.Wrapped($"return {parser.Name}.Scan(ref _cursor, _octets, {parser.PlaceOf(message)}{(parser.NeedsBindings ? ", default" : "")}, stop: {parser.Name}.{registers.End(list.Id)}) == OperationStatus.DestinationTooSmall{isWithin};");
        }
    }

    private string Register(string name) => $"_cursor.Registers[{parser.Name}.{name}]";

    private void EmitCurrent(string value)
    {
        code.Line();
        code.Summary($"The {list.Name} that was moved to.");
        code.Wrapped($"public readonly {_element} Current => {value};");
        code.Line();
        code.Summary("Begins to enumerate.");
        code.Wrapped($"public readonly {list.ListType} GetEnumerator() => this;");
        code.Line();
        code.Summary($"Moves on to the next {list.Name}.");
    }

    private void EmitContains()
    {
        if (list.IsNumber)
            EmitContains(code, _element, "value", "item == value", $"Whether one {list.Name} is a number.");
        else
            EmitContains(code, _element, "value", "Ascii.EqualsIgnoreCase(item, value)", $"Whether one {list.Name} is a text, without regard to ASCII case.");
        if (list.Words is { } words)
            EmitContains(code, words.TypeName, "word", $"Vocabulary.{words.FieldName}.Find(item) == (int)word", $"Whether one {list.Name} is a known word.");
    }

    /// <summary>Emits what tells whether a list has a value.</summary>
    /// <param name="code">Takes it.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="parameter">What it is called.</param>
    /// <param name="condition">Whether <c>item</c> is it.</param>
    /// <param name="summary">What it tells.</param>
    public static void EmitContains(CodeWriter code, string type, string parameter, string condition, string summary)
    {
        code.Line();
        code.Summary(summary);
        using (code.Block($"public readonly bool Contains({type} {parameter})"))
        {
            using (code.Block("foreach (var item in this)"))
            {
                code.Line($"if ({condition})");
                using (code.Indent())
                    code.Wrapped("return true;");
            }

            code.Line();
            code.Wrapped("return false;");
        }
    }

    /// <summary>A record is found by the value of its first label.</summary>
    private void EmitTryFind(LabelModel key)
    {
        var value = "item." + key.PropertyName;
        var type = MessageEmitter.Typed(key, "").Type;
        var isThere = key.MayBeAbsent ? $"item.Has{key.PropertyName} && " : "";
        EmitTryFind(type, "value", isThere + (key.IsNumber ? $"{value} == value" : $"Ascii.EqualsIgnoreCase({value}, value)"),
            $"{list.Name} with this {key.Name}{(key.IsNumber ? "" : ", without regard to ASCII case")}");
        if (key.Words is { } words)
            EmitTryFind(words.TypeName, "word", $"item.{key.KindName} == word", $"{list.Name} whose {key.Name} is this known word");
    }

    private void EmitTryFind(string type, string parameter, string condition, string what)
    {
        code.Line();
        code.Summary($"Finds the first {what}.");
        using (code.Block($"public readonly bool TryFind({type} {parameter}, out {_element} found)"))
        {
            using (code.Block("foreach (var item in this)"))
            {
                code.Line($"if (!({condition}))");
                using (code.Indent())
                    code.Line("continue;");
                code.Line("found = item;");
                code.Wrapped("return true;");
            }

            code.Line();
            code.Line("found = default;");
            code.Wrapped("return false;");
        }

        code.Line();
        code.Summary($"Whether there is {MessageEmitter.A(what)}.");
        code.Wrapped($"public readonly bool Contains({type} {parameter}) => TryFind({parameter}, out _);");
    }
}
