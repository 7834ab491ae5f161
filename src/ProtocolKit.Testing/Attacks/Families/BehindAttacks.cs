using ProtocolKit.Testing.Sentences;

namespace ProtocolKit.Testing;

/// <summary>What stands behind the message that starts TLS: any message of the peer's, whole and every beginning of it, and beginnings of
/// TLS records.</summary>
internal static class BehindAttacks
{
    private const int MaxBeginnings = 24;

    /// <summary>Beginnings of records (RFC 8446, section 5.1) that TLS implementations have gone on with, waited behind, or
    /// dropped.</summary>
    private static readonly (string Name, byte[] Octets)[] s_records =
    [
        ("one octet of a record", [0x16]),
        ("a handshake record of the greatest length", [0x16, 3, 3, 0xFF, 0xFF]),
        ("an empty handshake record", [0x16, 3, 3, 0, 0]),
        ("a ClientHello's beginning", [0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3]),
        ("a close_notify alert", [0x15, 3, 3, 0, 2, 1, 0]),
        ("an unrecognized_name alert", [0x15, 3, 3, 0, 2, 1, 0x70]),
        ("a change of the cipher spec", [0x14, 3, 3, 0, 1, 1]),
        ("application data", [0x17, 3, 3, 0, 4, 1, 2, 3, 4]),
    ];

    private static readonly (Timing When, string Words)[] s_timings =
        [(Timing.SameSegment, "in the same segment"), (Timing.NextSegment, "in the next segment"), (Timing.LaterSegment,
            "in a later segment")];

    public static IEnumerable<Attack> Make(AttackTarget target, HonestDialogue honest)
    {
        var last = honest.Last < 0 ? "before TLS" : $"behind '{honest.Clear[honest.Last].Message}'";
        var samples = target.Readable.Select(message => (Message: message, Sample: Shortest(target, message))).ToArray();
        foreach (var (when, words) in s_timings)
        {
            foreach (var (message, sample) in samples)
            {
                foreach (var length in sample is null ? [] : HonestDialogue.Spread(1, sample.Value.Length, MaxBeginnings))
                {
                    yield return Behind(AttackFamily.Behind, $"'{message.Name}' and its beginnings", encounter =>
                        encounter.Draw(message, sample!.Value.Seed) is { } octets ? octets[..Math.Min(length, octets.Length)] : []);
                }
            }

            foreach (var blank in (byte[][])[[0], " "u8.ToArray(), "\r\n"u8.ToArray(), "\n"u8.ToArray(), [0xFF]])
                yield return Behind(AttackFamily.Behind, "a blank", _ => blank);
            foreach (var (name, octets) in s_records)
                yield return Behind(AttackFamily.TlsShaped, name, _ => octets);

            Attack Behind(AttackFamily family, string what, Func<Encounter, byte[]> draw)
            {
                var tried = $"{what} {last} {words}";
                return honest.Last < 0
                    ? new Attack(family, tried, null) { AtStart = encounter => [new Segment(draw(encounter), when)] }
                    : new Attack(family, tried, turn => turn.Index == honest.Last ? [.. turn.Unchanged, new Segment(draw(turn.Encounter),
                        when)] : turn.Unchanged);
            }
        }

        for (var i = 0; i < honest.Clear.Count; i++)
        {
            var index = i;
            foreach (var (name, octets) in s_records)
            {
                yield return new Attack(AttackFamily.TlsShaped, $"{name} in place of '{honest.Clear[i].Message}'",
                    turn => turn.Index == index ? [new Segment(octets)] : turn.Unchanged);
            }
        }
    }

    /// <summary>The shortest of some sentences of a message: all of its beginnings are tried.</summary>
    private static (int Seed, int Length)? Shortest(AttackTarget target, Grammar.Model.MessageModel message)
    {
        (int Seed, int Length)? best = null;
        for (var seed = target.Options.Seed; seed < target.Options.Seed + 6; seed++)
        {
            if (Sentence.Draw(target.Model, message, new Random(seed)) is { Octets.Length: > 0 and var length }
                && length < (best?.Length ?? int.MaxValue))
                best = (seed, length);
        }

        return best;
    }
}
