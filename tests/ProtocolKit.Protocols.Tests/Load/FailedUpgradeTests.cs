using System.Runtime.CompilerServices;
using Xunit.Abstractions;

namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>What is left of upgrades that fail: of all protocols, at each step, in each way.</summary>
[Collection(nameof(HostileCrowdTests))]
public sealed class FailedUpgradeTests(ITestOutputHelper output)
{
    private const int Upgrades = 5000;

    private enum Way
    {
        Closed,
        Unreadable,
        TooSlow,
        Canceled,
        ClosedInPlaceOfTls,
        UnreadableInPlaceOfTls,
        TooSlowInTls,
    }

    [Theory]
    [InlineData(UpgradeRole.Client)]
    [InlineData(UpgradeRole.Server)]
    public async Task Five_thousand_failed_upgrades_leave_no_buffer_no_timer_and_no_object(UpgradeRole role)
    {
        var protocols = AllProtocols.Definitions.Select(definition => (definition, new HostileScripts(definition, role).Messages))
            .ToArray();
        await FailAsync(protocols, role, AllProtocols.Definitions.Count * Enum.GetValues<Way>().Length);
        using var pool = new PoolBalance();
        var timers = Timer.ActiveCount;

        var left = await FailAsync(protocols, role, Upgrades);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        output.WriteLine($"{pool.Taken} buffers were taken, {pool.Outstanding} not given back");
        Assert.True(pool.Taken > Upgrades / 2, $"{pool.Taken}");
        Assert.Equal(0, left.Count(upgrade => upgrade.TryGetTarget(out _)));

        // The process has some of its own, which come and go. Each way of each protocol fails more than twenty times.
        Assert.InRange(pool.Outstanding, -10, 10);
        Assert.InRange(Timer.ActiveCount, 0, timers + 10);
    }

    /// <summary>Lets upgrades fail.</summary>
    /// <returns>Their connections, which nothing should hold.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference<HostilePeer>>> FailAsync(
        (ProtocolDefinition, int Messages)[] protocols, UpgradeRole role, int count)
    {
        var left = new List<WeakReference<HostilePeer>>();
        foreach (var way in Enum.GetValues<Way>())
        {
            using var cancel = new CancellationTokenSource();
            var crowd = new Crowd();
            for (var i = 0; i < count / Enum.GetValues<Way>().Length; i++)
            {
                var (definition, messages) = protocols[i % protocols.Length];
                crowd.Start(
                    definition, role, ScriptOf(way, i / protocols.Length % Math.Max(messages, 1)), count: 1,
                    cancellationToken: cancel.Token);
            }

            if (way == Way.Canceled)
                await cancel.CancelAsync();
            crowd.Time.Advance(Crowd.Patience);
            var failures = await crowd.EndAsync();
            Assert.DoesNotContain(crowd.Upgrades, upgrade =>
                upgrade.Upgrade.IsCompletedSuccessfully || !upgrade.Upgrade.IsCompleted || !upgrade.Peer.IsDisposed);
            Assert.DoesNotContain(failures, failure => failure is not (null or UpgradeException));
            Assert.Equal(0, crowd.Time.Timers);
            left.AddRange(crowd.Upgrades.Select(upgrade => new WeakReference<HostilePeer>(upgrade.Peer)));
            crowd.Upgrades.Clear();
        }

        return left;
    }

    private static PeerScript ScriptOf(Way way, int turn) => way switch
    {
        Way.Closed => new() { Turn = turn, Closes = true },
        Way.Unreadable => new() { Turn = turn, InPlace = [0xFF, 0, 0xFF, 0xFF, 0xFF, (byte)'\r', (byte)'\n', 0], Closes = true },
        Way.TooSlow or Way.Canceled => new() { Turn = turn },
        Way.ClosedInPlaceOfTls => new() { Closes = true },
        Way.UnreadableInPlaceOfTls => new() { InPlaceOfTls = [.. "HTTP/1.1 400 Bad Request\r\n\r\n"u8], Closes = true },
        _ => new() { InPlaceOfTls = [0x16, 3, 3, 0x10, 0, 1] },
    };
}
