namespace ProtocolKit.Testing;

/// <summary>The honest dialogue in other pieces: it must end as it does whole.</summary>
internal static class SplitAttacks
{
    private const int MaxCuts = 200;

    public static IEnumerable<Attack> Make(HonestDialogue honest)
    {
        foreach (var inside in (bool[])[false, true])
        {
            var steps = inside ? honest.Inside : honest.Clear;
            for (var i = 0; i < steps.Count; i++)
            {
                var index = i;
                foreach (var cut in HonestDialogue.Spread(1, steps[i].Octets.Length - 1, MaxCuts))
                {
                    Segment[] Tamper(AttackTurn turn) => turn.Index == index && cut < turn.Octets.Length
                        ? [new(turn.Octets[..cut]), new(turn.Octets[cut..], Timing.NextSegment)] : turn.Unchanged;
                    yield return new Attack(AttackFamily.Split, $"'{steps[i].Message}'{(inside ? " inside TLS" : "")} cut in two", inside
                        ? null : Tamper)
                    {
                        Inside = inside ? Tamper : null,
                        Expect = SameAs(honest),
                    };
                }
            }
        }

        yield return new Attack(AttackFamily.Split, "octet by octet", null) { IsOctetByOctet = true, Expect = SameAs(honest) };
    }

    private static Func<Encounter, string?> SameAs(HonestDialogue honest) => encounter =>
        encounter.IsSecured && Names(encounter.Clear).SequenceEqual(Names(honest.Encounter.Clear))
            && Names(encounter.Inside).SequenceEqual(Names(honest.Encounter.Inside))
            ? null : $"it ends with {encounter.Ending}, and not as it does when the messages arrive whole";

    private static IEnumerable<string> Names(IEnumerable<Said> dialogue) => dialogue.Select(said => said.Message);
}
