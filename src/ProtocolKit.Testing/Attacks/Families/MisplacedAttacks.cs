namespace ProtocolKit.Testing;

/// <summary>Messages that the peer may say, where it may not, or where nobody asked: before, behind and in place of each step's
/// own.</summary>
internal static class MisplacedAttacks
{
    private const int Draws = 2;

    public static IEnumerable<Attack> Make(AttackTarget target, HonestDialogue honest)
    {
        foreach (var message in target.Readable)
        {
            yield return new Attack(AttackFamily.Unasked, $"'{message.Name}' before anything is said", null)
            {
                AtStart = encounter => encounter.Draw(message, target.Options.Seed) is { } octets ? [new Segment(octets)] : [],
            };
        }

        for (var i = 1; i < honest.Clear.Count; i++)
        {
            if (target.Find(honest.Clear[i].Message) is { } message)
                yield return Early(target, message, i);
        }

        foreach (var inside in (bool[])[false, true])
        {
            var steps = inside ? honest.Inside : honest.Clear;
            for (var i = 0; i < steps.Count; i++)
            {
                var (step, index) = (steps[i].Message + (inside ? "' inside TLS" : "'"), i);
                foreach (var message in target.Readable)
                {
                    var answers = target.AnyTime.FirstOrDefault(line => line.Message == message)?.Answers ?? [];
                    for (var draw = 0; draw < Draws; draw++)
                    {
                        var seed = target.Options.Seed + draw;
                        yield return Put(AttackFamily.Unasked, $"'{message.Name}' before '{step}", (own, other) => [new(other), .. own]);
                        yield return Put(AttackFamily.Unasked, $"'{message.Name}' before '{step}", (own, other) =>
                            [new(other), new(own[0].Octets, Timing.NextSegment)]);
                        yield return Put(AttackFamily.Unasked, $"'{message.Name}' behind '{step}", (own, other) => [.. own, new(other)]);
                        yield return Put(AttackFamily.Unasked, $"'{message.Name}' behind '{step}", (own, other) =>
                            [.. own, new(other, Timing.NextSegment)]);
                        yield return Put(AttackFamily.OtherStep, $"'{message.Name}' in place of '{step}", (_, other) => [new(other)]);

                        Attack Put(AttackFamily family, string tried, Func<Segment[], byte[], Segment[]> place)
                        {
                            Segment[] Tamper(AttackTurn turn)
                            {
                                if (turn.Index != index || turn.Encounter.Draw(message, seed) is not { } octets)
                                    return turn.Unchanged;
                                turn.Encounter.Withhold(answers);
                                return place(turn.Unchanged, octets);
                            }

                            return new Attack(family, tried, inside ? null : Tamper) { Inside = inside ? Tamper : null };
                        }
                    }
                }
            }
        }
    }

    /// <summary>A step's message right behind the one before, and nothing in its own place.</summary>
    private static Attack Early(AttackTarget target, Grammar.Model.MessageModel message, int step) =>
        new(AttackFamily.Unasked, $"'{message.Name}' before it is asked for, and not again", turn =>
            turn.Index == step ? []
            : turn.Index == step - 1 && turn.Encounter.Draw(message, target.Options.Seed) is { } octets
                ? [.. turn.Unchanged, new Segment(octets)]
            : turn.Unchanged);
}
