using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>Finds the places of a parser where records begin that can be read many octets at once: of those, all is known beforehand that
/// the places would do.</summary>
internal sealed class PlainRecordFinder
{
    private const int MaxEnd = 8;

    /// <summary>How many octets are looked at at once: no record has more, and no repetition in it more turns.</summary>
    private const int MaxRecord = 64;

    private readonly ParserModel _parser;

    /// <summary>The registers of lists within records, at which nothing looks but what reads such a list, and that reads the record
    /// again.</summary>
    private readonly HashSet<string> _ignored;
    private readonly HashSet<string> _counters;

    public PlainRecordFinder(ParserModel parser)
    {
        _parser = parser;
        var lists = parser.Lists.Keys.ToLookup(list => list.IsWithinRecord, list => list.Registers.Split(','));
        _ignored = [.. lists[true].SelectMany(names => names).Except(lists[false].SelectMany(names => names))];
        _counters =
            [.. parser.States.SelectMany(Ways).SelectMany(operations => operations).OfType<CountUp>().Select(count => count.Register)];
    }

    /// <summary>Finds what the records look like that begin in a state.</summary>
    /// <param name="begin">The state.</param>
    /// <returns>That, or null where none is plain.</returns>
    public PlainRecordShape? Find(DfaState begin)
    {
        if (Find(begin, state => state.Id == begin.Id) is not { } shape)
            return null;
        var word = _parser.States[shape.InWord];
        foreach (var (state, way) in WaysFrom(word))
        {
            if (state.Id == begin.Id || way[0].Target != shape.Behind
                || !way.Skip(1).All(step => IsSilent(step.Operations, shape.Alone.Turn))
                || Find(state, IsEnd) is not { } last || !last.IsLike(shape))
                continue;

            // What stands behind a record must tell whether it is the last one.
            var beforeLast = Spellings(way);
            var inLast = _parser.States[last.InWord];
            if (!IsEnd(word, last.End) && !IsPossible(inLast, shape.End) && !IsPossible(inLast, beforeLast))
                return shape with { BeforeLast = beforeLast, Last = last.End };
        }

        return Find(begin, IsEnd) is { } only && only.IsLike(shape) ? shape with { Last = only.End } : shape;
    }

    /// <summary>Finds what the records look like that begin in a state, and lead to another one.</summary>
    private PlainRecordShape? Find(DfaState begin, Func<DfaState, bool> isBehind)
    {
        if (!IsPlain(begin))
            return null;
        foreach (var group in begin.Transitions.Where(transition => transition.Target != begin.Id)
            .GroupBy(transition => (transition.Target, Operation.Text(transition.Operations))))
        {
            var word = _parser.States[group.Key.Target];
            if (!IsPlain(word) || word.Run?.Octets is not { } octets || !ParserTables.IsBlockwise(octets)
                || WaysFrom(word).FirstOrDefault(to => isBehind(to.State)).Way is not { } end
                || end[0].Operations.OfType<StopBehind>().All(stop => stop.List.IsWithinRecord))
                continue;
            var first = group.Aggregate(OctetSet.None, (all, transition) => all | transition.Octets) & octets;
            var turns = group.First().Operations.Concat(end.SelectMany(step => step.Operations)).OfType<CountUp>().ToArray();
            if (turns.Length > 1)
                continue;
            var turn = turns.FirstOrDefault()?.Register;
            var begun = new PlainRecordEffects(_ignored.Concat(_counters).Where(register => register != turn).ToHashSet());
            if (!ParserTables.IsBlockwise(first) || !begun.Add(group.First().Operations, RecordPoint.Start)
                || Ended(begun, end[0], end) is not { } ended)
                continue;
            var shape = new PlainRecordShape(first, octets, Spellings(end), word.Id, end[0].Target)
            {
                Alone = ended,
                WithRest = ended,
                Rest = octets,
                IsBegin = IsBegin(begin),
            };
            shape = WithRest(shape, begun, word, end).FirstOrDefault(other => other.IsUsable) ?? shape;
            if (shape.IsUsable)
                return shape;
        }

        return null;
    }

    private static bool IsPlain(DfaState state) => state is { Depth: 0, IsAccepting: false, Markers.Count: 0 };

    private static byte Spelling(OctetSet octets) => octets.Contains((byte)' ') ? (byte)' ' : octets.First();

    private static IEnumerable<IReadOnlyList<Operation>> Ways(DfaState state) =>
        state.Transitions.Select(transition => transition.Operations)
            .Concat(state.Markers.Select(marker => marker.Operations)).Append(state.AcceptOperations);

    /// <summary>What has been done behind a record; null where that is not known.</summary>
    private static PlainRecordEffects? Ended(PlainRecordEffects before, DfaTransition first, List<DfaTransition> end)
    {
        var ended = before.Copy();
        return ended.Add(first.Operations, RecordPoint.End) && end.Skip(1).All(step => ended.Add(step.Operations, null))
            && ended.List is not null ? ended : null;
    }

    /// <summary>Whether nothing behind a state depends on what was noted before it.</summary>
    private bool IsBegin(DfaState state) => Dfa.Reachable(_parser.States, [state.Id]).Select(id => _parser.States[id])
        .All(next => next.Markers.Count == 0 && !Ways(next).SelectMany(operations => operations)
            .Any(operation => operation is CheckLength or CompareValue { IsEarlier: false }));

    /// <summary>The shortest way from a word to each state that is near.</summary>
    private IEnumerable<(DfaState State, List<DfaTransition> Way)> WaysFrom(DfaState word)
    {
        var ways = new Queue<List<DfaTransition>>([[]]);
        var seen = new HashSet<int> { word.Id };
        while (ways.TryDequeue(out var way))
        {
            var state = way.Count == 0 ? word : _parser.States[way[^1].Target];
            foreach (var next in state.Transitions.Where(transition => transition != word.Run && seen.Add(transition.Target)))
            {
                List<DfaTransition> longer = [.. way, next];
                yield return (_parser.States[next.Target], longer);
                if (longer.Count < MaxEnd && IsPlain(_parser.States[next.Target]))
                    ways.Enqueue(longer);
            }
        }
    }

    private static byte[] Spellings(List<DfaTransition> way) => [.. way.Select(step => Spelling(step.Octets))];

    private static bool IsEnd(DfaState state) =>
        state is { Depth: 0, IsAccepting: true, Markers.Count: 0, Transitions.Count: 0, AcceptOperations.Count: 0 };

    /// <summary>Whether nothing is noted but that there is one more record.</summary>
    private bool IsSilent(IReadOnlyList<Operation> operations, CountUp? turn) => operations.All(operation => operation switch
    {
        NotePosition note => _ignored.Contains(note.Register),
        SetRegister set => _ignored.Contains(set.Register) || _counters.Contains(set.Register),
        CopyRegister copy => _ignored.Contains(copy.To),
        CountUp count => count == turn,
        _ => false,
    });

    private bool IsEnd(DfaState state, IReadOnlyList<byte> octets) => Walk(state, octets) is { IsAccepting: true };

    private bool IsPossible(DfaState state, IReadOnlyList<byte> octets) => Walk(state, octets) is not null;

    private DfaState? Walk(DfaState? state, IReadOnlyList<byte> octets)
    {
        foreach (var octet in octets)
        {
            if (state is null || !IsPlain(state) && !IsEnd(state))
                return state;
            var next = state.Transitions.Find(transition => transition.Octets.Contains(octet));
            state = next is null ? null : _parser.States[next.Target];
        }

        return state;
    }

    /// <summary>The shapes of records that have a rest.</summary>
    private IEnumerable<PlainRecordShape> WithRest(PlainRecordShape shape, PlainRecordEffects begun, DfaState word, List<DfaTransition> end)
    {
        var ways = word.Transitions.Where(way => way != word.Run && !way.Octets.Contains(shape.End[0])
            && IsPlain(_parser.States[way.Target]));
        foreach (var way in ways)
        {
            var separated = begun.Copy();
            var separator = Spelling(way.Octets);
            if (way.Operations.OfType<CountUp>().Any() || !separated.Add(way.Operations, RecordPoint.WordEnd)
                || separated.Known != shape.Alone.Known)
                continue;
            var states = RestOf(_parser.States[way.Target], shape, out var rest);
            if (states.Count == 0 || !ParserTables.IsBlockwise(rest) || !rest.Contains(separator) || !(shape.Word - rest).IsEmpty)
                continue;
            var begins = _parser.States[way.Target].Transitions.Where(next => next.Octets.Overlaps(rest)).ToArray();
            PlainRecordEffects? all = null;
            if (begins.All(first => IsSame(ref all, first)))
                yield return shape with { Separator = separator, Rest = rest, WithRest = all! };

            // Whatever stands in the rest, the same has been done behind it.
            bool IsSame(ref PlainRecordEffects? known, DfaTransition first)
            {
                var inRest = separated.Copy();
                if (!inRest.Add(first.Operations, RecordPoint.RestStart) || inRest.Turn != begun.Turn)
                    return false;
                foreach (var state in states)
                {
                    if (state.Transitions.Where(next => next.Octets.Overlaps(rest)).Any(next => !DoesNothing(inRest, next.Operations)))
                        return false;
                    var last = state.Transitions.Find(next => next.Octets.Contains(shape.End[0]));
                    if (last is null || last.Target != shape.Behind || Ended(inRest, last, end) is not { } ended
                        || !(known ??= ended).Equals(ended))
                        return false;
                }

                var isLast = IsEnd(_parser.States[end[^1].Target]);
                return ResetsCounters([.. begins, .. states.SelectMany(state => state.Transitions)], states, rest, shape, isLast);
            }
        }
    }

    private static bool DoesNothing(PlainRecordEffects before, IReadOnlyList<Operation> operations)
    {
        var after = before.Copy();
        return after.Add(operations, null) && after.Equals(before);
    }

    /// <summary>The states in which a rest may end, whatever it is.</summary>
    /// <param name="begin">The state in which it begins.</param>
    /// <param name="shape">The shape of the record.</param>
    /// <param name="rest">The octets that it may have.</param>
    private List<DfaState> RestOf(DfaState begin, PlainRecordShape shape, out OctetSet rest)
    {
        rest = Usable(begin);
        while (true)
        {
            var set = rest;
            var states = new List<DfaState>();
            var waiting = new Queue<int>(Targets(begin));
            while (waiting.TryDequeue(out var id))
            {
                var state = _parser.States[id];
                if (states.Contains(state))
                    continue;
                states.Add(state);
                foreach (var target in Targets(state))
                    waiting.Enqueue(target);
            }

            rest = states.Aggregate(rest, (common, state) => common & Usable(state));
            if (rest == set)
                return rest.IsEmpty ? [] : states;

            IEnumerable<int> Targets(DfaState state) =>
                state.Transitions.Where(next => next.Octets.Overlaps(set) && !IsNoted(next)).Select(next => next.Target);
        }

        OctetSet Usable(DfaState state) => IsPlain(state)
            ? state.Transitions.Where(next => !IsNoted(next)).Aggregate(OctetSet.None, (all, next) => all | next.Octets)
                - OctetSet.Of(shape.End[0])
            : OctetSet.None;

        bool IsNoted(DfaTransition next) => next.Operations.OfType<StopBehind>().Any(stop => stop.List == shape.List);
    }

    /// <summary>Whether what is counted within a rest begins anew behind it, if anything counts on, and can't be too many.</summary>
    private static bool ResetsCounters(
        IReadOnlyList<DfaTransition> ways, IReadOnlyList<DfaState> states, OctetSet rest, PlainRecordShape shape, bool isLast)
    {
        var end = shape.End[0];
        var counts = ways.Where(way => way.Octets.Overlaps(rest) || way.Octets.Contains(end)).SelectMany(way => way.Operations)
            .OfType<CountUp>().Where(count => count.Register != shape.Alone.Turn?.Register).ToArray();
        foreach (var counter in counts.Select(count => count.Register).Distinct())
        {
            var counted = new HashSet<int>(ways.Where(way => way.Octets.Overlaps(rest) && Last(way, counter) is CountUp)
                .Select(way => way.Target));
            for (var before = -1; before != counted.Count;)
            {
                before = counted.Count;
                foreach (var way in states.Where(state => counted.Contains(state.Id)).SelectMany(state => state.Transitions).ToArray())
                {
                    if (way.Octets.Overlaps(rest) && Last(way, counter) is not SetRegister)
                        counted.Add(way.Target);
                }
            }

            foreach (var state in isLast ? [] : states)
            {
                var last = Last(state.Transitions.First(next => next.Octets.Contains(end)), counter);
                if (last is CountUp || last is null && counted.Contains(state.Id))
                    return false;
            }
        }

        return counts.All(count => count.Maximum >= MaxRecord);
    }

    private static Operation? Last(DfaTransition way, string counter) => way.Operations.LastOrDefault(operation =>
        operation is CountUp count && count.Register == counter || operation is SetRegister { Value: 0 } set && set.Register == counter);
}
