using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>Emits the places of a parser: each is a case of one switch, so that a parser that was left there goes on there.</summary>
internal sealed partial class PlaceEmitter(CodeWriter code, ParserModel parser, LimitsModel limits, ParserTables tables)
{
    private readonly ParserLayout _layout = new(parser);
    private readonly PlainRecordFinder _records = new(parser);
    private readonly HashSet<int> _targets = [];
    private readonly HashSet<int> _stops = [];
    private string? _pending;

    /// <summary>The last statements of a place, with which the way on from there stands on a line.</summary>
    private string _last = "";

    /// <summary>Whether a variable for the octet at a place is needed; known when all has been emitted.</summary>
    public bool NeedsOctet { get; private set; }

    /// <summary>Whether a variable for the beginning of an element's contents is needed; known when all has been emitted.</summary>
    public bool NeedsStart { get; private set; }

    /// <summary>Whether a variable for a number is needed; known when all has been emitted.</summary>
    public bool NeedsNumber { get; private set; }

    /// <summary>Whether a variable for the beginning of a header is needed; known when all has been emitted.</summary>
    public bool NeedsBegin { get; private set; }

    /// <summary>The sets whose runs are found block by block, by the names of their variables; known when all has been emitted.</summary>
    public SortedSet<string> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the register is needed in which a word begins.</summary>
    public bool LooksUp => _layout.LooksUp;

    /// <summary>The C# expression of where the part ends in which a state is.</summary>
    private static string PartEnd(DfaState state) => $"registers[{MessageRegisters.PartEnd(state.Depth)}]";

    /// <summary>The argument that tells where that is; nothing outside of parts.</summary>
    private static string PartEndArgument(DfaState state) => state.Depth == 0 ? "" : $", {PartEnd(state)}";

    private static string Source(DfaState state) => state.Depth == 0 ? "source" : $"UpTo(source, {PartEnd(state)})";

    private static string OctetAt(DfaState state, string position) => $"OctetAt(source, {position}{PartEndArgument(state)})";

    /// <summary>Emits all places.</summary>
    public void Emit()
    {
        foreach (var state in _layout.Places)
        {
            if (_layout.Trie(state) is { } trie)
            {
                _targets.UnionWith(trie.Words.Select(word => word.End));
                continue;
            }

            if (_layout.Literal(state) is { } literal)
                _targets.Add(literal[^1].Id);
            if (_layout.Field(state) is { } field)
                _targets.Add(field[^1].Id);
            // What is compared at once is left behind its last octet.
            var behind = (_layout.Literal(state) ?? _layout.Field(state))?[^1].Id;
            foreach (var (target, operations) in Steps(state))
            {
                _targets.Add(target);
                if (operations.Any(operation => operation is StopBehind))
                    _stops.UnionWith(behind is { } last && target != state.Id ? [target, last] : [target]);
            }
        }

        foreach (var state in _layout.Places)
            EmitPlace(state);
        Flush(null);
    }

    private IEnumerable<(int Target, IReadOnlyList<Operation> Operations)> Steps(DfaState state) =>
        state.Transitions.Select(transition => (transition.Target, transition.Operations))
            .Concat(state.Markers.Select(marker => marker.Marker switch
        {
            ReadInteger { Stop: { } stop } => (marker.Target, [.. marker.Operations, stop]),
            BeginBer when _layout.Contents(marker.Target) is { } contents => (contents.Target, [.. marker.Operations, .. contents.AtEnd]),
            _ => (marker.Target, marker.Operations),
        }));

    private bool IsBegin(DfaState state) => parser.Messages.Any(item => item.Begin == state.Id);

    /// <summary>Whether a parser can be left at a place: to wait there for octets, or behind a value of a list.</summary>
    private bool IsResumed(DfaState state) => state.IsAccepting
        ? _stops.Contains(state.Id) && state.AcceptOperations.Count > 0
        : IsBegin(state) || _stops.Contains(state.Id) || state.Transitions.Count > 0
            || state.Markers.Exists(marker => marker.Marker is EndWithin or BeginBer or ReadInteger or BeginPart { Size: null });

    private void EmitPlace(DfaState state)
    {
        Flush(IsResumed(state) ? null : _layout.Name(state.Id));
        var name = _targets.Contains(state.Id) ? _layout.Name(state.Id) : "";
        var place = $"case {_layout.Number(state.Id)}";
        code.Label(!IsResumed(state) ? name : name.Length == 0 ? place : $"{place}: {name}");

        if (state.IsAccepting)
        {
            Do(Actions(state.AcceptOperations), null, "position", StopsOf(state.AcceptOperations, "ScanCursor.Complete"));
            code.Line("return cursor.Accept(position);");
        }
        else if (_layout.Trie(state) is { } trie)
        {
            EmitTrie(state, trie);
        }
        else if (_layout.Run(state) is { } run)
        {
            EmitWordRun(state, run);
        }
        else if (_layout.Counted(state) is { } counted)
        {
            EmitCountedRun(state, counted);
        }
        else if (_layout.Literal(state) is { } literal)
        {
            EmitLiteral(state, literal);
        }
        else if (_layout.Field(state) is { } field)
        {
            EmitField(state, field);
        }
        else if (state.Markers.Exists(marker => marker.Marker is BeginBer or ReadInteger))
        {
            EmitElements(state);
        }
        else if (state.Markers.Count > 0 && state.Markers[0].Marker is not EndWithin)
        {
            EmitMarker(state);
        }
        else
        {
            EmitChoice(state);
        }
    }

    /// <summary>Leads on to a place; says nothing where that follows in the same case.</summary>
    private void GoTo(int id) => _pending = _layout.Name(id);

    private void Flush(string? next)
    {
        var goTo = _pending is not null && _pending != next ? $"goto {_pending};" : "";
        if (_last.Length > 0 && code.HasRoom($"{_last} {goTo}"))
        {
            code.Wrapped($"{_last} {goTo}".TrimEnd());
            goTo = "";
        }
        else if (_last.Length > 0)
        {
            code.Wrapped(_last);
        }

        if (goTo.Length > 0)
            code.Line(goTo);
        (_pending, _last) = (null, "");
    }

    /// <summary>The statement that leaves the parser: for more octets, or because the one before the position is wrong.</summary>
    private string Stop(DfaState state, string position = "position") =>
        $"return cursor.Stop({_layout.Number(state.Id)}, {position}{PartEndArgument(state)});";

    private void EmitLiteral(DfaState state, IReadOnlyList<DfaState> chain)
    {
        if (state.Run is { } own)
            EmitRun(state, own.Octets);
        var octets = chain.SkipLast(1).Select(link => ParserLayout.Link(link)!.Octets).ToArray();
        var text = OctetText.Span([.. octets.Select(set => set == ParserLayout.Digit ? ParserLayout.AnyDigit : set.First())]);
        var skip = octets.Any(set => set == ParserLayout.Digit) ? "SkipForm"
            : octets.Any(SpelledWord.IsLetter) ? "SkipIgnoringCase" : "Skip";
        If(
            $"(position = {skip}({Source(state)}, position, {text})) < 0",
            $"return cursor.StopIn({_layout.Number(state.Id)}, position{PartEndArgument(state)});");
        var step = ParserLayout.Link(state)!.Operations;
        Do(Actions(step), chain[^1].Id, $"position - {octets.Length}", StopsOf(step, chain[^1].Id));
    }

    /// <summary>So many octets, whichever they are.</summary>
    private void EmitField(DfaState state, IReadOnlyList<DfaState> field)
    {
        var octets = field.Count - 1;
        var wait = $"cursor.Wait({_layout.Number(state.Id)}, position)";
        if (state.Depth > 0)
            If($"{PartEnd(state)} - position < {octets}", "return OperationStatus.InvalidData;");
        If($"source.Length - position < {octets}", $"return {wait};");

        var step = state.Transitions[0].Operations;
        Do(Actions(step), field[^1].Id, "position", [$"position += {octets};", .. StopsOf(step, field[^1].Id)]);
    }

    private static DfaTransition[] Others(DfaState state) =>
    [
        .. state.Transitions.Where(transition => transition != state.Run).OrderBy(transition => transition.Octets.Count)
            .ThenBy(transition => transition.Octets.First()),
    ];

    private void EmitChoice(DfaState state)
    {
        var own = state.Run;
        var others = Others(state);
        if (_records.Find(parser.States[state.Id]) is { } shape)
            EmitRecords(state, shape);
        if (own is not null)
            EmitRun(state, own.Octets);
        EmitEndOfPart(state);
        if (own is null && others.Length == 0)
            code.Line("return OperationStatus.InvalidData;");
        else if (others.Length == 0)
            code.Line(own!.Octets == OctetSet.All
                ? $"return cursor.Wait({_layout.Number(state.Id)}, position);" : Stop(state, "position + 1"));
        else
            EmitTransitions(state, others);
    }

    /// <summary>Reads many records at once, as far as they are plain.</summary>
    private void EmitRecords(DfaState state, PlainRecordShape shape)
    {
        var (behind, octets) = _layout.Literal(parser.States[shape.InWord]) is { } end
            ? (_layout.Number(end[^1].Id), end.Count - 1) : (_layout.Number(shape.Behind), 1);
        if (behind == 0 || octets > shape.End.Count)
            return;
        var records = tables.Records(shape, parser, behind, octets, _layout.Number(state.Id), state.Context);
        var read = $"position = {records}.End(ref cursor, source, position)";
        code.Line(shape.Last.Count == 0 ? $"{read};" : $"if (({read}) < 0) return cursor.Accept(~position);");
    }

    private void EmitCountedRun(DfaState state, CountedRun run)
    {
        var isOne = tables.Condition(run.Class, state.Context, OctetAt(state, "position"), isIn: true);
        Guarded("while", $"position < registers[{run.Start}] + {run.Maximum} && {isOne}", "position++;");
        EmitTransitions(
            state, [.. run.Exits.OrderBy(transition => transition.Octets.Count).ThenBy(transition => transition.Octets.First())]);
    }

    private void EmitTransitions(DfaState state, DfaTransition[] transitions)
    {
        var read = OctetAt(state, "position++");
        if (transitions is [var only])
        {
            If(tables.Condition(only.Octets, state.Context, read, isIn: false), Stop(state));
            Do(Actions(only.Operations), only.Target, "position - 1", StopsOf(only.Operations, only.Target));
            return;
        }

        NeedsOctet = true;
        code.Line($"octet = {read};");
        EmitWays(state, transitions, isOneOfThem: false);
    }

    /// <summary>Emits the ways on: first those on which nothing is done, last those that are most. What all others begin with is said
    /// once.</summary>
    /// <param name="state">The state.</param>
    /// <param name="ways">The ways.</param>
    /// <param name="isOneOfThem">Whether the octet is known to lead on one of them.</param>
    private void EmitWays(DfaState state, DfaTransition[] ways, bool isOneOfThem)
    {
        var idle = ways.Where(way => way.Operations.Count == 0).ToArray();
        var others = ways.Where(way => way.Operations.Count > 0).ToArray();
        foreach (var line in Branches(others.Length > 0 || !isOneOfThem ? idle : idle.SkipLast(1)))
            code.Line(line);
        if (others.Length == 0)
        {
            if (isOneOfThem)
                GoTo(idle[^1].Target);
            else
                code.Line(Stop(state));
            return;
        }

        var groups = others.GroupBy(way => Operation.Text(way.Operations)).Select(group => group.ToArray())
            .OrderBy(group => group.Length).ToArray();
        var common = groups.Select(group => group[0].Operations).Aggregate((all, other) =>
            [.. all.Zip(other).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)])
            .TakeWhile(operation => operation is not StopBehind).ToArray();
        if (groups.Length > 1 && common.Length > 0)
        {
            if (!isOneOfThem)
                If(Condition(state, others, isIn: false), Stop(state));
            Lines([.. common.SelectMany(operation => Statement(operation, "position - 1"))]);
            EmitWays(state,
                [.. others.Select(way => way with { Operations = [.. way.Operations.Skip(common.Length)] })], isOneOfThem: true);
            return;
        }

        foreach (var group in groups.SkipLast(1))
            If(Condition(state, group, isIn: true), [.. Statements(group), .. GoTos(group)]);
        if (!isOneOfThem)
            If(Condition(state, groups[^1], isIn: false), Stop(state));
        Lines([.. Statements(groups[^1])], keepsLast: groups[^1].Length == 1);
        foreach (var line in Branches(groups[^1].SkipLast(1)))
            code.Line(line);
        GoTo(groups[^1][^1].Target);
    }

    private string Condition(DfaState state, DfaTransition[] group, bool isIn)
    {
        var context = group.Length > 1 || !isIn ? state.Context : _layout.State(group[0].Target).Context;
        return tables.Condition(group.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets), context, "octet", isIn);
    }

    private string Condition(DfaTransition transition) =>
        tables.Condition(transition.Octets, _layout.State(transition.Target).Context, "octet", isIn: true);

    /// <summary>What is done on each of several ways, which do the same.</summary>
    private List<string> Statements(DfaTransition[] group) =>
    [
        .. Actions(group[0].Operations).SelectMany(operation => Statement(operation, "position - 1")),
        .. StopsOf(group[0].Operations, string.Concat(
            group.SkipLast(1).Select(transition => $"{Condition(transition)} ? {ResumedAt(transition.Target)} : ")
                .Append(ResumedAt(group[^1].Target)))),
    ];

    private IEnumerable<string> Branches(IEnumerable<DfaTransition> transitions) =>
        transitions.Select(transition => $"if ({Condition(transition)}) goto {_layout.Name(transition.Target)};");

    private List<string> GoTos(DfaTransition[] group) => [.. Branches(group.SkipLast(1)), $"goto {_layout.Name(group[^1].Target)};"];

    /// <summary>Skips a run of octets that lead back to the same place.</summary>
    private void EmitRun(DfaState state, OctetSet set)
    {
        if (set == OctetSet.All)
        {
            code.Line($"position = {(state.Depth == 0 ? "source.Length" : $"Math.Min(source.Length, {PartEnd(state)})")};");
        }
        else if (state.Depth == 0 && ParserTables.IsBlockwise(set))
        {
            // What has been classified holds as long as the end of what may be read stays the same. Where a set has one octet more than
            // another one, the blocks of that are used for both.
            var block = _layout.Block(set);
            var name = tables.Name(block, state.Context);
            var variable = CSharpNames.Uncapitalized(name) + "Runs";
            Runs.Add(variable);
            code.Line($"position = {variable}.End(in {ParserTables.ClassName}.{name}, source, position);");
            if (block != set)
            {
                Guarded("while", tables.Condition(set - block, state.Context, OctetAt(state, "position"), isIn: true),
                    $"position = {variable}.End(in {ParserTables.ClassName}.{name}, source, position + 1);");
            }
        }
        else
        {
            Guarded("while", tables.Condition(set, state.Context, OctetAt(state, "position"), isIn: true), "position++;");
        }
    }
}
