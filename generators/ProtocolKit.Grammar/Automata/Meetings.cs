using System.Text;

namespace ProtocolKit.Grammar.Automata;

/// <summary>Finds which of many automata need to be compared at all: those of which one accepts what the other accepts, or can begin
/// with. All are run at once, and a way on which one is left alone is not followed, so that messages that differ early cost
/// nothing.</summary>
internal static class Meetings
{
    private const int MaxSteps = 100_000;

    /// <summary>The pairs to compare, the smaller number first; null where that takes longer than to compare all.</summary>
    /// <param name="automata">The automata; those with markers meet all others.</param>
    public static HashSet<(int, int)>? Of(IReadOnlyList<Dfa> automata)
    {
        var found = new HashSet<(int, int)>();
        var marked = Enumerable.Range(0, automata.Count).Where(index => automata[index].States.Any(state => state.Markers.Count > 0))
            .ToHashSet();
        foreach (var index in marked)
            found.UnionWith(Enumerable.Range(0, automata.Count).Select(other => (Math.Min(index, other), Math.Max(index, other))));

        (int Index, int State)[] start = [
            .. Enumerable.Range(0, automata.Count).Where(index => !marked.Contains(index)).Select(index => (index, 0))];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<(int Index, int State)[]>();
        Enter(start);
        var steps = 0;
        while (open.TryDequeue(out var alive))
        {
            foreach (var accepting in alive.Where(place => automata[place.Index].States[place.State].IsAccepting))
                found.UnionWith(alive.Select(place => (Math.Min(accepting.Index, place.Index), Math.Max(accepting.Index, place.Index))));
            foreach (var next in Next(automata, alive))
            {
                if ((steps += next.Length) > MaxSteps)
                    return null;
                Enter(next);
            }
        }

        return found;

        void Enter((int Index, int State)[] places)
        {
            if (places.Length < 2)
                return;
            var key = new StringBuilder();
            foreach (var (index, state) in places)
                key.Append(index).Append(':').Append(state).Append(' ');
            if (seen.Add(key.ToString()))
                open.Enqueue(places);
        }
    }

    /// <summary>Where octets lead, once for octets that no automaton tells apart.</summary>
    private static IEnumerable<(int Index, int State)[]> Next(IReadOnlyList<Dfa> automata, (int Index, int State)[] alive)
    {
        var transitions = alive.SelectMany(place => automata[place.Index].States[place.State].Transitions
            .Select(transition => (place.Index, Transition: transition))).ToArray();
        foreach (var part in OctetParts.Of(transitions.Select(item => item.Transition.Octets)))
        {
            var next = transitions.Where(item => item.Transition.Octets.Overlaps(part))
                .Select(item => (item.Index, item.Transition.Target)).ToArray();
            if (next.Length > 1)
                yield return next;
        }
    }
}
