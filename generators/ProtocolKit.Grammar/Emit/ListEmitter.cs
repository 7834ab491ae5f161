using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits what enumerates the values of a list in a text that has been read: it need not check again.</summary>
internal sealed class ListEmitter(CodeWriter code, LabelModel label, Dfa automaton, OctetClasses classes)
{
    private const int MaxSearchedOctets = 5;

    /// <summary>Whether a value may begin at the octet at which another one ends.</summary>
    private readonly bool _beginsAnew = automaton.States.SelectMany(state => state.Transitions.Select(transition => transition.Operations).Append(state.AcceptOperations))
        .Any(operations => operations.SkipWhile(operation => operation is not EndLabel).OfType<BeginLabel>().Any());

    private readonly HashSet<int> _inner = [];
    private readonly HashSet<int> _resumed = [];
    private CodeWriter _body = new();

    public void Emit(string type)
    {
        code.Summary($"Reads every {label.Name} one after the other, without allocation.");
        using (code.Block($"public ref struct {type}"))
        {
            code.Line("private readonly ReadOnlySpan<byte> _octets;");
            code.Line($"private int _place, _position, _start, _end{(_beginsAnew ? ", _nextStart" : "")};");
            foreach (var name in RunClasses())
                code.Line($"private OctetRuns _{OctetClasses.Runs(name)};");
            code.Line();
            code.Line($"internal {type}(ReadOnlySpan<byte> octets) => _octets = octets;");
            code.Line();
            code.Summary($"The {label.Name} that was moved to.");
            var (valueType, value) = MessageEmitter.Typed(label, "_octets[_start.._end]");
            code.Line($"public readonly {valueType} Current => {value};");
            code.Line();
            code.Summary("Begins to enumerate.");
            code.Line($"public readonly {type} GetEnumerator() => this;");
            code.Line();
            code.Summary($"Moves on to the next {label.Name}.");
            using (code.Block("public bool MoveNext()"))
                EmitMoveNext();
        }
    }

    private IEnumerable<string> RunClasses() => FindPlaces()
        .Where(state => Passed(state).Octets == 0)
        .SelectMany(state => state.Transitions.Where(transition => transition.Target == state.Id && transition.Operations.Count == 0 && OctetClasses.IsBlockwise(transition.Octets))
            .Select(transition => classes.Class(transition.Octets, state.Context)))
        .Distinct();

    private void EmitMoveNext()
    {
        var places = FindPlaces();
        using (_body.Indent())
        {
            foreach (var state in places)
                EmitPlace(state);
        }

        code.Line("var octets = _octets;");
        code.Line("var position = _position;");
        using (code.Block("switch (_place)"))
        {
            foreach (var state in places.Concat(automaton.States.Where(EndsWithValue)).Where(state => _resumed.Contains(state.Id)))
            {
                code.Line($"case {state.Id}:");
                using (code.Indent())
                    code.Line($"goto {Name(state.Id)};");
            }

            code.Line($"case {End}:");
            using (code.Indent())
                code.Line("return false;");
        }

        code.Line();
        var text = _body.ToString().TrimEnd();
        foreach (var line in text.Split('\n').Where(line => !IsUnusedLabel(line, text)))
            code.Raw(line);
        foreach (var state in automaton.States.Where(EndsWithValue))
        {
            code.Line();
            code.Label(Name(state.Id));
            EmitOperations(code, state.AcceptOperations);
            code.Line($"_place = {End};");
            code.Line("return true;");
        }

        if (!_body.ToString().Contains("goto End;", StringComparison.Ordinal))
            return;
        code.Line();
        code.Label("End");
        code.Line($"_place = {End};");
        code.Line("return false;");
    }

    /// <summary>The number of the place behind the last value.</summary>
    private int End => automaton.States.FirstOrDefault(state => state.IsAccepting && !EndsWithValue(state))?.Id ?? automaton.States.Count;

    /// <summary>Whether the message ends with a value.</summary>
    private static bool EndsWithValue(DfaState state) => state.IsAccepting && state.AcceptOperations.OfType<EndLabel>().Any();

    private bool IsUnusedLabel(string line, string text) => line is [.., ':'] && line[0] != ' '
        && !text.Contains($"goto {line[..^1]};", StringComparison.Ordinal)
        && !automaton.States.Any(state => _resumed.Contains(state.Id) && Name(state.Id) == line[..^1]);

    private string Name(int id) => automaton.States[id] is { IsAccepting: true } last ? EndsWithValue(last) ? "Last" + id : "End" : id == 0 ? "Begin" : "Place" + id;

    /// <summary>The places that are not passed over with others.</summary>
    private List<DfaState> FindPlaces()
    {
        var incoming = automaton.States.SelectMany(state => state.Transitions).GroupBy(transition => transition.Target).ToDictionary(group => group.Key, group => group.Count());
        foreach (var transition in automaton.States.SelectMany(state => state.Transitions).Where(EndsValue))
            _resumed.Add(transition.Target);
        foreach (var state in automaton.States)
        {
            if (!_inner.Contains(state.Id))
                Passed(state, inner => _inner.Add(inner), incoming);
        }

        var reached = Reached();
        return [.. automaton.States.Where(state => !state.IsAccepting && !_inner.Contains(state.Id) && reached.Contains(state.Id))];
    }

    /// <summary>The places that something leads to, though others are passed over.</summary>
    private HashSet<int> Reached()
    {
        var reached = new HashSet<int>(_resumed) { 0 };
        var waiting = new Queue<int>(reached);
        while (waiting.TryDequeue(out var id))
        {
            var state = automaton.States[id];
            foreach (var target in Passed(state) is (> 0, var behind) ? [behind] : state.Transitions.Select(transition => transition.Target))
            {
                if (reached.Add(target))
                    waiting.Enqueue(target);
            }
        }

        return reached;
    }

    /// <summary>How many octets are passed over from a place on, whichever they are, and where that leads.</summary>
    private (int Octets, int Target) Passed(DfaState state, Action<int>? passOver = null, Dictionary<int, int>? incoming = null)
    {
        var (octets, current) = (0, state);
        while (current is { IsAccepting: false, Transitions: [{ Operations.Count: 0 } only] } && only.Target != current.Id && octets < automaton.States.Count)
        {
            octets++;
            current = automaton.States[only.Target];
            if (incoming?[current.Id] == 1 && current is { IsAccepting: false, Transitions: [{ Operations.Count: 0 } next] } && next.Target != current.Id && !_resumed.Contains(current.Id))
                passOver!(current.Id);
        }

        return (octets, current.Id);
    }

    private bool EndsValue(DfaTransition transition) => transition.Operations.OfType<EndLabel>().Any();

    private void EmitPlace(DfaState state)
    {
        _body.Line();
        _body.Label(Name(state.Id));
        var (passed, target) = Passed(state);
        if (passed > 0)
        {
            _body.Line($"position += {passed};");
            _body.Line($"goto {Name(target)};");
            return;
        }

        var own = state.Transitions.Find(transition => transition.Target == state.Id && transition.Operations.Count == 0);
        var others = state.Transitions.Where(transition => transition != own).OrderByDescending(transition => transition.Octets.Count).ToArray();
        if (own is not null)
            EmitSearch(state, own.Octets, others);
        _body.Line("if ((uint)position >= (uint)octets.Length)");
        using (_body.Indent())
            _body.Line("goto End;");
        if (others is [var single])
        {
            EmitTransition(single);
            return;
        }

        using (_body.Block("switch (octets[position])"))
        {
            foreach (var transition in others.Skip(1))
            {
                _body.Line($"case {OctetText.Pattern(transition.Octets)}:");
                using (_body.Indent())
                    EmitTransition(transition);
            }

            _body.Line("default:");
            using (_body.Indent())
                EmitTransition(others[0]);
        }
    }

    private void EmitSearch(DfaState state, OctetSet run, DfaTransition[] others)
    {
        if (OctetClasses.IsBlockwise(run))
        {
            var name = classes.Class(run, state.Context);
            _body.Line($"position = _{OctetClasses.Runs(name)}.End(in {name}, octets, position);");
            return;
        }

        var exits = others.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets);
        var search = exits.Count switch
        {
            1 => $"IndexOf({OctetText.Value(exits.Octets().First())})",
            <= 3 => $"IndexOfAny({string.Join(", ", exits.Octets().Select(OctetText.Value))})",
            <= MaxSearchedOctets => $"IndexOfAny({OctetText.Span([.. exits.Octets()])})",
            _ when run.Ranges().ToArray() is [var (first, last)] => $"IndexOfAnyExceptInRange({OctetText.Value(first)}, {OctetText.Value(last)})",
            _ => $"IndexOfAny({OctetText.Span([.. exits.Octets()])})",
        };
        _body.Line($"var run{state.Id} = octets[position..].{search};");
        _body.Line($"if (run{state.Id} < 0)");
        using (_body.Indent())
            _body.Line("goto End;");
        _body.Line($"position += run{state.Id};");
    }

    private void EmitTransition(DfaTransition transition)
    {
        EmitOperations(_body, transition.Operations);
        if (EndsValue(transition))
        {
            _body.Line("_position = position + 1;");
            _body.Line($"_place = {(Name(transition.Target) == "End" ? End : transition.Target)};");
            _body.Line("return true;");
            return;
        }

        _body.Line("position++;");
        _body.Line($"goto {Name(transition.Target)};");
    }

    private void EmitOperations(CodeWriter to, IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is BeginLabel)
                to.Line(_beginsAnew ? "_nextStart = position;" : "_start = position;");
            if (operation is not EndLabel)
                continue;
            if (_beginsAnew)
                to.Line("_start = _nextStart;");
            to.Line("_end = position;");
        }
    }
}
