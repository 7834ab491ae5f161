namespace ProtocolKit;

/// <summary>The order in which servers are tried.</summary>
internal static class ServiceOrder
{
    /// <summary>Orders them: the lowest priority first; of one priority, those where TLS starts with the first octet (RFC 8314, section
    /// 5.1); and of those, each with the chance that its weight gives it (RFC 2782).</summary>
    public static IEnumerable<ServiceTarget> Of(IEnumerable<ServiceTarget> targets, Random random) =>
        targets.GroupBy(target => (target.Priority, !target.ImplicitTls)).OrderBy(
            group => group.Key).SelectMany(group => Draw([.. group], random));

    private static IEnumerable<ServiceTarget> Draw(ServiceTarget[] equals, Random random)
    {
        // Without weights, as all MX are, any order is as likely. Those without one beside others stand in front, where only a zero finds them.
        random.Shuffle(equals);
        var left = equals.OrderBy(target => target.Weight > 0).ToList();
        while (left.Count > 0)
        {
            var drawn = random.NextInt64(left.Sum(target => (long)target.Weight) + 1);
            var chosen = left.First(target => (drawn -= target.Weight) <= 0);
            left.Remove(chosen);
            yield return chosen;
        }
    }
}
