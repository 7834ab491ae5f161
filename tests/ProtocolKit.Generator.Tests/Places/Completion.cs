using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Finds octets that end a message which has begun.</summary>
internal sealed class Completion(AutomatonFacts facts)
{
    private const int MaxTries = 400;
    private const int MaxOctets = 300;

    private readonly int[] _least = Least(facts.States);
    private int _tries;

    /// <summary>Octets that end the message; null where none have been found.</summary>
    public byte[]? Of(AutomatonReader reader)
    {
        if (reader.Verdict != Verdict.NeedMoreData)
            return [];
        _tries = 0;
        var octets = new List<byte>();
        return Find(reader, octets) ? [.. octets] : null;
    }

    private bool Find(AutomatonReader reader, List<byte> octets)
    {
        foreach (var octet in Candidates(reader))
        {
            if (++_tries > MaxTries || octets.Count > MaxOctets)
                return false;
            var next = reader.Copy();
            var verdict = next.Read(octet);
            if (verdict == Verdict.InvalidData || next.IsHopeless)
                continue;
            octets.Add(octet);
            if (verdict != Verdict.NeedMoreData || Find(next, octets))
                return true;
            octets.RemoveAt(octets.Count - 1);
        }

        return false;
    }

    /// <summary>What leads nearest to the end comes first.</summary>
    private IEnumerable<byte> Candidates(AutomatonReader reader)
    {
        var at = reader.At;
        if (at.Header is { } header)
        {
            var rest = reader.Limit(reader.State) - at.Position - 1;
            return header.Contents > 0 ? [1] : header.Missing >= 0 ? [0, 1, 4]
                : rest is >= 0 and < 0x80 ? [(byte)rest, 1, 0, 2, 4] : [1, 0, 2, 4];
        }

        var octets = reader.State.Transitions
            .Select(way => (Octet: way.Octets.Contains(0) ? (byte)0 : way.Octets.Representative(), way.Target));
        var elements = reader.State.Markers.Where(way => AutomatonReader.TagOf(way.Marker) >= 0)
            .Select(way => (Octet: (byte)AutomatonReader.TagOf(way.Marker), way.Target));
        return octets.Concat(elements).OrderBy(way => _least[way.Target]).Select(way => way.Octet);
    }

    private static int[] Least(IReadOnlyList<DfaState> states)
    {
        var least = states.Select(state => state.IsAccepting ? 0 : 1_000_000).ToArray();
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            foreach (var state in states)
            {
                var targets = state.Transitions.Select(way => way.Target).Concat(state.Markers.Select(way => way.Target));
                var best = targets.Select(target => least[target] + 1).Append(least[state.Id]).Min();
                hasChanged |= best < least[state.Id];
                least[state.Id] = best;
            }
        }

        return least;
    }
}
