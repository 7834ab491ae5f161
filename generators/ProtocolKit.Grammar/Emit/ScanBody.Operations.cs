using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <content>What is done at a place: values are noted, counted and compared.</content>
internal sealed partial class ScanBody
{
    /// <param name="operations">What is done.</param>
    /// <param name="target">Where it leads, if it may stop there behind a value.</param>
    /// <param name="consumes">Whether an octet is consumed behind it.</param>
    private void EmitOperations(IReadOnlyList<Operation> operations, int? target, bool consumes)
    {
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case BeginLabel begin:
                    code.Line($"registers[{ScanPlan.Start(begin.Label)}] = position;");
                    break;
                case EndLabel end:
                    code.Line($"registers[{ScanPlan.End(end.Label)}] = position;");
                    break;
                case ForgetLabel forget:
                    code.Line($"registers[{ScanPlan.End(forget.Label)}] = 0;");
                    break;
                case BeginReference reference:
                    code.Line($"registers[{_plan.ReferenceStart(reference.Occurrence)}] = position;");
                    break;
                case EndReference reference:
                    EmitComparison(reference);
                    break;
                case BeginLoop loop:
                    code.Line($"registers[{ScanPlan.Loop(loop.Loop)}] = {(_plan.BoundedRuns.Contains(loop.Loop) ? "position" : $"{loop.Turns}")};");
                    break;
                case CountTurn turn:
                    code.Line($"if (++registers[{ScanPlan.Loop(turn.Loop)}] > {turn.Maximum ?? scan.Protocol.Limits.Items})");
                    GotoInvalid();
                    break;
                case EndBoundedRun run:
                    var length = $"position - registers[{ScanPlan.Loop(run.Loop)}]";
                    code.Line(run.Maximum is null ? $"if ({length} < {run.Minimum})" : run.Minimum <= 1 ? $"if ({length} > {run.Maximum})" : $"if ({length} is < {run.Minimum} or > {run.Maximum})");
                    GotoInvalid();
                    break;
            }
        }

        foreach (var label in operations.OfType<EndLabel>().Where(end => scan.Message.Labels.Any(label => label.IsList && label.Name == end.Label)))
        {
            using (code.Block($"if (stop == {ScanPlan.End(label.Label)})"))
            {
                code.Line(target is null ? "cursor.State = ScanCursor.Complete;" : $"cursor.State = {target};");
                code.Line(consumes ? "cursor.Position = position + 1;" : "cursor.Position = position;");
                code.Line("return OperationStatus.Done;");
            }

            code.Line();
        }
    }

    private void EmitComparison(EndReference reference)
    {
        var octets = $"source[registers[{_plan.ReferenceStart(reference.Occurrence)}]..position]";
        var own = scan.Message.Labels.FirstOrDefault(label => label.Name == reference.Name);
        var kind = own?.Kind ?? scan.Message.NeededBindings.First(binding => binding.Name == reference.Name).Kind;
        string difference;
        if (kind == LabelKind.Octets || kind == LabelKind.Decimal && own is not null)
        {
            var expected = own is not null ? $"source[registers[{ScanPlan.Start(own.Name)}]..registers[{ScanPlan.End(own.Name)}]]" : $"bindings.{CSharpNames.Pascal(reference.Name)}.AsSpan()";
            difference = $"!{octets}.SequenceEqual({expected})";
        }
        else
        {
            var expected = own is not null ? $"(long){Value(own.Name)}" : $"bindings.{CSharpNames.Pascal(reference.Name)}";
            difference = $"(long){Number(kind, octets)} != {expected}";
        }

        EmitDifference(difference, own is null);
    }

    private void EmitDifference(string difference, bool isEarlier)
    {
        var guard = scan.CanStop && isEarlier ? "stop < 0 && " : "";
        using (code.Block($"if ({guard}{difference})"))
        {
            code.Line("cursor.State = ScanCursor.WrongValue;");
            code.Line("return OperationStatus.InvalidData;");
        }

        code.Line();
    }

    private void GotoInvalid()
    {
        using (code.Indent())
            code.Line("return OperationStatus.InvalidData;");
    }

    private string Value(string label) =>
        Number(scan.Message.Labels.First(item => item.Name == label).Kind, $"source[registers[{ScanPlan.Start(label)}]..registers[{ScanPlan.End(label)}]]");

    private static string Number(LabelKind kind, string octets) => kind switch
    {
        LabelKind.Decimal => $"WireFormat.DecimalDigits({octets})",
        LabelKind.LittleEndian => $"WireFormat.LittleEndian({octets})",
        LabelKind.BerInteger => $"WireFormat.BerInteger({octets})",
        _ => $"WireFormat.BigEndian({octets})",
    };
}
