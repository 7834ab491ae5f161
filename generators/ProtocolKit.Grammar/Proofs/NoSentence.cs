using ProtocolKit.Grammar.Automata;
using ProtocolKit.Grammar.Emit;

namespace ProtocolKit.Grammar.Proofs;

/// <summary>Says why a text is no sentence of its rule: where the two part, and what the rule has there.</summary>
internal static class NoSentence
{
    /// <param name="rule">What the rule accepts.</param>
    /// <param name="said">What the text can say, and the rule does not accept.</param>
    /// <param name="hasParts">Whether the text has parts of known size or number.</param>
    public static string Why(Dfa rule, IReadOnlyList<Symbol> said, bool hasParts)
    {
        var places = new HashSet<int>();
        Enter(rule, 0, places);
        for (var read = 0; read <= said.Count; read++)
        {
            if (!hasParts && Part(rule, places) is { } part)
                return part;
            if (read == said.Count)
                break;
            if (said[read] is not OctetSymbol octets)
                continue;
            var next = new HashSet<int>();
            foreach (
                var transition in places.SelectMany(place => rule.States[place].Transitions)
                .Where(transition => transition.Octets.Contains(octets.Octets.Representative())))
                Enter(rule, transition.Target, next);
            if (next.Count == 0)
                return $"behind \"{ExampleText.Of([.. said.Take(read)])}\" the rule has {Expected(rule, places)}";
            places = next;
        }

        return hasParts ? "a part has another size, or other contents, than the rule has"
            : $"the rule has {Expected(rule, places)} behind it";
    }

    /// <summary>Takes a place and those that are reached without an octet.</summary>
    private static void Enter(Dfa rule, int place, HashSet<int> places)
    {
        if (!places.Add(place))
            return;
        foreach (var marker in rule.States[place].Markers)
            Enter(rule, marker.Target, places);
    }

    /// <summary>What the rule counts here that the text spells out as if it were octets like others.</summary>
    private static string? Part(Dfa rule, HashSet<int> places) =>
        places.SelectMany(place => rule.States[place].Markers).Select(marker => marker.Marker switch
    {
        BeginWithin { Size: LabelSize size } => $"the size '{size.Label}' must be computed: label it in the text as well, and put what it counts into 'within(${size.Label}, …)' or 'octets(${size.Label})'",
        BeginCount count =>
            $"the count '{count.Count}' is missing: label it in the text as well, and put what it counts into '${count.Count}( … )'",
        _ => null,
    }).FirstOrDefault(part => part is not null);

    private static string Expected(Dfa rule, HashSet<int> places)
    {
        var octets = places.SelectMany(place => rule.States[place].Transitions)
            .Aggregate(OctetSet.None, (all, transition) => all | transition.Octets);
        return octets.IsEmpty ? "nothing more" : OctetText.Abnf(octets);
    }
}
