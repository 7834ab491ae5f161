using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>A run of a class of octets that may have so many at most, such as the digits of a size: its states differ in how many are
/// left.</summary>
/// <param name="Class">The class.</param>
/// <param name="Start">The register that notes where the run begins.</param>
/// <param name="Maximum">How many octets it may have.</param>
/// <param name="Exits">Where octets lead that are not in the class.</param>
/// <param name="Inner">The states behind the first one.</param>
internal sealed record CountedRun(OctetSet Class, string Start, int Maximum, IReadOnlyList<DfaTransition> Exits, IReadOnlyList<int> Inner)
{
    /// <summary>Finds the run whose first octet leads to a state.</summary>
    /// <param name="states">All states.</param>
    /// <param name="first">The state.</param>
    /// <param name="entries">The transitions that lead to it; null where something else does, too.</param>
    /// <param name="isEntered">Whether a state is entered from elsewhere than the one before it.</param>
    /// <returns>The run, or null where there is none.</returns>
    public static CountedRun? Find(
        IReadOnlyList<DfaState> states, DfaState first, IReadOnlyList<DfaTransition>? entries, Func<int, bool> isEntered)
    {
        if (entries is not [var entry, ..] || StartOf(entry) is not { } start || !entries.All(other => StartOf(other) == start))
            return null;
        foreach (var next in first.Transitions.Where(transition => transition.Operations.Count == 0))
        {
            var exits = first.Transitions.Where(transition => transition != next).ToArray();
            var inner = new List<int>();
            var state = first;
            while (Next(state, next.Octets, exits) is { } target && target != first.Id && !inner.Contains(target) && !isEntered(target))
            {
                inner.Add(target);
                state = states[target];
            }

            if (inner.Count > 0 && IsPlain(state) && state.Transitions.SequenceEqual(exits, Comparer))
                return new CountedRun(next.Octets, start, inner.Count + 1, exits, inner);
        }

        return null;
    }

    private static IEqualityComparer<DfaTransition> Comparer { get; } = new SameTransition();

    /// <summary>The register that notes the octet which leads to the run.</summary>
    private static string? StartOf(DfaTransition entry) =>
        entry.Operations.OfType<NotePosition>().Select(note => note.Register)
            .FirstOrDefault(register => register.EndsWith("Start", StringComparison.Ordinal));

    private static int? Next(DfaState state, OctetSet set, DfaTransition[] exits) => IsPlain(state)
        && state.Transitions.Where(transition => transition.Octets == set && transition.Operations.Count == 0).ToArray() is [var next]
        && state.Transitions.Where(transition => transition != next).SequenceEqual(exits, Comparer) ? next.Target : null;

    private static bool IsPlain(DfaState state) => state is { IsAccepting: false, Markers.Count: 0 };

    private sealed class SameTransition : IEqualityComparer<DfaTransition>
    {
        public bool Equals(DfaTransition? one, DfaTransition? other) => one!.Octets == other!.Octets && one.Target == other.Target
            && one.Operations.SequenceEqual(other.Operations);

        public int GetHashCode(DfaTransition transition) => transition.Target;
    }
}
