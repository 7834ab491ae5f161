using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit;

/// <summary>The places of a parser.</summary>
internal sealed partial class ScanBody(ScanContext scan, CodeWriter code)
{
    private readonly ScanPlan _plan = scan.Plan;

    private string? _pending;

    /// <summary>Leads on to a place; says nothing where that follows anyway.</summary>
    private void GoTo(int id) => _pending = _plan.Place(id);

    public void Finish()
    {
        if (_pending is not null)
            code.Line($"goto {_pending};");
        _pending = null;
    }

    public void EmitPlace(DfaState state)
    {
        if (_pending is not null && _pending != _plan.Place(state.Id))
            code.Line($"goto {_pending};");
        _pending = null;
        if (state.Id != 0)
            code.Line();
        if (state.Id != 0 || IsTarget(0))
            code.Label(_plan.Place(state.Id));
        if (state.IsAccepting)
            EmitAccept(state);
        else if (_plan.Literal(state) is { } literal)
            EmitLiteral(state, literal);
        else if (_plan.Field(state) is { } field)
            EmitField(state, field);
        else if (state.Markers.Exists(marker => marker.Marker is BeginBer or ReadBerInteger))
            EmitElements(state);
        else if (state.Markers.Count > 0 && state.Markers[0].Marker is not EndWithin)
            EmitMarkers(state);
        else
            EmitChoice(state);
    }

    private bool IsTarget(int id) => _plan.States.Any(state => state.Transitions.Any(t => t.Target == id) || state.Markers.Any(m => m.Target == id));

    private void EmitAccept(DfaState state)
    {
        EmitOperations(state.AcceptOperations, null, consumes: false);
        code.Line("cursor.Position = position;");
        if (_plan.Compares)
        {
            // Only what has the right shape can have a wrong value: another alternative may begin alike.
            using (code.Block("if (cursor.HasWrongValue)"))
            {
                code.Line("cursor.State = ScanCursor.WrongValue;");
                code.Line("return OperationStatus.InvalidData;");
            }

            code.Line();
        }

        code.Line("cursor.State = ScanCursor.Complete;");
        code.Line("return OperationStatus.Done;");
    }

    private void EmitLiteral(DfaState state, IReadOnlyList<DfaState> chain)
    {
        var sets = chain.SkipLast(1).Select(link => link.Transitions[0].Octets).ToArray();
        var octets = sets.Select(set => set.Octets().First()).ToArray();
        var text = OctetText.Expression(octets);
        if (text[0] == '[')
            text = $"(ReadOnlySpan<byte>){text}";
        var rest = scan.Limit == "limit" ? "source[position..limit]" : "source[position..]";
        var ignoresCase = sets.Any(ScanPlan.IsLetter);
        code.Line(ignoresCase ? $"if (!WireFormat.StartsWithIgnoreCase({rest}, {text}))" : $"if (!{rest}.StartsWith({text}))");
        using (code.Block(""))
        {
            code.Line($"state = {state.Id};");
            var isBeginning = ignoresCase ? $"WireFormat.StartsWithIgnoreCase({text}, {rest})" : text[0] == '(' ? $"({text}).StartsWith({rest})" : $"{text}.StartsWith({rest})";
            if (state.Depth > 0)
                isBeginning = $"limit < registers[{_plan.PartEnd(state.Depth)}] && {isBeginning}";
            code.Line($"if ({isBeginning})");
            using (code.Indent())
                code.Line("goto NeedMoreData;");
            code.Line("return OperationStatus.InvalidData;");
        }

        scan.NeedsMore = true;
        code.Line();
        EmitActions(state.Transitions[0].Operations);
        code.Line($"position += {octets.Length};");
        EmitStops(state.Transitions[0].Operations, chain[^1].Id, consumes: false);
        GoTo(chain[^1].Id);
    }

    /// <summary>So many octets, whichever they are.</summary>
    private void EmitField(DfaState state, IReadOnlyList<DfaState> field)
    {
        var octets = field.Count - 1;
        using (code.Block($"if ({scan.Limit} - position < {octets})"))
        {
            if (state.Depth > 0)
            {
                code.Line($"if (registers[{_plan.PartEnd(state.Depth)}] - position < {octets})");
                GotoInvalid();
            }

            code.Line($"state = {state.Id};");
            code.Line("goto NeedMoreData;");
        }

        scan.NeedsMore = true;
        code.Line();
        EmitActions(state.Transitions[0].Operations);
        code.Line($"position += {octets};");
        EmitStops(state.Transitions[0].Operations, field[^1].Id, consumes: false);
        GoTo(field[^1].Id);
    }

    private void EmitMarkers(DfaState state)
    {
        var first = state.Markers[0];
        switch (first.Marker)
        {
            case BeginWithin begin:
                EmitBegin(state, begin, first.Operations);
                EmitStops(first.Operations, first.Target, consumes: false);
                code.Line($"limit = Math.Min(source.Length, registers[{_plan.PartEnd(begin.Depth)}]);");
                GoTo(first.Target);
                break;
            case BeginCount count:
                EmitActions(first.Operations);
                code.Line($"if ({Value(count.Count)} > {scan.Protocol.Limits.Items})");
                GotoInvalid();
                code.Line($"registers[{_plan.Loop(count.Loop)}] = (int){Value(count.Count)};");
                EmitStops(first.Operations, first.Target, consumes: false);
                GoTo(first.Target);
                break;
            default:
                EmitTurns(state);
                break;
        }
    }

    private void EmitChoice(DfaState state)
    {
        var own = state.Transitions.Find(transition => transition.Target == state.Id && transition.Operations.Count == 0);
        var others = state.Transitions.Where(transition => transition != own).ToArray();
        if (own is not null)
            EmitRun(state, own.Octets);
        EmitEndOfPart(state);
        if (own is null && others.Length == 0)
        {
            GotoInvalidHere();
            return;
        }

        var isAll = own is not null && own.Octets == OctetSet.All;
        if (isAll)
        {
            code.Line($"state = {state.Id};");
            code.Line("goto NeedMoreData;");
            scan.NeedsMore = true;
            return;
        }

        using (code.Block($"if ((uint)position >= (uint){scan.Limit})"))
        {
            EmitPartTooShort(state);
            code.Line($"state = {state.Id};");
            code.Line("goto NeedMoreData;");
        }

        scan.NeedsMore = true;
        code.Line();
        EmitCases(others);
    }

    private void GotoInvalidHere() => code.Line("return OperationStatus.InvalidData;");

    private void EmitCases(DfaTransition[] transitions)
    {
        if (transitions is [var only])
        {
            var expected = OctetText.Pattern(only.Octets);
            if (only.Octets == OctetSet.All)
            {
                EmitOperations(only.Operations, only.Target, consumes: true);
                code.Line("position++;");
                GoTo(only.Target);
                return;
            }

            if (OctetText.MaskTest(only.Octets, "source[position]") is { } mask)
                code.Line($"if ({mask.Replace("==", "!=", StringComparison.Ordinal)})");
            else
                code.Line(expected.Contains(" or ", StringComparison.Ordinal) ? $"if (source[position] is not ({expected}))" : $"if (source[position] is not {expected})");
            GotoInvalid();
            EmitOperations(only.Operations, only.Target, consumes: true);
            code.Line("position++;");
            GoTo(only.Target);
            return;
        }

        if (transitions.Length == 0)
        {
            code.Line("return OperationStatus.InvalidData;");
            return;
        }

        var accepted = transitions.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets);
        var shared = Shared(transitions);
        if (shared.Count > 0)
        {
            if (accepted != OctetSet.All)
            {
                code.Line($"if (source[position] is not ({OctetText.Pattern(accepted)}))");
                GotoInvalid();
            }

            EmitActions(shared);
        }

        using (code.Block(shared.Count > 0 ? "switch (source[position++])" : "switch (source[position])"))
        {
            foreach (var transition in transitions.OrderBy(transition => transition.Octets.Count).ThenBy(transition => transition.Octets.Octets().First()))
            {
                var single = transition.Octets.Ranges().Count() > 4 ? null : OctetText.Pattern(transition.Octets);
                code.Line(single is null && OctetText.MaskTest(transition.Octets, "octet") is { } mask ? $"case var octet when {mask}:" : single is not null ? $"case {single}:" : $"case var octet when {scan.Classes.Method(transition.Octets, _plan.States[transition.Target].Context)}(octet):");
                using (code.Indent())
                {
                    if (shared.Count == 0)
                    {
                        EmitOperations(transition.Operations, transition.Target, consumes: true);
                        code.Line("position++;");
                    }

                    code.Line($"goto {_plan.Place(transition.Target)};");
                }
            }

            if (accepted == OctetSet.All)
                return;
            code.Line("default:");
            using (code.Indent())
                code.Line("return OperationStatus.InvalidData;");
        }
    }

    /// <summary>What is done whichever octet comes, where that is the same; a value of a list is none of it, as parsing may stop behind it.</summary>
    private IReadOnlyList<Operation> Shared(DfaTransition[] transitions)
    {
        var first = transitions[0].Operations;
        var isShared = transitions.All(transition => transition.Operations.SequenceEqual(first) && transition.Octets.Ranges().Count() <= 4)
            && !first.OfType<EndLabel>().Any(end => scan.IsStop(end.Label));
        return isShared ? first : [];
    }

    /// <summary>Skips a run of octets that lead back to the same place.</summary>
    private void EmitRun(DfaState state, OctetSet set)
    {
        code.Line($"// *( {OctetText.Abnf(set)} )");
        if (set == OctetSet.All)
        {
            code.Line($"position = {scan.Limit};");
            return;
        }

        // What has been classified holds as long as the end of what may be read stays the same.
        if (!scan.Plan.HasParts && OctetClasses.IsBlockwise(set))
        {
            var name = scan.Classes.Class(set, state.Context);
            scan.RunClasses.Add(name);
            code.Line($"position = {OctetClasses.Runs(name)}.End(in {name}, source, position);");
            return;
        }

        code.Line($"while ((uint)position < (uint){scan.Limit} && source[position] is {OctetText.Pattern(set)})");
        using (code.Indent())
            code.Line("position++;");
    }
}
