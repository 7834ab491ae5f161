using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <content>What is done at a place: positions are noted, turns counted, values compared.</content>
internal sealed partial class PlaceEmitter
{
    private static IReadOnlyList<Operation> Actions(IReadOnlyList<Operation> operations) =>
        [.. operations.Where(operation => operation is not StopBehind)];

    /// <summary>The statement that leaves the parser behind a value of a list that is enumerated, when all of the step has been done; none
    /// where none ends.</summary>
    private IEnumerable<string> StopsOf(IReadOnlyList<Operation> operations, int target) => StopsOf(operations, ResumedAt(target));

    private IEnumerable<string> StopsOf(IReadOnlyList<Operation> operations, string place)
    {
        // All lists whose values end here are told at once: one that is enumerated may stand in a record of another one.
        var lists = operations.OfType<StopBehind>().Select(stop => parser.Lists[stop.List]).ToArray();
        if (lists.Length == 0)
            return [];
        var calls = Enumerable.Range(0, (lists.Length + 1) / 2)
            .Select(pair => $"cursor.Leaves({string.Join(", ", lists.Skip(2 * pair).Take(2))}, {place}, position)");
        return [$"if ({string.Join(" | ", calls)}) return OperationStatus.DestinationTooSmall;"];
    }

    /// <summary>The place at which a parser goes on that has been left behind a value.</summary>
    private string ResumedAt(int target) => _layout.State(target) is { IsAccepting: true, AcceptOperations.Count: 0 }
        ? "ScanCursor.Complete" : $"{_layout.Number(target)}";

    /// <summary>Notes where something begins that is read at once, and may come in parts: what is done there is done when it is
    /// complete.</summary>
    private void KeepBegin(IReadOnlyList<Operation> operations)
    {
        if (operations.Count == 0)
            return;
        NeedsBegin = true;
        code.Line("begin = position;");
    }

    /// <summary>Emits what is done and where it leads.</summary>
    /// <param name="operations">What is done.</param>
    /// <param name="target">Where it leads; null if that is emitted otherwise.</param>
    /// <param name="position">The C# expression of the position at which it is done.</param>
    /// <param name="then">What is done at last.</param>
    private void Do(IReadOnlyList<Operation> operations, int? target, string position, IEnumerable<string>? then = null)
    {
        List<string> statements = [.. operations.SelectMany(operation => Statement(operation, position)), .. then ?? []];
        if (target is { } place)
            GoTo(place);
        Lines(statements, keepsLast: target is not null);
    }

    private void If(string condition, params IReadOnlyList<string> statements) => Guarded("if", condition, statements);

    /// <summary>Writes what is done under a condition: on its line, where there is room.</summary>
    private void Guarded(string keyword, string condition, params IReadOnlyList<string> statements)
    {
        var head = $"{keyword} ({condition})";
        var line = string.Join(' ', statements);
        var whole = statements.Count == 1 ? $"{head} {line}" : $"{head} {{ {line} }}";
        if (code.HasRoom(whole) && !statements.SkipLast(1).Any(IsGuarded))
        {
            code.Line(whole);
            return;
        }

        if (statements.Count > 1)
        {
            using (code.Block(head))
                Lines(statements);
            return;
        }

        code.Wrapped(head);
        using (code.Indent())
            code.Wrapped(line);
    }

    /// <summary>Writes statements, several to a line where there is room.</summary>
    private void Lines(IReadOnlyList<string> statements, bool keepsLast = false)
    {
        var line = "";
        foreach (var statement in statements)
        {
            if (line.Length > 0 && (IsGuarded(statement) || !code.HasRoom($"{line} {statement}")))
            {
                code.Wrapped(line);
                line = "";
            }

            if (IsGuarded(statement))
                Guarded(statement);
            else
                line += line.Length == 0 ? statement : " " + statement;
        }

        if (keepsLast)
            _last = line;
        else if (line.Length > 0)
            code.Wrapped(line);
    }

    private static bool IsGuarded(string statement) => statement.StartsWith("if ", StringComparison.Ordinal);

    private void Guarded(string statement)
    {
        if (code.HasRoom(statement))
        {
            code.Line(statement);
            return;
        }

        var end = statement.LastIndexOf(") ", StringComparison.Ordinal) + 1;
        code.Wrapped(statement[..end]);
        using (code.Indent())
            code.Wrapped(statement[end..].TrimStart());
    }

    private static IEnumerable<string> Statement(Operation operation, string position)
    {
        switch (operation)
        {
            case NotePosition note:
                yield return $"registers[{note.Register}] = {position};";
                break;
            case SetRegister set:
                yield return $"registers[{set.Register}] = {set.Value};";
                break;
            case CopyRegister copy:
                yield return $"registers[{copy.To}] = registers[{copy.From}];";
                break;
            case CountUp count:
                yield return $"if (registers[{count.Register}]++ > {count.Maximum}) return OperationStatus.InvalidData;";
                break;
            case CheckLength check:
                var length = $"{position} - registers[{check.Register}]";
                var isWrong = check.Maximum is null ? $"{length} < {check.Minimum}" : check.Minimum <= 1 ? $"{length} > {check.Maximum}"
                    : $"({length}) is < {check.Minimum} or > {check.Maximum}";
                yield return $"if ({isWrong}) return OperationStatus.InvalidData;";
                break;
            case NoteWord note:
                yield return $"Vocabulary.{note.Words}.Note(source, registers[{note.StartRegister}], {position}, registers, {note.SetRegister});";
                break;
            case CompareValue compare:
                yield return Comparison(compare.Difference.Replace("{0}", Operand(position), StringComparison.Ordinal), compare.IsEarlier);
                break;
            default:
                throw new InvalidOperationException($"Nothing is emitted for {operation.GetType().Name}.");
        }
    }

    private static string Operand(string position) => position.Contains(' ') ? $"({position})" : position;

    private static string Comparison(string difference, bool isEarlier) =>
        $"if ({difference}) cursor.{(isEarlier ? "DiffersFromEarlier" : "HasWrongValue")} = true;";
}
