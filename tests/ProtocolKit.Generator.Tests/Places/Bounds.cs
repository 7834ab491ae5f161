using ProtocolKit.Grammar.Automata;

namespace ProtocolKit.Generator.Tests.Places;

/// <summary>Takes readers to where what they count is one below, at, or one above a bound.</summary>
internal static class Bounds
{
    /// <summary>Readers that have turned in a loop that leads from a place back to it.</summary>
    public static IEnumerable<AutomatonReader> Of(AutomatonReader reader)
    {
        if (reader.At.Header is not null)
            yield break;
        var operations = AutomatonFacts.Operations(reader.State).Distinct().ToArray();
        foreach (var run in operations.OfType<EndBoundedRun>().Where(run => reader.At.Loops.ContainsKey(run.Loop)))
        {
            int[] most = run.Maximum is { } maximum ? [maximum - 1, maximum, maximum + 1] : [];
            int[] lengths = [run.Minimum - 1, run.Minimum, run.Minimum + 1, .. most];
            foreach (var length in lengths)
            {
                if (Longer(reader, length - (reader.At.Position - reader.At.Loops[run.Loop])) is { } longer)
                    yield return longer;
            }
        }

        foreach (var turn in operations.OfType<CountTurn>().Where(turn => reader.At.Loops.ContainsKey(turn.Loop)))
        {
            var most = turn.Maximum ?? reader.Facts.Protocol.Limits.Items;
            if (Turn(reader, turn.Loop) is not { } octets)
                continue;
            foreach (var turns in (int[])[most - 1, most, most + 1])
            {
                var turned = reader.Copy();
                while (turned.Verdict == Verdict.NeedMoreData && turned.At.Loops[turn.Loop] < turns - 1)
                    turned.ReadAll(octets);
                if (turned.Verdict == Verdict.NeedMoreData)
                    yield return turned;
            }
        }
    }

    private static AutomatonReader? Longer(AutomatonReader reader, int octets)
    {
        var own = reader.State.Transitions.Find(way => way.Target == reader.State.Id && way.Operations.Count == 0);
        if (octets <= 0 || own is null)
            return null;
        var longer = reader.Copy().ReadAll(Enumerable.Repeat(own.Octets.Representative(), octets).ToArray());
        return longer.Verdict == Verdict.NeedMoreData ? longer : null;
    }

    /// <summary>The shortest octets that lead back to the place with one turn more; null where they are not found.</summary>
    private static byte[]? Turn(AutomatonReader reader, int loop)
    {
        if (reader.State.Depth > 0)
            return null;
        var seen = new HashSet<int>();
        var waiting = new Queue<AutomatonReader>([reader]);
        while (waiting.TryDequeue(out var from))
        {
            foreach (var way in from.State.Transitions)
            {
                var next = from.Copy();
                if (next.Read(way.Octets.Representative()) != Verdict.NeedMoreData || next.At.Header is not null || next.State.Depth > 0)
                    continue;
                if (next.At.State == reader.At.State && next.At.Loops[loop] == reader.At.Loops[loop] + 1)
                    return next.At.Octets[reader.At.Position..].ToArray();
                if (seen.Add(next.At.State))
                    waiting.Enqueue(next);
            }
        }

        return null;
    }
}
