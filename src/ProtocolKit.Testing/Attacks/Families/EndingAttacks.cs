namespace ProtocolKit.Testing;

/// <summary>A connection that ends within a step: closed, reset, or silent until the deadline.</summary>
internal static class EndingAttacks
{
    private const int MaxCuts = 24;

    private static readonly (ConnectionEnd End, string Words)[] s_ends =
        [(ConnectionEnd.Closed, "closed"), (ConnectionEnd.Reset, "reset"), (ConnectionEnd.Silent, "silent")];

    public static IEnumerable<Attack> Make(HonestDialogue honest)
    {
        foreach (var inside in (bool[])[false, true])
        {
            var steps = inside ? honest.Inside : honest.Clear;
            for (var i = 0; i < steps.Count; i++)
            {
                var index = i;
                foreach (var (end, words) in s_ends)
                {
                    foreach (var cut in HonestDialogue.Spread(0, steps[i].Octets.Length - 1, MaxCuts))
                    {
                        IEnumerable<Segment> Tamper(AttackTurn turn)
                        {
                            if (turn.Index < index)
                                return turn.Unchanged;
                            turn.Encounter.FallSilent();
                            return [new Segment(turn.Octets[..Math.Min(cut, turn.Octets.Length - 1)])];
                        }

                        yield return new Attack(AttackFamily.Ending, $"{words} within '{steps[i].Message}'{(inside ? " inside TLS" : "")}",
                            inside ? null : Tamper)
                        {
                            Inside = inside ? Tamper : null,
                            End = end,
                            Expect = encounter => encounter.IsSecured && !inside ? "it is complete although the peer has fallen silent"
                                : null,
                        };
                    }
                }
            }
        }
    }
}
