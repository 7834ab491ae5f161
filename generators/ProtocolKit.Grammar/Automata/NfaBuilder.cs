namespace ProtocolKit.Grammar.Automata;

/// <summary>Thompson's construction. A repetition with a large bound becomes a loop with a counter, never a copy per turn.</summary>
internal sealed class NfaBuilder
{
    /// <summary>Up to this many copies a bound is spelled out in states, which keeps it exact among alternatives.</summary>
    public const int MaxCopies = 16;

    /// <summary>A fixed number of turns is spelled out up to here.</summary>
    public const int MaxSpelledTurns = 128;

    private readonly Nfa _nfa = new();
    private readonly string[]? _onlyLabels;
    private readonly bool _readsElements;
    private readonly bool _isTrusted;
    private readonly Stack<string> _context = new();
    private readonly Stack<string> _open = new();
    private int _depth;

    private NfaBuilder(string[]? onlyLabels, bool readsElements, bool isTrusted)
    {
        _isTrusted = isTrusted;
        _onlyLabels = onlyLabels;
        _readsElements = readsElements;
    }

    /// <param name="pattern">What to read.</param>
    /// <param name="onlyLabels">The labels whose places matter, or null for all.</param>
    /// <param name="readsElements">Whether BER elements are read as such, with a marker each: shorter code, but not to be compared octet
    /// by octet.</param>
    /// <param name="isTrusted">Whether the octets are known to match, so that nothing is counted or compared.</param>
    public static Nfa Build(Pattern pattern, string[]? onlyLabels = null, bool readsElements = false, bool isTrusted = false)
    {
        var builder = new NfaBuilder(onlyLabels, readsElements, isTrusted);
        builder._nfa.Start = builder.NewState();
        builder._nfa.Accept = builder.Add(pattern, builder._nfa.Start);
        return builder._nfa;
    }

    private int NewState()
    {
        _nfa.Edges.Add([]);
        _nfa.Context.Add(_context.TryPeek(out var name) ? name : "");
        _nfa.Open.Add([.. _open]);
        return _nfa.Edges.Count - 1;
    }

    private int Step(int from, NfaEdge edge)
    {
        _nfa.Edges[from].Add(edge);
        return edge.Target;
    }

    private int Do(int from, Operation operation) =>
        _isTrusted && operation is not (BeginLabel or EndLabel) ? from : Step(from, new NfaEdge(NewState(), Operation: operation));

    private int Mark(int from, Marker marker) => Step(from, new NfaEdge(NewState(), Marker: marker));

    private void Jump(int from, int to) => _nfa.Edges[from].Add(new NfaEdge(to));

    private int Add(Pattern pattern, int from)
    {
        switch (pattern)
        {
            case OctetPattern octet:
                return Step(from, new NfaEdge(NewState(), octet.Set));
            case SequencePattern sequence:
                return sequence.Items.Aggregate(from, (state, item) => Add(item, state));
            case ChoicePattern choice:
                var end = NewState();
                foreach (var option in _readsElements ? BerElements.Join(choice.Options) : choice.Options)
                {
                    // An entry of its own per option: a loop in one must not be entered from another.
                    var entry = NewState();
                    Jump(from, entry);
                    Jump(Add(option, entry), end);
                }

                return end;
            case RepeatPattern repeat:
                return AddRepeat(repeat, from);
            case DifferencePattern difference:
                return AddDifference(difference, from);
            case NamedPattern named:
                return InContext(named.Rule, () => Add(named.Item, from));
            case NumberPattern number:
                return Add(number.Item, from);
            case BerPattern ber when _readsElements && BerElements.AsInteger(ber) is { } integer:
                return Mark(from, integer);
            case BerPattern ber when _readsElements:
                _depth++;
                var contents = Mark(from, new BeginBer(ber.Tag, _depth));
                var behind = Mark(Add(ber.Body, contents), new EndWithin(_depth));
                _depth--;
                return behind;
            case BerIntegerPattern several:
                return Mark(from, several.Marker);
            case BerPattern ber:
                return Add(new WithinPattern(new BerSize(), ber.Body), Step(from, new NfaEdge(NewState(), OctetSet.Of(ber.Tag))));
            case CapturePattern capture when _onlyLabels is not null && !_onlyLabels.Contains(capture.Label):
                return InContext(capture.Label, () => Add(capture.Item, from));
            case CapturePattern capture:
                return InContext(capture.Label, () => AddCapture(capture, from));
            case ReferencePattern reference:
                var occurrence = _nfa.References.Count;
                _nfa.References.Add(reference.Name);
                return InContext("$" + reference.Name, () =>
                    Do(Add(reference.Shape, Do(from, new BeginReference(occurrence))),
                        new EndReference(occurrence, reference.Name, Binding.LabelKinds.Number(reference.Shape)?.Kind)));
            case WithinPattern { Size: ConstantSize { Octets: <= MaxSpelledTurns } size,
                Body: RepeatPattern { Minimum: 0, Maximum: null, Item: OctetPattern { Set: var set } } } when !_readsElements
                && set == OctetSet.All:
                return Enumerable.Range(0, size.Octets).Aggregate(from, (state, _) => Step(state, new NfaEdge(NewState(), set)));
            case WithinPattern within:
                _depth++;
                var body = Mark(from, new BeginWithin(within.Size, _depth));
                var after = Mark(Add(within.Body, body), new EndWithin(_depth));
                _depth--;
                return after;
            case PaddedPattern padded:
                return AddPadded(padded, from);
            case CountedPattern counted:
                var loop = _nfa.LoopCount++;
                var head = Mark(from, new BeginCount(counted.Count, loop));
                Jump(Add(counted.Item, Mark(head, new AnotherTurn(loop))), head);
                return Mark(head, new NoMoreTurns(loop));
            default:
                throw new InvalidOperationException($"No automaton for {pattern.GetType().Name}.");
        }
    }

    private int AddCapture(CapturePattern capture, int from)
    {
        _open.Push(capture.Label);
        var end = Add(capture.Item, Do(from, new BeginLabel(capture.Label)));
        _open.Pop();
        return Do(end, new EndLabel(capture.Label));
    }

    private int InContext(string name, Func<int> add)
    {
        _context.Push(name);
        var state = add();
        _context.Pop();
        return state;
    }

    private int AddDifference(DifferencePattern difference, int from)
    {
        var states = difference.Places.Select(_ => NewState()).ToArray();
        var end = NewState();
        Jump(from, states[0]);
        for (var place = 0; place < states.Length; place++)
        {
            foreach (var (octets, target) in difference.Places[place].Ways)
                _nfa.Edges[states[place]].Add(new NfaEdge(states[target], octets));
            if (difference.Places[place].IsAccepting)
                Jump(states[place], end);
        }

        return end;
    }

    /// <summary>The states of the item once for each length that it can have beyond a multiple.</summary>
    private int AddPadded(PaddedPattern padded, int from)
    {
        var first = _nfa.Edges.Count;
        var start = NewState();
        Jump(from, start);
        var end = Add(padded.Item, start);
        var count = _nfa.Edges.Count - first;
        var edges = _nfa.Edges.GetRange(first, count);
        var copies = new int[padded.Multiple];
        for (var length = 0; length < copies.Length; length++)
        {
            copies[length] = length == 0 ? first : _nfa.Edges.Count;
            for (var state = 0; length > 0 && state < count; state++)
                _nfa.Copy(first + state);
        }

        for (var length = 0; length < copies.Length; length++)
        {
            for (var state = 0; state < count; state++)
            {
                _nfa.Edges[copies[length] + state] = [.. edges[state].Select(edge => edge with
                {
                    Target = copies[edge.Octets is null ? length : (length + 1) % copies.Length] + edge.Target - first,
                })];
            }
        }

        var behind = NewState();
        var rest = behind;
        for (var missing = 0; missing < copies.Length; missing++)
        {
            if (missing > 0)
            {
                var before = NewState();
                Step(before, new NfaEdge(rest, OctetSet.All));
                rest = before;
            }

            Jump(copies[(copies.Length - missing) % copies.Length] + end - first, rest);
        }

        return behind;
    }

    private int AddRepeat(RepeatPattern repeat, int from)
    {
        var isClass = IsClass(repeat.Item);
        var minimum = repeat.Minimum;
        if (IsBoundedRun(repeat))
            return AddBoundedRun(repeat.Item, minimum, repeat.Maximum, from);

        var state = from;
        if (minimum > MaxSpelledTurns)
            throw new InvalidOperationException("A repetition has too many turns to be spelled out.");
        for (var turn = 0; turn < minimum; turn++)
            state = Add(repeat.Item, state);
        return repeat.Maximum is int maximum && maximum - minimum <= MaxCopies
            ? AddOptionalTurns(repeat.Item, maximum - minimum, state)
            : AddLoop(repeat.Item, isClass, minimum, repeat.Maximum, state);
    }

    /// <summary>The length of the run is checked at its end; one turn is spelled out where one is asked for, so that it is not left
    /// out.</summary>
    private int AddBoundedRun(Pattern item, int minimum, int? maximum, int from)
    {
        var loop = _nfa.LoopCount++;
        var head = NewState();
        var begun = Do(from, new BeginLoop(loop, 0));
        Jump(minimum > 0 ? Add(item, begun) : begun, head);
        Jump(Add(item, head), head);
        return Do(head, new EndBoundedRun(loop, minimum, maximum));
    }

    private int AddOptionalTurns(Pattern item, int turns, int from)
    {
        var end = NewState();
        var state = from;
        for (var turn = 0; turn < turns; turn++)
        {
            Jump(state, end);
            state = Add(item, state);
        }

        Jump(state, end);
        return end;
    }

    private int AddLoop(Pattern item, bool isClass, int turns, int? maximum, int from)
    {
        if (isClass && maximum is null)
        {
            var run = NewState();
            Jump(from, run);
            Jump(Add(item, run), run);
            var behind = NewState();
            Jump(run, behind);
            return behind;
        }

        var loop = _nfa.LoopCount++;
        var head = NewState();
        Jump(Do(from, new BeginLoop(loop, turns)), head);
        Jump(Do(Add(item, head), new CountTurn(loop, maximum)), head);
        var end = NewState();
        Jump(head, end);
        return end;
    }

    /// <summary>Whether a repetition takes a few states, however many turns it has: octets of a class that are counted, or not even
    /// that.</summary>
    internal static bool IsRun(RepeatPattern repeat) =>
        IsClass(repeat.Item) && (IsBoundedRun(repeat) || repeat is { Minimum: <= 1, Maximum: null });

    private static bool IsBoundedRun(RepeatPattern repeat) =>
        IsClass(repeat.Item) && (repeat.Minimum > MaxCopies || repeat.Maximum > MaxCopies)
            && (repeat.Minimum != repeat.Maximum || repeat.Minimum > MaxSpelledTurns);

    internal static bool IsClass(Pattern pattern) => pattern switch
    {
        OctetPattern => true,
        NamedPattern named => IsClass(named.Item),
        SequencePattern { Items.Count: 1 } sequence => IsClass(sequence.Items[0]),
        ChoicePattern choice => choice.Options.All(IsClass),
        _ => false,
    };
}
