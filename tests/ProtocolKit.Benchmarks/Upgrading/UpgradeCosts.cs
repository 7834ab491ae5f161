namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>What one upgrade costs the client.</summary>
internal readonly record struct UpgradeCosts(double Microseconds, double Octets)
{
    /// <summary>Runs upgrades, so many at once, and divides what they cost.</summary>
    public static async Task<UpgradeCosts> MeasureAsync(IUpgrader upgrader, int count, int atOnce)
    {
        var octets = GC.GetTotalAllocatedBytes(precise: true);
        var time = Environment.CpuUsage.TotalTime;
        var left = count;
        var workers = new Task[atOnce];
        for (var i = 0; i < atOnce; i++)
            workers[i] = WorkAsync();
        await Task.WhenAll(workers).ConfigureAwait(false);
        time = Environment.CpuUsage.TotalTime - time;
        octets = GC.GetTotalAllocatedBytes(precise: true) - octets;
        return new UpgradeCosts(time.TotalMicroseconds / count, (double)octets / count);

        async Task WorkAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await upgrader.RunAsync().ConfigureAwait(false);
        }
    }
}
