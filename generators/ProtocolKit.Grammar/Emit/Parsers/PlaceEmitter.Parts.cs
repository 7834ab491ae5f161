using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <content>Parts of known size, BER elements, and counted repetitions.</content>
internal sealed partial class PlaceEmitter
{
    private string OuterEnd(int depth) => depth == 0 ? $"{limits.Octets}" : $"registers[{MessageRegisters.PartEnd(depth)}]";

    /// <summary>The argument that takes where a part ends.</summary>
    private static string SetEnd(int depth) => $"ref registers[{MessageRegisters.PartEnd(depth)}]";

    /// <summary>One of several BER elements, told apart by their tags, or something else that begins with no such tag.</summary>
    private void EmitElements(DfaState state)
    {
        if (state.Run is { } own)
            EmitRun(state, own.Octets);
        EmitEndOfPart(state);
        var elements = state.Markers.Where(marker => marker.Marker is not EndWithin).ToArray();
        if (elements is [var only] && state.Transitions.Count == 0)
        {
            EmitElement(state, only);
            return;
        }

        using (code.Block($"switch ({OctetAt(state, "position")})"))
        {
            foreach (var element in elements)
            {
                code.Line($"case 0x{(element.Marker is BeginBer begin ? begin.Tag : ((ReadInteger)element.Marker).Tag):X2}:");
                using (code.Indent())
                {
                    EmitElement(state, element);
                    Flush(null);
                }
            }

            if (state.Transitions.Count == 0)
                Case("", [Stop(state, "position + 1")]);
        }

        if (state.Transitions.Count > 0)
            EmitTransitions(state, Others(state));
    }

    private void EmitElement(DfaState state, DfaMarkerTransition element)
    {
        KeepBegin(element.Operations);

        var outer = OuterEnd(state.Depth);
        if (element.Marker is ReadInteger integer)
        {
            EmitInteger(state, element, integer, outer);
            return;
        }

        var begin = (BeginBer)element.Marker;
        if (_layout.Contents(element.Target) is { } contents)
        {
            EmitContents(state, element, begin, contents, outer);
            return;
        }

        EmitHeader(state, $"BeginBer(source, 0x{begin.Tag:X2}, position, {outer}, {SetEnd(begin.Depth)})");
        Do(Actions(element.Operations), element.Target, "begin", StopsOf(element.Operations, element.Target));
    }

    /// <summary>Reads an element at once in which nothing is looked at.</summary>
    private void EmitContents(DfaState state, DfaMarkerTransition element, BeginBer begin, BerContents contents, string outer)
    {
        var start = contents.AtBegin.Count == 0 ? "_" : "start";
        NeedsStart |= contents.AtBegin.Count > 0;
        EmitHeader(state, $"ReadBer(source, 0x{begin.Tag:X2}, position, {outer}, out {start})");
        Do([], contents.Target, "position",
        [
            .. Actions(element.Operations).SelectMany(operation => Statement(operation, "begin")),
            .. contents.AtBegin.SelectMany(operation => Statement(operation, start)),
            .. Actions(contents.AtEnd).SelectMany(operation => Statement(operation, "position")),
            .. StopsOf([.. element.Operations, .. contents.AtEnd], contents.Target),
        ]);
    }

    /// <summary>Reads a header, and leaves the parser where it is incomplete or wrong.</summary>
    private void EmitHeader(DfaState state, string call)
    {
        var stop = $"return cursor.StopIn({_layout.Number(state.Id)}, position);";
        var line = $"if ((position = {call}) < 0) {stop}";
        if (code.HasRoom(line))
            code.Line(line);
        else
            code.Lines($"position = {call};\nif (position < 0) {stop}");
    }

    private void EmitInteger(DfaState state, DfaMarkerTransition element, ReadInteger integer, string outer)
    {
        var hasNumber = integer.Ranges.Length > 0 || integer.Expected is not null;
        NeedsStart |= integer.Start is not null;
        NeedsNumber |= hasNumber;
        var (start, number) = (integer.Start is null ? "_" : "start", hasNumber ? "number" : "_");
        EmitHeader(state, $"ReadBerInteger(source, 0x{integer.Tag:X2}, position, {outer}, out {start}, out {number})");
        List<string> statements = [.. Actions(element.Operations).SelectMany(operation => Statement(operation, "begin"))];
        if (integer.Ranges.Length > 0)
            statements.Add($"if (number is not {integer.Ranges}) return OperationStatus.InvalidData;");
        if (integer.Start is not null)
            statements.AddRange([$"registers[{integer.Start}] = start;", $"registers[{integer.End}] = position;"]);
        if (integer.Word is { } word)
            statements.AddRange(Statement(word, "position"));
        if (integer.Expected is not null)
            statements.Add(Comparison($"number != {integer.Expected}", integer.IsEarlier));
        statements.AddRange(StopsOf(integer.Stop is { } stop ? [.. element.Operations, stop] : element.Operations, element.Target));
        Lines(statements);
        GoTo(element.Target);
    }

    private void EmitMarker(DfaState state)
    {
        var first = state.Markers[0];
        switch (first.Marker)
        {
            case BeginPart { Size: null } begin:
                KeepBegin(first.Operations);
                EmitHeader(state, $"BeginBer(source, position, {OuterEnd(begin.Depth - 1)}, {SetEnd(begin.Depth)})");
                Do(Actions(first.Operations), first.Target, "begin", StopsOf(first.Operations, first.Target));
                break;
            case BeginPart begin:
                var fits = $"TryBeginPart(position, {begin.Size}, {OuterEnd(begin.Depth - 1)}, {SetEnd(begin.Depth)})";
                Do(Actions(first.Operations), first.Target, "position",
                [
                    $"if (!{fits}) return OperationStatus.InvalidData;",
                    .. StopsOf(first.Operations, first.Target),
                ]);
                break;
            case BeginTurns turns:
                Do(Actions(first.Operations), first.Target, "position",
                [
                    $"if ({turns.Count} > {limits.Items}) return OperationStatus.InvalidData;",
                    $"registers[{turns.Register}] = (int){turns.Count};",
                    .. StopsOf(first.Operations, first.Target),
                ]);
                break;
            default:
                EmitTurns(state);
                break;
        }
    }

    private void EmitTurns(DfaState state)
    {
        var another = state.Markers.Single(marker => marker.Marker is DecideTurn { IsAnother: true });
        var none = state.Markers.Single(marker => marker.Marker is DecideTurn { IsAnother: false });
        List<string> statements =
        [
            .. Actions(another.Operations).SelectMany(operation => Statement(operation, "position")),
            .. StopsOf(another.Operations, another.Target),
            $"goto {_layout.Name(another.Target)};",
        ];
        If($"registers[{((DecideTurn)another.Marker).Register}]-- > 0", statements);
        Do(Actions(none.Operations), none.Target, "position", StopsOf(none.Operations, none.Target));
    }

    private void EmitEndOfPart(DfaState state)
    {
        if (state.Markers.Find(marker => marker.Marker is EndWithin) is not { } end)
            return;
        If($"position == {PartEnd(state)}",
        [
            .. Actions(end.Operations).SelectMany(operation => Statement(operation, "position")), .. StopsOf(end.Operations, end.Target),
            $"goto {_layout.Name(end.Target)};",
        ]);
    }
}
