using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>Puts a message's automaton in terms of registers, so that it can be compared with those of other messages.</summary>
internal sealed class MessageLowering(ProtocolModel protocol, MessageModel message, MessageRegisters registers)
{
    /// <summary>The states, numbered from an offset on.</summary>
    public IEnumerable<DfaState> Lower(int offset)
    {
        foreach (var state in message.Automaton!.States)
        {
            var lowered = new DfaState
            {
                Id = offset + state.Id,
                Context = state.Context,
                Depth = state.Depth,
                IsAccepting = state.IsAccepting,
                AcceptOperations = Lower(state.AcceptOperations),
            };
            lowered.Transitions.AddRange(state.Transitions.Select(transition =>
                transition with { Target = offset + transition.Target, Operations = Lower(transition.Operations) }));
            lowered.Markers.AddRange(state.Markers.Select(marker =>
                new DfaMarkerTransition(Lower(marker.Marker), offset + marker.Target, Lower(marker.Operations))));
            yield return lowered;
        }
    }

    private LabelModel? FindLabel(string id) => registers.Labels.FirstOrDefault(label => label.Id == id);

    private LabelModel Label(string id) => FindLabel(id)!;

    private List<Operation> Lower(IReadOnlyList<Operation> operations)
    {
        var lowered = operations.SelectMany(Lower).ToList();
        return
        [
            // Labels that begin at one place have one register.
            .. lowered.Where((operation, index) => operation is not NotePosition || lowered.IndexOf(operation) == index),
            .. operations.OfType<EndLabel>().Select(end => end.Label).Distinct().Where(label => Label(label).IsList)
                .Select(label => new StopBehind(registers.ListOf(Label(label)))),
        ];
    }

    private IEnumerable<Operation> Lower(Operation operation) => operation switch
    {
        BeginLabel begin => LowerBegin(Label(begin.Label)),
        EndLabel end => LowerEnd(Label(end.Label)),
        ForgetLabel forget => [new SetRegister(registers.End(forget.Label), 0)],
        BeginReference reference => [new NotePosition(registers.ReferenceStart(reference.Occurrence))],
        EndReference reference => [Comparison(reference)],
        BeginLoop loop when registers.BoundedRuns.Contains(loop.Loop) => [new NotePosition(registers.Loop(loop.Loop))],
        BeginLoop loop => [new SetRegister(registers.Loop(loop.Loop), loop.Turns)],
        CountTurn turn => [new CountUp(registers.Loop(turn.Loop), turn.Maximum ?? protocol.Limits.Items)],
        EndBoundedRun run => [new CheckLength(registers.Loop(run.Loop), run.Minimum, run.Maximum)],
        _ => throw new InvalidOperationException($"Nothing is emitted for {operation.GetType().Name}."),
    };

    private IEnumerable<Operation> LowerBegin(LabelModel label) =>
        label.Members.Where(member => member is { IsList: false, MayBeAbsent: true })
            .Select(member => new SetRegister(registers.End(member.Id), 0))
            .Append<Operation>(new NotePosition(registers.Start(label.Id)));

    private IEnumerable<Operation> LowerEnd(LabelModel label)
    {
        var (start, end) = (registers.Start(label.Id), registers.End(label.Id));
        if (registers.ValueStart(label.Id) is var kept && kept != start && registers.ValueEnd(label.Id) == end)
            yield return new CopyRegister(kept, start);
        yield return new NotePosition(registers.End(label.Id));
        foreach (var member in label.Members.Where(member => registers.ValueEnd(member.Id) != registers.End(member.Id)))
        {
            yield return new CopyRegister(registers.ValueStart(member.Id), registers.Start(member.Id));
            yield return new CopyRegister(registers.ValueEnd(member.Id), registers.End(member.Id));
        }

        if (Note(label) is { } note)
            yield return note;
    }

    /// <summary>What notes which known word a value is, or null.</summary>
    private NoteWord? Note(LabelModel label) => label.Words is { } words && message.NotedLabels().Contains(label)
        ? new NoteWord(words.FieldName, registers.Start(label.Id), registers.WordSet(words))
        : null;

    private CompareValue Comparison(EndReference reference)
    {
        var octets = $"source[registers[{registers.ReferenceStart(reference.Occurrence)}]..{{0}}]";
        var own = FindLabel(reference.Name);
        var binding = own is null ? message.NeededBindings.First(binding => binding.Name == reference.Name) : null;
        var kind = own?.Kind ?? binding!.Kind;
        if (reference.Kind is null && (kind == LabelKind.Octets || kind is LabelKind.Decimal or LabelKind.Hexadecimal && own is not null))
        {
            var expected = own is not null ? Octets(own.Id) : $"bindings.{protocol.FieldOf(reference.Name)}.AsSpan()";
            var isEqual = binding is { IgnoresCase: true } ? $"EqualsIgnoreCase({octets}, {expected})"
                : $"{octets}.SequenceEqual({expected})";
            return new CompareValue("!" + isEqual, own is null);
        }

        var number = own is not null ? $"(long){Value(own.Id)}" : Earlier(reference.Name);
        return new CompareValue($"(long){Number(reference.Kind ?? kind, octets)} != {number}", own is null);
    }

    private string Earlier(string name) => $"bindings.{protocol.FieldOf(name)}";

    private Marker Lower(Marker marker) => marker switch
    {
        BeginWithin { Size: BerSize } begin => new BeginPart(null, begin.Depth),
        BeginWithin { Size: ConstantSize size } begin => new BeginPart($"{size.Octets}", begin.Depth),
        BeginWithin { Size: LabelSize size } begin => new BeginPart($"(long){Value(size.Label)}{size.Constant switch
        {
            0 => "",
            < 0 => $" - {-size.Constant}",
            _ => $" + {size.Constant}",
        }}", begin.Depth),
        ReadBerInteger read => Lower(read),
        BeginCount count => new BeginTurns(Value(count.Count), registers.Loop(count.Loop)),
        AnotherTurn turn => new DecideTurn(registers.Loop(turn.Loop), IsAnother: true),
        NoMoreTurns turn => new DecideTurn(registers.Loop(turn.Loop), IsAnother: false),
        _ => marker,
    };

    private ReadInteger Lower(ReadBerInteger read)
    {
        var label = read.Label is null ? null : Label(read.Label);
        var ranges = read.Ranges.Length == 0 ? [] : read.Ranges.Split(' ').Select(range => range.Split(".."))
            .Select(range => range[0] == range[1] ? range[0] : $"(>= {range[0]} and <= {range[1]})").ToArray();
        var own = read.Reference is null ? null : FindLabel(read.Reference);
        return new ReadInteger(
            read.Tag,
            ranges.Length <= 1 ? string.Concat(ranges) : $"({string.Join(" or ", ranges)})",
            label is null ? null : registers.Start(label.Id),
            label is null ? null : registers.End(label.Id),
            label is null ? null : Note(label),
            read.Reference is null ? null : own is null ? Earlier(read.Reference) : $"(long){Value(own.Id)}",
            IsEarlier: read.Reference is not null && own is null,
            label is { IsList: true } ? new StopBehind(registers.ListOf(label)) : null);
    }

    private string Value(string label) => Number(Label(label).Kind, Octets(label));

    /// <summary>The octets of a label that has been read.</summary>
    private string Octets(string label)
    {
        var start = registers.ValueEnd(label) == registers.End(label) ? registers.ValueStart(label) : registers.Start(label);
        return $"source[registers[{start}]..registers[{registers.End(label)}]]";
    }

    private static string Number(LabelKind kind, string octets) => kind switch
    {
        LabelKind.Decimal => $"DecimalDigits({octets})",
        LabelKind.Hexadecimal => $"HexadecimalDigits({octets})",
        LabelKind.LittleEndian => $"LittleEndian({octets})",
        LabelKind.BerInteger => $"BerInteger({octets})",
        _ => $"BigEndian({octets})",
    };
}
