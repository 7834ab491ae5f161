using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>Emits a parser: its registers as constants, and its automaton as one method.</summary>
internal sealed class ParserEmitter(CodeWriter code, ProtocolModel protocol, ParserModel parser, ParserTables tables)
{
    public void Emit()
    {
        code.Line();
        var names = parser.Messages.Select(item => item.Message.Name.Replace("\n", " ", StringComparison.Ordinal));
        code.Comment($"Reads {string.Join(", ", names)}.");
        using (code.Block($"file static class {parser.Name}"))
        {
            // The places are written first, so that what nothing uses is left out.
            var places = code.Part(levels: 2);
            var emitter = new PlaceEmitter(places, parser, protocol.Limits, tables);
            emitter.Emit();
            string[] registers = emitter.LooksUp ? [.. parser.Registers, ParserLayout.WordBegin] : [.. parser.Registers];
            foreach (var line in Chunks(registers))
                code.Line($"public const int {line};");
            foreach (var (list, name) in parser.Lists)
                code.Wrapped($"public const int {name} = {list.Layout(registers)};");
            if (registers.Length > 0)
                code.Line();
            EmitScan(emitter, places.Written, registers.Length > 0);
        }
    }

    private static IEnumerable<string> Chunks(string[] registers)
    {
        var line = "";
        foreach (var register in registers.Select((name, number) => $"{name} = {number}"))
        {
            if (line.Length + register.Length > 100)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? register : ", " + register;
        }

        if (line.Length > 0)
            yield return line;
    }

    private void EmitScan(PlaceEmitter emitter, IReadOnlyList<string> places, bool hasRegisters)
    {
        var owner = protocol.ValuesFrom.Length > 0 ? protocol.ValuesFrom : protocol.TypeName;
        var parameters = parser.NeedsBindings ? $", scoped in {owner}.Bindings bindings" : "";
        using (code.Block($"public static OperationStatus Scan(ref ScanCursor cursor, ReadOnlySpan<byte> source, int place{parameters})"))
        {
            code.Line($"source = cursor.Resume(source, {protocol.Limits.Octets}, ref place);");
            if (hasRegisters)
                code.Line("Span<int> registers = cursor.Registers;");
            code.Line("var position = cursor.Position;");
            foreach (var runs in emitter.Runs)
                code.Line($"var {runs} = default(OctetRuns);");
            if (emitter.NeedsOctet)
                code.Line("int octet;");
            if (emitter.NeedsBegin)
                code.Line("int begin;");
            if (emitter.NeedsStart)
                code.Line("int start;");
            if (emitter.NeedsNumber)
                code.Line("long number;");
            code.Line("switch (place)");
            code.Line("{");
            code.Add(WithoutUnusedLabels(places));
            code.Line("default: return OperationStatus.InvalidData;");
            code.Line("}");
        }
    }

    private static IEnumerable<string> WithoutUnusedLabels(IReadOnlyList<string> places)
    {
        var used = places.SelectMany(line => line.Split("goto ").Skip(1)).Select(rest => rest[..rest.IndexOf(';')]).ToHashSet();
        foreach (var line in places)
        {
            if (!line.EndsWith(':') || line.EndsWith("default:", StringComparison.Ordinal) || used.Contains(line[..^1].Split(' ')[^1]))
                yield return line;
            else if (line.Split(": ") is [var place, _])
                yield return place + ":";
            else if (line.TrimStart().StartsWith("case ", StringComparison.Ordinal))
                yield return line;
        }
    }
}
