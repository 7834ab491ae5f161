namespace ProtocolKit.Testing;

/// <summary>Two dialogues with the same words inside TLS and others before: capabilities, values, unasked messages. What happens inside
/// must be the same.</summary>
internal static class MemoryAttacks
{
    private const int Clears = 8;
    private const int Insides = 3;

    public static IEnumerable<Attack> Make(AttackTarget target, HonestDialogue honest)
    {
        if (honest.Clear.Count == 0)
            yield break;
        for (var inside = 0; inside < Insides; inside++)
        {
            InsideTls? first = null;
            for (var clear = 0; clear < Clears; clear++)
            {
                var (clearSeed, insideSeed) = (target.Options.Seed + clear, target.Options.Seed + Clears + inside);
                yield return RandomPhase.Attack(target, clearSeed, insideSeed) with
                {
                    Expect = encounter =>
                    {
                        if (!encounter.HasComeInside)
                            return null;
                        var second = InsideTls.Of(target, encounter);
                        first ??= second;
                        return first.DifferenceFrom(second);
                    },
                };
            }
        }
    }
}
