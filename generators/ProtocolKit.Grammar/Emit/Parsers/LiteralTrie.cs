using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>Several literals that begin at a place, none of which begins with another one.</summary>
/// <param name="Words">The literals.</param>
/// <param name="Inner">The states within them.</param>
/// <param name="Operations">What is done where they begin.</param>
internal sealed record LiteralTrie(IReadOnlyList<SpelledWord> Words, IReadOnlyList<int> Inner, IReadOnlyList<Operation> Operations)
{
    /// <summary>Fewer are compared one behind the other.</summary>
    private const int MinWords = 3;

    private const int MaxInner = 2000;

    /// <summary>Finds the literals that begin at a state.</summary>
    /// <param name="states">All states.</param>
    /// <param name="begin">The state.</param>
    /// <param name="isEntered">Whether a state is entered from elsewhere, so that it must be a place of its own.</param>
    /// <returns>The literals, or null where there are none.</returns>
    public static LiteralTrie? Find(IReadOnlyList<DfaState> states, DfaState begin, Func<int, bool> isEntered)
    {
        if (begin.Transitions.Count < 2 || !IsTree(begin) || begin.Transitions[0].Operations.OfType<StopBehind>().Any()
            || begin.Transitions.Exists(transition => !transition.Operations.SequenceEqual(begin.Transitions[0].Operations)))
            return null;
        var words = new List<SpelledWord>();
        var inner = new List<int>();
        return Walk(begin, "", null) && words.Count >= MinWords && inner.Count > 1
            ? new LiteralTrie([.. words.OrderBy(word => word.IsExact)], inner, begin.Transitions[0].Operations)
            : null;

        bool Walk(DfaState state, string text, bool? isExact)
        {
            foreach (var transition in state.Transitions)
            {
                var exact = SpelledWord.Matters(transition.Octets, isExact);
                if (isExact is not null && exact != isExact || words.Count >= SpelledWord.MaxCount)
                    return false;
                var longer = SpelledWord.Spell(text, transition.Octets);
                var target = states[transition.Target];
                if (isEntered(target.Id) || !IsTree(target) || target.Transitions.Exists(next => next.Operations.Count > 0))
                {
                    words.Add(new SpelledWord(longer, exact ?? false, target.Id));
                    continue;
                }

                inner.Add(target.Id);
                if (inner.Count > MaxInner || !Walk(target, longer, exact))
                    return false;
            }

            return true;
        }
    }

    private static bool IsTree(DfaState state) => state is { IsAccepting: false, Markers.Count: 0, Transitions.Count: > 0 }
        && state.Transitions.TrueForAll(transition => SpelledWord.IsCharacter(transition.Octets));
}
