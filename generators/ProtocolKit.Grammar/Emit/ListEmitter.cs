using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits how the values of a list, or its records, are found in a text that has been read: nothing is checked again.</summary>
internal sealed class ListEmitter(CodeWriter code, LabelModel label, Dfa automaton, OctetClasses classes)
{
    private const int MaxSearchedOctets = 5;

    /// <summary>Whether a value may begin at the octet at which another one ends.</summary>
    private readonly bool _beginsAnew = automaton.States.SelectMany(state => state.Transitions.Select(transition => transition.Operations).Append(state.AcceptOperations))
        .Any(operations => operations.SkipWhile(operation => operation is not EndLabel end || end.Label != label.Id).OfType<BeginLabel>().Any());

    private readonly HashSet<int> _inner = [];
    private readonly HashSet<int> _resumed = [];
    private CodeWriter _body = new();

    /// <summary>Emits the fields.</summary>
    public void EmitFields()
    {
        code.Line("private int _place, _position;");
        if (label.IsRecord)
            code.Line($"private {label.RecordType}.Places _places{(_beginsAnew ? ", _next" : "")};");
        else
            code.Line($"private int _start, _end{(_beginsAnew ? ", _nextStart" : "")};");
        foreach (var name in RunClasses())
            code.Line($"private OctetRuns _{OctetClasses.Runs(name)};");
    }

    private IEnumerable<string> RunClasses() => FindPlaces()
        .Where(state => Passed(state).Octets == 0)
        .SelectMany(state => state.Transitions.Where(transition => transition.Target == state.Id && transition.Operations.Count == 0 && OctetClasses.IsBlockwise(transition.Octets))
            .Select(transition => classes.Class(transition.Octets, state.Context)))
        .Distinct();

    /// <summary>Emits the body of <c>MoveNext</c>.</summary>
    public void EmitMoveNext()
    {
        var places = FindPlaces();
        using (_body.Indent())
        {
            foreach (var state in places)
                EmitPlace(state);
        }

        code.Line("var octets = _octets;");
        code.Line("var position = _position;");
        if (label.IsRecord && !_beginsAnew)
            code.Line($"int start = 0{string.Concat(Singles().Select(member => $", {Local(member)}Start = 0, {Local(member)}End = 0"))};");
        using (code.Block("switch (_place)"))
        {
            foreach (var state in places.Concat(automaton.States.Where(state => IsLast(state) && EndsWithValue(state))).Where(state => _resumed.Contains(state.Id)))
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
        foreach (var state in automaton.States.Where(state => IsLast(state) && EndsWithValue(state)))
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
    private int End => automaton.States.FirstOrDefault(state => IsLast(state) && !EndsWithValue(state))?.Id ?? automaton.States.Count;

    /// <summary>Whether the octets always end here; those of a record may also end where more could come.</summary>
    private static bool IsLast(DfaState state) => state is { IsAccepting: true, Transitions.Count: 0 };

    /// <summary>Whether a value of the list ends where the octets do.</summary>
    private bool EndsWithValue(DfaState state) => state.IsAccepting && EndsValue(state.AcceptOperations);

    private bool IsUnusedLabel(string line, string text) => line is [.., ':'] && line[0] != ' '
        && !text.Contains($"goto {line[..^1]};", StringComparison.Ordinal)
        && !automaton.States.Any(state => _resumed.Contains(state.Id) && Name(state.Id) == line[..^1]);

    private string Name(int id) => automaton.States[id] is var state && IsLast(state) ? EndsWithValue(state) ? "Last" + id : "End" : id == 0 ? "Begin" : "Place" + id;

    /// <summary>The places that are not passed over with others.</summary>
    private List<DfaState> FindPlaces()
    {
        var incoming = automaton.States.SelectMany(state => state.Transitions).GroupBy(transition => transition.Target).ToDictionary(group => group.Key, group => group.Count());
        foreach (var transition in automaton.States.SelectMany(state => state.Transitions).Where(transition => EndsValue(transition.Operations)))
            _resumed.Add(transition.Target);
        foreach (var state in automaton.States)
        {
            if (!_inner.Contains(state.Id))
                Passed(state, inner => _inner.Add(inner), incoming);
        }

        var reached = Reached();
        return [.. automaton.States.Where(state => !IsLast(state) && !_inner.Contains(state.Id) && reached.Contains(state.Id))];
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

    private bool EndsValue(IEnumerable<Operation> operations) => operations.OfType<EndLabel>().Any(end => end.Label == label.Id);

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
        EmitEndOfOctets(state);
        if (others.Length == 0)
            return;
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

    private void EmitEndOfOctets(DfaState state)
    {
        if (!EndsWithValue(state))
        {
            _body.Line("if ((uint)position >= (uint)octets.Length)");
            using (_body.Indent())
                _body.Line("goto End;");
            return;
        }

        using (_body.Block("if ((uint)position >= (uint)octets.Length)"))
        {
            EmitOperations(_body, state.AcceptOperations);
            _body.Line($"_place = {End};");
            _body.Line("return true;");
        }

        _body.Line();
    }

    private void EmitSearch(DfaState state, OctetSet run, DfaTransition[] others)
    {
        if (OctetClasses.IsBlockwise(run))
        {
            var name = classes.Class(run, state.Context);
            _body.Line($"position = _{OctetClasses.Runs(name)}.End(in {name}, octets, position);");
            return;
        }

        if (run == OctetSet.All)
        {
            _body.Line("position = octets.Length;");
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
        if (EndsWithValue(state))
        {
            _body.Line($"position = run{state.Id} < 0 ? octets.Length : position + run{state.Id};");
            return;
        }

        _body.Line($"if (run{state.Id} < 0)");
        using (_body.Indent())
            _body.Line("goto End;");
        _body.Line($"position += run{state.Id};");
    }

    private void EmitTransition(DfaTransition transition)
    {
        EmitOperations(_body, transition.Operations);
        if (EndsValue(transition.Operations))
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
            if (label.IsRecord)
                EmitOfRecord(to, operation);
            else
                EmitOfValue(to, operation);
        }
    }

    private void EmitOfValue(CodeWriter to, Operation operation)
    {
        if (operation is BeginLabel)
            to.Line(_beginsAnew ? "_nextStart = position;" : "_start = position;");
        if (operation is not EndLabel)
            return;
        if (_beginsAnew)
            to.Line("_start = _nextStart;");
        to.Line("_end = position;");
    }

    private void EmitOfRecord(CodeWriter to, Operation operation)
    {
        switch (operation)
        {
            case BeginLabel begin when begin.Label == label.Id:
                to.Line(_beginsAnew ? "_next = new() { Start = position };" : "start = position;");
                break;
            case BeginLabel begin:
                to.Line($"{Place(begin.Label)}Start = position;");
                break;
            case EndLabel end when end.Label == label.Id && _beginsAnew:
                to.Line("_next.End = position;");
                to.Line("_places = _next;");
                break;
            case EndLabel end when end.Label == label.Id:
                to.Line($"_places = new() {{ Start = start, End = position{string.Concat(Singles().Select(Noted))} }};");
                break;
            case EndLabel end:
                to.Line($"{Place(end.Label)}End = position;");
                break;
            case ForgetLabel forget:
                to.Line($"{Place(forget.Label)}End = 0;");
                break;
        }

        string Noted(LabelModel member) => $", {member.PropertyName}Start = {Local(member)}Start, {member.PropertyName}End = {Local(member)}End";
    }

    private IEnumerable<LabelModel> Singles() => label.Members.Where(member => !member.IsList);

    /// <summary>What the places of a value are noted in until its record ends: variables, or fields where the next record begins before they are taken.</summary>
    private string Place(string id) => label.Members.First(member => member.Id == id) is var member && _beginsAnew ? "_next." + member.PropertyName : Local(member);

    private static string Local(LabelModel member) => CSharpNames.Uncapitalized(member.PropertyName);
}
