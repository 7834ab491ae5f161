using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <content>What is done at a place: values are noted, counted and compared.</content>
internal sealed partial class ScanBody
{
    /// <param name="operations">What is done.</param>
    /// <param name="target">Where it leads, or null at the end of the message.</param>
    /// <param name="consumes">Whether an octet is consumed behind it.</param>
    private void EmitOperations(IReadOnlyList<Operation> operations, int? target, bool consumes)
    {
        EmitActions(operations);
        EmitStops(operations, target, consumes);
    }

    /// <summary>Notes, counts and compares.</summary>
    /// <param name="operations">What is done.</param>
    /// <param name="position">The C# expression of the place where it is done.</param>
    private void EmitActions(IReadOnlyList<Operation> operations, string position = "position")
    {
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case BeginLabel begin:
                    EmitBeginLabel(scan.Label(begin.Label), position);
                    break;
                case EndLabel end:
                    EmitEndLabel(scan.Label(end.Label), position);
                    break;
                case ForgetLabel forget:
                    code.Line($"registers[{_plan.End(forget.Label)}] = 0;");
                    break;
                case BeginReference reference:
                    code.Line($"registers[{_plan.ReferenceStart(reference.Occurrence)}] = {position};");
                    break;
                case EndReference reference:
                    EmitComparison(reference, position);
                    break;
                case BeginLoop loop:
                    code.Line($"registers[{_plan.Loop(loop.Loop)}] = {(_plan.BoundedRuns.Contains(loop.Loop) ? position : $"{loop.Turns}")};");
                    break;
                case CountTurn turn:
                    code.Line($"if (++registers[{_plan.Loop(turn.Loop)}] > {turn.Maximum ?? scan.Protocol.Limits.Items})");
                    GotoInvalid();
                    break;
                case EndBoundedRun run:
                    var length = $"{position} - registers[{_plan.Loop(run.Loop)}]";
                    code.Line(run.Maximum is null ? $"if ({length} < {run.Minimum})" : run.Minimum <= 1 ? $"if ({length} > {run.Maximum})" : $"if ({length} is < {run.Minimum} or > {run.Maximum})");
                    GotoInvalid();
                    break;
            }
        }
    }

    private void EmitBeginLabel(LabelModel label, string position)
    {
        foreach (var member in label.Members.Where(member => member is { IsList: false, MayBeAbsent: true }))
            code.Line($"registers[{_plan.End(member.Id)}] = 0;");
        code.Line($"registers[{_plan.Start(label.Id)}] = {position};");
    }

    private void EmitEndLabel(LabelModel label, string position)
    {
        if (_plan.ValueStart(label.Id) is var kept && kept != _plan.Start(label.Id) && _plan.ValueEnd(label.Id) == _plan.End(label.Id))
            code.Line($"registers[{kept}] = registers[{_plan.Start(label.Id)}];");
        code.Line($"registers[{_plan.End(label.Id)}] = {position};");
        foreach (var member in label.Members.Where(_plan.Labels.Contains).Where(member => _plan.ValueEnd(member.Id) != _plan.End(member.Id)))
        {
            code.Line($"registers[{_plan.ValueStart(member.Id)}] = registers[{_plan.Start(member.Id)}];");
            code.Line($"registers[{_plan.ValueEnd(member.Id)}] = registers[{_plan.End(member.Id)}];");
        }

        EmitNote(label, $"registers[{_plan.Start(label.Id)}]", position);
    }

    /// <summary>Notes which known word a value is.</summary>
    private void EmitNote(LabelModel label, string start, string end)
    {
        if (label.Words is { } words && scan.Message.NotedLabels().Contains(label))
            code.Line($"Vocabulary.{words.FieldName}.Note(source[{start}..{end}], ref registers, {_plan.WordSet(words)});");
    }

    /// <summary>Leaves the parser behind a value of a list that is enumerated. All that belongs to the step has been done by then: it goes on at the target.</summary>
    private void EmitStops(IEnumerable<Operation> operations, int? target, bool consumes)
    {
        foreach (var label in operations.OfType<EndLabel>().Select(end => end.Label).Distinct())
            EmitStop(label, target, consumes);
    }

    private void EmitStop(string label, int? target, bool consumes)
    {
        if (!scan.IsStop(label))
            return;
        using (code.Block($"if (stop == {_plan.End(label)})"))
        {
            code.Line(target is null ? "cursor.State = ScanCursor.Complete;" : $"cursor.State = {target};");
            code.Line(consumes ? "cursor.Position = position + 1;" : "cursor.Position = position;");
            code.Line("return OperationStatus.DestinationTooSmall;");
        }

        code.Line();
    }

    private void EmitComparison(EndReference reference, string position)
    {
        var octets = $"source[registers[{_plan.ReferenceStart(reference.Occurrence)}]..{position}]";
        var own = scan.FindLabel(reference.Name);
        var kind = own?.Kind ?? scan.Message.NeededBindings.First(binding => binding.Name == reference.Name).Kind;
        string difference;
        if (reference.Kind is null && (kind == LabelKind.Octets || kind is LabelKind.Decimal or LabelKind.Hexadecimal && own is not null))
        {
            var expected = own is not null ? Octets(own.Id) : $"bindings.{scan.Protocol.FieldOf(reference.Name)}.AsSpan()";
            difference = own is null && scan.Message.NeededBindings.First(binding => binding.Name == reference.Name).IgnoresCase ? $"!WireFormat.EqualsIgnoreCase({octets}, {expected})" : $"!{octets}.SequenceEqual({expected})";
        }
        else
        {
            var expected = own is not null ? $"(long){Value(own.Id)}" : $"bindings.{scan.Protocol.FieldOf(reference.Name)}";
            difference = $"(long){Number(reference.Kind ?? kind, octets)} != {expected}";
        }

        EmitDifference(difference, own is null);
    }

    private void EmitDifference(string difference, bool isEarlier)
    {
        var guard = scan.CanStop && isEarlier ? "stop < 0 && " : "";
        code.Line($"if ({guard}{difference})");
        using (code.Indent())
            code.Line("cursor.HasWrongValue = true;");
    }

    private void GotoInvalid()
    {
        using (code.Indent())
            code.Line("return OperationStatus.InvalidData;");
    }

    private string Value(string label) =>
        Number(scan.Label(label).Kind, Octets(label));

    /// <summary>The octets of a label that has been read.</summary>
    private string Octets(string label)
    {
        var start = _plan.ValueEnd(label) == _plan.End(label) ? _plan.ValueStart(label) : _plan.Start(label);
        return $"source[registers[{start}]..registers[{_plan.End(label)}]]";
    }

    private static string Number(LabelKind kind, string octets) => kind switch
    {
        LabelKind.Decimal => $"WireFormat.DecimalDigits({octets})",
        LabelKind.Hexadecimal => $"WireFormat.HexadecimalDigits({octets})",
        LabelKind.LittleEndian => $"WireFormat.LittleEndian({octets})",
        LabelKind.BerInteger => $"WireFormat.BerInteger({octets})",
        _ => $"WireFormat.BigEndian({octets})",
    };
}
