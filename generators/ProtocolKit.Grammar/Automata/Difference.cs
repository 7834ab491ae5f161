namespace ProtocolKit.Grammar.Automata;

/// <summary>A place in what is left of a pattern.</summary>
/// <param name="IsAccepting">Whether it may end here.</param>
/// <param name="Ways">Where octets lead; the sets are disjoint.</param>
public sealed record DifferencePlace(bool IsAccepting, IReadOnlyList<(OctetSet Octets, int Target)> Ways);

/// <summary>The difference of two patterns, on the product of their automata.</summary>
internal static class Difference
{
    private const int MaxPlacesOfASide = 1000;
    private const int MaxPlaces = 4000;

    /// <summary>Whether a pattern can stand on either side: octets alone, and no bound that is counted.</summary>
    public static bool IsPlain(Pattern pattern) => pattern switch
    {
        CapturePattern or ReferencePattern or WithinPattern or CountedPattern or BerPattern or PaddedPattern => false,
        RepeatPattern { Minimum: > NfaBuilder.MaxCopies } or RepeatPattern { Maximum: > NfaBuilder.MaxCopies } => false,
        _ => PatternFacts.Children(pattern).All(IsPlain),
    };

    /// <summary>What the first pattern accepts and the second does not.</summary>
    /// <param name="item">The first pattern, which is plain.</param>
    /// <param name="except">The second one, which is plain.</param>
    /// <param name="isTooLarge">Whether there are too many places to tell.</param>
    /// <returns>The pattern, or null where nothing is left or there are too many places.</returns>
    public static Pattern? Of(Pattern item, Pattern except, out bool isTooLarge)
    {
        isTooLarge = PatternFacts.Places(item) > MaxPlacesOfASide || PatternFacts.Places(except) > MaxPlacesOfASide;
        if (isTooLarge)
            return null;
        if (PatternFacts.AsClass(item) is { } set && PatternFacts.AsClass(except) is { } less)
            return (set - less).IsEmpty ? null : new OctetPattern(set - less);

        var errors = new List<DeterminizationError>();
        var all = Determinizer.Determinize(NfaBuilder.Build(item, isTrusted: true), [], errors);
        var without = Determinizer.Determinize(NfaBuilder.Build(except, isTrusted: true), [], errors);
        var product = errors.Count > 0 ? null : Product(all, without);
        isTooLarge = product is null;
        var places = WithoutDeadEnds(product ?? []);
        return places.Count == 0 ? null : new DifferencePattern(item, places);
    }

    /// <summary>The places of both automata at once, that of the second null where it has ended; null where there are too many.</summary>
    private static List<DifferencePlace>? Product(Dfa all, Dfa without)
    {
        var pairs = new List<Pair>();
        var numbers = new Numbers<Pair>();
        var places = new List<DifferencePlace>();
        Number(new Pair(all.States[0], without.States[0]));
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs.Count > MaxPlaces)
                return null;
            var (of, less) = pairs[i];
            var ways = new List<(OctetSet, int)>();
            foreach (var transition in of.Transitions)
            {
                var rest = transition.Octets;
                foreach (var other in less?.Transitions ?? [])
                {
                    if (rest.Overlaps(other.Octets))
                        ways.Add((rest & other.Octets, Number(new Pair(all.States[transition.Target], without.States[other.Target]))));
                    rest -= other.Octets;
                }

                if (!rest.IsEmpty)
                    ways.Add((rest, Number(new Pair(all.States[transition.Target], null))));
            }

            places.Add(new DifferencePlace(of.IsAccepting && less is not { IsAccepting: true }, ways));
        }

        return places;

        int Number(Pair pair)
        {
            var number = numbers.Of(pair);
            if (number == pairs.Count)
                pairs.Add(pair);
            return number;
        }
    }

    private sealed record Pair(DfaState Of, DfaState? Less);

    /// <summary>Only the places from which an end can be reached, so that a wrong octet is noticed at once.</summary>
    private static List<DifferencePlace> WithoutDeadEnds(List<DifferencePlace> places)
    {
        var before = places.Select(_ => new List<int>()).ToArray();
        for (var from = 0; from < places.Count; from++)
        {
            foreach (var way in places[from].Ways)
                before[way.Target].Add(from);
        }

        var alive = Enumerable.Range(0, places.Count).Where(place => places[place].IsAccepting).ToHashSet();
        var waiting = new Queue<int>(alive);
        while (waiting.TryDequeue(out var place))
        {
            foreach (var from in before[place].Where(alive.Add))
                waiting.Enqueue(from);
        }

        if (!alive.Contains(0))
            return [];
        var kept = Enumerable.Range(0, places.Count).Where(alive.Contains).ToList();
        var numbers = new int[places.Count];
        for (var number = 0; number < kept.Count; number++)
            numbers[kept[number]] = number;
        return [.. kept.Select(place => new DifferencePlace(
            places[place].IsAccepting,
            [.. places[place].Ways.Where(way => alive.Contains(way.Target)).Select(way => (way.Octets, numbers[way.Target]))]))];
    }
}
