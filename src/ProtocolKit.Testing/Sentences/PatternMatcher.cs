using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Testing.Sentences;

/// <summary>Tells whether octets are a sentence of a pattern of plain text, trying all ways.</summary>
internal static class PatternMatcher
{
    public static bool Matches(Pattern pattern, byte[] octets) => Ends(pattern, octets, 0).Contains(octets.Length);

    private static HashSet<int> Ends(Pattern pattern, byte[] octets, int start) => pattern switch
    {
        OctetPattern octet => start < octets.Length && octet.Set.Contains(octets[start]) ? [start + 1] : [],
        SequencePattern sequence =>
            sequence.Items.Aggregate(new HashSet<int> { start }, (ends, item) => [.. ends.SelectMany(end => Ends(item, octets, end))]),
        ChoicePattern choice => [.. choice.Options.SelectMany(option => Ends(option, octets, start))],
        RepeatPattern repeat => Turns(repeat, octets, start),
        NamedPattern named => Ends(named.Item, octets, start),
        NumberPattern number => Ends(number.Item, octets, start),
        CapturePattern capture => Ends(capture.Item, octets, start),
        _ => throw new RejectedException(),
    };

    private static HashSet<int> Turns(RepeatPattern repeat, byte[] octets, int start)
    {
        var all = new HashSet<int>();
        var ends = new HashSet<int> { start };
        for (var turn = 0; turn <= (repeat.Maximum ?? octets.Length) && ends.Count > 0; turn++)
        {
            if (turn >= repeat.Minimum)
                all.UnionWith(ends);
            ends = [.. ends.SelectMany(end => Ends(repeat.Item, octets, end))];
        }

        return all;
    }
}
