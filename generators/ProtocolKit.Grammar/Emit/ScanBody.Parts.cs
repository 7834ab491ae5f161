using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit;

/// <content>Parts of known size, BER elements, and counted repetitions.</content>
internal sealed partial class ScanBody
{
    /// <summary>One of several BER elements, told apart by their tags.</summary>
    private void EmitElements(DfaState state)
    {
        EmitEndOfPart(state);
        var elements = state.Markers.Where(marker => marker.Marker is not EndWithin).ToArray();
        if (elements is [var only])
        {
            EmitElement(state, only, $"{state.Id}");
            GoTo(only.Target);
            return;
        }

        using (code.Block($"if ((uint)position >= (uint){scan.Limit})"))
        {
            EmitPartTooShort(state);
            code.Line($"state = {state.Id};");
            code.Line("goto NeedMoreData;");
        }

        code.Line();
        scan.NeedsMore = true;
        using (code.Block("switch (source[position])"))
        {
            foreach (var element in elements)
            {
                var tag = $"{(element.Marker is BeginBer begin ? begin.Tag : ((ReadBerInteger)element.Marker).Tag):X2}";
                code.Line($"case 0x{tag}:");
                using (code.Indent())
                {
                    EmitElement(state, element, $"{state.Id}Of{tag}");
                    code.Line($"goto {_plan.Place(element.Target)};");
                }
            }

            code.Line("default:");
            GotoInvalid();
        }
    }

    /// <param name="state">Where it stands.</param>
    /// <param name="element">The element.</param>
    /// <param name="suffix">What makes the names of its variables unique.</param>
    private void EmitElement(DfaState state, DfaMarkerTransition element, string suffix)
    {
        var outer = OuterEnd(state.Depth);
        var integer = element.Marker as ReadBerInteger;
        // A header may come in parts: what is done before the element is done once it is complete.
        if (element.Operations.Count > 0)
        {
            code.Line("begin = position;");
            scan.NeedsBegin = true;
        }

        code.Line(element.Marker is BeginBer begin
            ? $"status = WireFormat.BeginBer(source, 0x{begin.Tag:X2}, ref position, {outer}, ref registers[{_plan.PartEnd(begin.Depth)}]);"
            : $"status = WireFormat.ReadBerInteger(source, 0x{integer!.Tag:X2}, ref position, {outer}, out {(integer.Label is null ? "_" : "var start" + suffix)}, out {(integer.Ranges.Length > 0 || integer.Reference is not null ? "var number" + suffix : "_")});");
        using (code.Block("if (status != OperationStatus.Done)"))
        {
            code.Line($"state = {state.Id};");
            code.Line("goto NeedMoreData;");
        }

        scan.NeedsMore = true;
        code.Line();
        EmitActions(element.Operations, "begin");
        if (integer is not null)
            EmitInteger(integer, suffix);
        EmitStops(element.Operations, element.Target, consumes: false);
        if (integer is { Label: { } label })
            EmitStop(label, element.Target, consumes: false);
        if (integer is null)
            code.Line($"limit = Math.Min(source.Length, registers[{_plan.PartEnd(((BeginBer)element.Marker).Depth)}]);");
    }

    private void EmitInteger(ReadBerInteger integer, string id)
    {
        if (integer.Ranges.Length > 0)
        {
            var ranges = integer.Ranges.Split(' ').Select(range => range.Split("..")).Select(range => range[0] == range[1] ? range[0] : $"(>= {range[0]} and <= {range[1]})").ToArray();
            code.Line(ranges is [['(', ..]] ? $"if (number{id} is not {ranges[0]})" : ranges.Length == 1 ? $"if (number{id} != {ranges[0]})" : $"if (number{id} is not ({string.Join(" or ", ranges)}))");
            GotoInvalid();
        }

        if (integer.Label is not null)
        {
            code.Line($"registers[{_plan.Start(integer.Label)}] = start{id};");
            code.Line($"registers[{_plan.End(integer.Label)}] = position;");
            EmitNote(scan.Label(integer.Label), $"start{id}", "position");
        }

        if (integer.Reference is null)
            return;
        var own = scan.FindLabel(integer.Reference);
        EmitDifference($"number{id} != {(own is null ? "bindings." + scan.Protocol.FieldOf(integer.Reference) : "(long)" + Value(own.Id))}", own is null);
    }

    private string OuterEnd(int depth) => depth == 0 ? $"{scan.Protocol.Limits.Octets}" : $"registers[{_plan.PartEnd(depth)}]";

    private void EmitTurns(DfaState state)
    {
        var another = state.Markers.Single(marker => marker.Marker is AnotherTurn);
        var none = state.Markers.Single(marker => marker.Marker is NoMoreTurns);
        using (code.Block($"if (registers[{_plan.Loop(((AnotherTurn)another.Marker).Loop)}]-- > 0)"))
        {
            EmitOperations(another.Operations, another.Target, consumes: false);
            code.Line($"goto {_plan.Place(another.Target)};");
        }

        code.Line();
        EmitOperations(none.Operations, none.Target, consumes: false);
        code.Line($"goto {_plan.Place(none.Target)};");
    }

    private void EmitBegin(DfaState state, BeginWithin begin, IReadOnlyList<Operation> operations)
    {
        if (begin.Size is not BerSize)
            EmitActions(operations);
        var outer = OuterEnd(begin.Depth - 1);
        var end = $"ref registers[{_plan.PartEnd(begin.Depth)}]";
        switch (begin.Size)
        {
            case BerSize:
                if (operations.Count > 0)
                {
                    code.Line("begin = position;");
                    scan.NeedsBegin = true;
                }

                using (code.Block($"switch (WireFormat.BeginBer(source, ref position, {outer}, {end}))"))
                {
                    code.Line("case OperationStatus.NeedMoreData:");
                    using (code.Indent())
                    {
                        code.Line($"state = {state.Id};");
                        code.Line("goto NeedMoreData;");
                    }

                    code.Line("case OperationStatus.InvalidData:");
                    using (code.Indent())
                        code.Line("return OperationStatus.InvalidData;");
                }

                scan.NeedsMore = true;
                code.Line();
                EmitActions(operations, "begin");
                break;
            case LabelSize size:
                var constant = size.Constant switch { 0 => "", < 0 => $" - {-size.Constant}", _ => $" + {size.Constant}" };
                code.Line($"if (!WireFormat.TryBeginPart(position, (long){Value(size.Label)}{constant}, {outer}, {end}))");
                GotoInvalid();
                break;
            case ConstantSize size:
                code.Line($"if (!WireFormat.TryBeginPart(position, {size.Octets}, {outer}, {end}))");
                GotoInvalid();
                break;
        }
    }

    private void EmitEndOfPart(DfaState state)
    {
        if (state.Markers.Find(marker => marker.Marker is EndWithin) is not { } end)
            return;
        using (code.Block($"if (position == registers[{_plan.PartEnd(state.Depth)}])"))
        {
            EmitOperations(end.Operations, end.Target, consumes: false);
            code.Line(state.Depth == 1 ? "limit = source.Length;" : $"limit = Math.Min(source.Length, registers[{_plan.PartEnd(state.Depth - 1)}]);");
            code.Line($"goto {_plan.Place(end.Target)};");
        }

        code.Line();
    }

    /// <summary>Where a part ends and more was to come.</summary>
    private void EmitPartTooShort(DfaState state)
    {
        if (state.Depth == 0 || state.Markers.Exists(marker => marker.Marker is EndWithin))
            return;
        code.Line($"if (position == registers[{_plan.PartEnd(state.Depth)}])");
        GotoInvalid();
    }
}
