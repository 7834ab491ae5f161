using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Testing;

/// <summary>What a peer may say besides on its way to TLS and inside: other sentences of the same messages, and what may come at any
/// time.</summary>
internal static class RandomPhase
{
    private const int Tries = 20;

    /// <param name="target">The role that hears it.</param>
    /// <param name="clear">Decides what is said before TLS.</param>
    /// <param name="inside">Decides what is said inside.</param>
    public static Attack Attack(AttackTarget target, int clear, int inside) =>
        new(AttackFamily.Memory, "other words before TLS, the same inside", turn => Tamper(target, turn, clear, isInside: false))
        {
            Inside = turn => Tamper(target, turn, inside, isInside: true),
        };

    private static List<Segment> Tamper(AttackTarget target, AttackTurn turn, int seed, bool isInside)
    {
        var random = new Random(unchecked(seed * 7919 + turn.Index));
        var segments = new List<Segment>();
        var anyTime = target.AnyTime.Where(line => line.Outcome is null && (target.IsClient || !isInside)).ToArray();
        var isFirst = turn.Index == 0 && !isInside;
        for (var i = random.Next(3); i > 0 && anyTime.Length > 0 && !isFirst; i--)
        {
            var line = anyTime[random.Next(anyTime.Length)];
            if (turn.Encounter.Draw(line.Message, random.Next()) is not { } unasked || !IsHarmless(turn.Encounter, line, unasked))
                continue;
            turn.Encounter.Withhold(line.Answers);
            segments.Add(new Segment(unasked, Timing.NextSegment));
        }

        segments.Add(new Segment(Other(target, turn, random) ?? turn.Octets, Timing.NextSegment));
        return segments;
    }

    private static bool IsHarmless(Encounter encounter, AnyTimeModel line, byte[] octets) =>
        SentenceReader.IsSentence(line.Message, octets, encounter.Known);

    /// <summary>Another sentence of the message, from which the conditions of the grammar follow as from the honest one; null where none is
    /// found.</summary>
    private static byte[]? Other(AttackTarget target, AttackTurn turn, Random random)
    {
        if (random.Next(4) == 0 || target.Find(turn.Message) is not { } message || !target.Readable.Contains(message))
            return null;
        var honest = KnownValues.Of(target, turn.Message, turn.Octets);
        var wanted = honest.Answers();
        var tries = wanted.Contains('1', StringComparison.Ordinal) ? Tries : 2;
        for (var i = 0; i < tries; i++)
        {
            if (turn.Encounter.Draw(message, random.Next(), honest) is { } octets && KnownValues.Of(target, turn.Message,
                octets).Answers() == wanted)
                return octets;
        }

        return null;
    }
}
