using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>A run of a class of octets behind which it is looked up which word it was.</summary>
/// <param name="Class">The class.</param>
/// <param name="Run">The state in which any other word is read.</param>
/// <param name="Words">The words, each with the state that knows what may follow.</param>
/// <param name="Inner">The states within the words.</param>
/// <param name="Begins">The states in which such a word begins.</param>
internal sealed record WordRun(
    OctetSet Class, DfaState Run, IReadOnlyList<SpelledWord> Words, IReadOnlyList<int> Inner, IReadOnlyList<DfaState> Begins)
{
    private const int MinInner = 3;
    private const int MaxSteps = 4000;

    /// <summary>Finds the words that begin at a state.</summary>
    /// <param name="states">All states.</param>
    /// <param name="begin">The state.</param>
    /// <param name="incoming">The states from which each one is entered; -1 for the beginning of a message.</param>
    /// <returns>The words, or null where there are none.</returns>
    public static WordRun? Find(IReadOnlyList<DfaState> states, DfaState begin, IReadOnlyList<HashSet<int>> incoming)
    {
        if (begin is not { IsAccepting: false, Markers.Count: 0 })
            return null;
        foreach (var run in begin.Transitions.Select(transition => states[transition.Target]).Distinct().Where(run => run != begin))
        {
            if (run is { IsAccepting: false, Markers.Count: 0 } && run.Run is { } own
                && Find(states, begin, run, own.Octets, incoming) is { } found)
                return found;
        }

        return null;
    }

    private static WordRun? Find(
        IReadOnlyList<DfaState> states, DfaState begin, DfaState run, OctetSet set, IReadOnlyList<HashSet<int>> incoming)
    {
        if (!IsBegin(begin))
            return null;
        var first = First(begin).ToArray();
        var words = new List<SpelledWord>();
        var inner = new HashSet<int>();
        var steps = 0;
        foreach (var transition in first.Where(transition => transition.Target != run.Id))
        {
            if (!SpelledWord.IsCharacter(transition.Octets)
                || !Walk(states[transition.Target], SpelledWord.Spell("", transition.Octets), SpelledWord.Matters(transition.Octets, null)))
                return null;
        }

        // Nothing but the words may lead into them, from wherever they begin.
        var begins = inner.SelectMany(state => incoming[state]).Where(state => !inner.Contains(state)).Distinct().ToArray();
        return words.Count > 0 && inner.Count >= MinInner
            && begins.All(state => state >= 0 && IsBegin(states[state]) && LeadsAlike(states[state]))
            ? new WordRun(set, run, [.. words.OrderBy(word => word.IsExact)], [.. inner], [.. begins.Select(state => states[state])])
            : null;

        IEnumerable<DfaTransition> First(DfaState state) => state.Transitions.Where(transition => transition.Octets.Overlaps(set));

        bool IsBegin(DfaState state) => state is { IsAccepting: false, Markers.Count: 0 } && First(state).ToArray() is [var one, ..] all
            && !one.Operations.OfType<StopBehind>().Any()
            && Array.TrueForAll(all, transition =>
                (transition.Octets - set).IsEmpty && transition.Operations.SequenceEqual(one.Operations));

        bool LeadsAlike(DfaState state) => First(state).Select(transition => (transition.Octets, transition.Target))
            .SequenceEqual(first.Select(transition => (transition.Octets, transition.Target)));

        bool Walk(DfaState state, string text, bool? isExact)
        {
            inner.Add(state.Id);
            if (state.IsAccepting || state.Markers.Count > 0 || words.Count >= SpelledWord.MaxCount || ++steps > MaxSteps || state == begin)
                return false;
            var rest = set;
            foreach (var transition in state.Transitions.Where(transition => transition.Octets.Overlaps(set)))
            {
                if (transition.Operations.Count > 0 || !(transition.Octets - set).IsEmpty)
                    return false;
                rest -= transition.Octets;
                if (transition.Target == run.Id)
                    continue;
                var exact = SpelledWord.Matters(transition.Octets, isExact);
                if (!SpelledWord.IsCharacter(transition.Octets) || isExact is not null && exact != isExact
                    || !Walk(states[transition.Target], SpelledWord.Spell(text, transition.Octets), exact))
                    return false;
            }

            if (!rest.IsEmpty)
                return false;
            if (!SameExits(state, run, set))
                words.Add(new SpelledWord(text, isExact ?? false, state.Id));
            return true;
        }
    }

    private static bool SameExits(DfaState state, DfaState run, OctetSet set)
    {
        var (own, others) = (Exits(state, set).ToArray(), Exits(run, set).ToArray());
        return own.Length == others.Length && own.Zip(others).All(pair => pair.First.Octets == pair.Second.Octets
            && pair.First.Target == pair.Second.Target && pair.First.Operations.SequenceEqual(pair.Second.Operations));
    }

    /// <summary>Where octets lead that are not in the class.</summary>
    public static IEnumerable<DfaTransition> Exits(DfaState state, OctetSet set) =>
        state.Transitions.Where(transition => !transition.Octets.Overlaps(set)).OrderBy(transition => transition.Octets.First());
}
