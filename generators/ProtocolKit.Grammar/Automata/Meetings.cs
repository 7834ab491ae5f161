using System.Text;

namespace ProtocolKit.Grammar.Automata;

/// <summary>Finds which of many automata need to be compared at all: those of which one accepts what the other accepts, or can begin
/// with. All are run at once, and a way on which one is left alone is not followed, so that messages that differ early cost
/// nothing.</summary>
internal static class Meetings
{
    private const int MaxSteps = 100_000;

    /// <summary>Whether two of the automata need to be compared; null where that takes longer than to compare all.</summary>
    /// <param name="automata">The automata; those with markers meet all others.</param>
    public static bool[,]? Of(IReadOnlyList<Dfa> automata)
    {
        var found = new bool[automata.Count, automata.Count];
        var start = new List<Place>();
        for (var index = 0; index < automata.Count; index++)
        {
            if (!automata[index].States.Any(state => state.Markers.Count > 0))
            {
                start.Add(new Place(index, automata[index].States[0]));
                continue;
            }

            for (var other = 0; other < automata.Count; other++)
                found[index, other] = found[other, index] = true;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<IReadOnlyList<Place>>();
        Enter(start);
        var steps = 0;
        while (open.TryDequeue(out var alive))
        {
            foreach (var accepting in alive.Where(place => place.State.IsAccepting))
            {
                foreach (var place in alive)
                    found[accepting.Index, place.Index] = found[place.Index, accepting.Index] = true;
            }

            foreach (var next in Next(automata, alive))
            {
                if ((steps += next.Count) > MaxSteps)
                    return null;
                Enter(next);
            }
        }

        return found;

        void Enter(IReadOnlyList<Place> places)
        {
            if (places.Count < 2)
                return;
            var key = new StringBuilder();
            foreach (var place in places)
                key.Append(place.Index).Append(':').Append(place.State.Id).Append(' ');
            if (seen.Add(key.ToString()))
                open.Enqueue(places);
        }
    }

    /// <summary>Where octets lead, once for octets that no automaton tells apart.</summary>
    private static IEnumerable<IReadOnlyList<Place>> Next(IReadOnlyList<Dfa> automata, IReadOnlyList<Place> alive)
    {
        foreach (var part in OctetParts.Of(alive.SelectMany(place => place.State.Transitions).Select(transition => transition.Octets)))
        {
            var next = new List<Place>();
            foreach (var (index, state) in alive)
            {
                if (state.Transitions.Find(transition => transition.Octets.Overlaps(part)) is { } taken)
                    next.Add(new Place(index, automata[index].States[taken.Target]));
            }

            if (next.Count > 1)
                yield return next;
        }
    }

    /// <summary>A state of one of the automata.</summary>
    private sealed record Place(int Index, DfaState State);
}
