namespace ProtocolKit.Testing;

/// <summary>Messages of the limit's size, one less and one more, messages without end, and rows of messages of that kind.</summary>
internal static class SizeAttacks
{
    private const int MaxPlaces = 6;
    private const int SegmentOctets = 4096;

    public static IEnumerable<Attack> Make(AttackTarget target, HonestDialogue honest)
    {
        var limit = target.Model.Limits.Octets;
        for (var i = 0; i < honest.Clear.Count; i++)
        {
            var (step, sample) = honest.Clear[i];
            var index = i;
            foreach (var filler in (byte[][])["a"u8.ToArray(), " "u8.ToArray(), [0], FirstLine(sample)])
            {
                foreach (var place in HonestDialogue.Spread(0, sample.Length, MaxPlaces))
                {
                    foreach (var size in (int[])[limit - 1, limit, limit + 1])
                    {
                        yield return new Attack(AttackFamily.Size, $"'{step}' of {size} octets",
                            turn => turn.Index == index ? [new(Stretched(turn.Octets, place, filler, size))] : turn.Unchanged);
                    }

                    yield return new Attack(AttackFamily.Size, $"'{step}' without end", turn =>
                    {
                        if (turn.Index != index)
                            return turn.Unchanged;
                        turn.Encounter.FallSilent();
                        var octets = Stretched(turn.Octets[..Math.Min(place, turn.Octets.Length)], place, filler, 2 * limit);
                        return octets.Chunk(SegmentOctets).Select(chunk => new Segment(chunk, Timing.NextSegment));
                    });
                }
            }

            foreach (var line in target.AnyTime.Where(line => line.Outcome is null))
            {
                var rounds = target.Model.Limits.Rounds;
                foreach (var count in (int[])[rounds - honest.Clear.Count, rounds - honest.Clear.Count + 1, 2 * rounds])
                {
                    yield return new Attack(AttackFamily.Size, $"{count} times '{line.Message.Name}' before '{step}'", turn =>
                    {
                        if (turn.Index != index || turn.Encounter.Draw(line.Message, target.Options.Seed) is not { } octets)
                            return turn.Unchanged;
                        turn.Encounter.Withhold(Enumerable.Repeat(line.Answers, count).SelectMany(answers => answers));
                        return [.. Enumerable.Repeat(new Segment(octets, Timing.NextSegment), count), new Segment(turn.Octets,
                            Timing.NextSegment)];
                    })
                    {
                        Expect = encounter => encounter.HasComeInside && !encounter.IsSecured ? "what was read before TLS counts inside"
                            : null,
                    };
                }
            }
        }
    }

    private static byte[] FirstLine(byte[] octets)
    {
        var end = octets.AsSpan().IndexOf((byte)'\n');
        return end < 0 ? octets : octets[..(end + 1)];
    }

    /// <summary>Octets with a filler in between, again and again, up to a size.</summary>
    private static byte[] Stretched(byte[] octets, int place, byte[] filler, int size)
    {
        var at = Math.Min(place, octets.Length);
        var missing = Math.Max(0, size - octets.Length);
        var filling = Enumerable.Range(0, missing).Select(i => filler[i % filler.Length]);
        return [.. octets[..at], .. filling, .. octets[at..]];
    }
}
