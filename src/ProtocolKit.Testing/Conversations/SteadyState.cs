namespace ProtocolKit.Testing;

/// <summary>Measures what code allocates after everything it needs has been compiled and initialized.</summary>
public static class SteadyState
{
    private const int WarmUps = 100;
    private const int BatchSize = 20;
    private const int MaxBatches = 5;

    /// <summary>Runs the code until a batch of runs allocates nothing, for five batches at most.</summary>
    /// <remarks>
    /// What the code allocates, it allocates in every batch. What the runtime allocates on the same thread, such as for tiered compilation,
    /// appears in one batch and not in the next.
    /// </remarks>
    /// <param name="run">Runs the code once and returns the number of octets it allocated, such as
    /// <see cref="MachineConversation.AllocatedOctets"/>.</param>
    /// <returns>The octets allocated per run in the batch that allocated least, rounded up.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="run"/> is null.</exception>
    public static long MeasureAllocation(Func<long> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Repeat(run, WarmUps);
        var least = long.MaxValue;
        for (var batch = 0; batch < MaxBatches && least > 0; batch++)
            least = Math.Min(least, Repeat(run, BatchSize));
        return (least + BatchSize - 1) / BatchSize;
    }

    private static long Repeat(Func<long> run, int times)
    {
        var allocated = 0L;
        for (var i = 0; i < times; i++)
            allocated += run();
        return allocated;
    }
}
