namespace ProtocolKit.Fuzzing;

/// <summary>Tries an input, and measures the CPU time that it takes: on a busy machine, the clock would tell little.</summary>
internal static class BoundedRun
{
    private const int Attempts = 3;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    /// <exception cref="BrokenPromiseException">A promise was broken, or the input takes too long. What is compiled just in time counts as
    /// well, so it is tried again before that is said.</exception>
    public static void Run(IFuzzTarget target, ReadOnlySpan<byte> input)
    {
        var least = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts && least > s_limit; attempt++)
        {
            var before = Environment.CpuUsage.TotalTime;
            target.Run(input);
            var taken = Environment.CpuUsage.TotalTime - before;
            least = taken < least ? taken : least;
        }

        BrokenPromiseException.Unless(least <= s_limit, $"An input of {input.Length} octets takes {least.TotalSeconds:F1} s of CPU.");
    }
}
