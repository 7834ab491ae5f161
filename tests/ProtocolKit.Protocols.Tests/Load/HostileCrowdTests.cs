using ProtocolKit.Grammar.Limits;
using ProtocolKit.Protocols.Tests.Attacks;
using ProtocolKit.Testing;
using Xunit.Abstractions;

namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>What a thousand hostile peers at a time, of all kinds, cost each role of each protocol, beside what is computed from its
/// limits.</summary>
[CollectionDefinition(nameof(HostileCrowdTests), DisableParallelization = true)]
[Collection(nameof(HostileCrowdTests))]
public sealed class HostileCrowdTests(ITestOutputHelper output)
{
    private const int Peers = 1000;

    /// <summary>What an upgrade costs before anything is received, and the test for its peer: the objects of the machine, the channel, the
    /// deadline and the asynchronous methods, and the least buffers of what is read and written.</summary>
    private const int FixedOctets = 8 * 1024;

    /// <summary>What <see cref="System.Net.Security.SslStream"/> costs besides: its objects, and a buffer for the longest record, which is
    /// twice as large because the record's header does not fit in half of it.</summary>
    private const int TlsOctets = 40 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    public static TheoryData<string, UpgradeRole> Roles => AttackTests.Roles;

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_thousand_hostile_peers_at_a_time_cost_no_more_than_is_computed_and_end_in_time(string protocol, UpgradeRole role)
    {
        var definition = Recordings.Protocol(protocol);
        var scripts = new HostileScripts(definition, role);
        var kinds = Enum.GetValues<HostileKind>().Select(kind => (Kind: kind, Script: scripts.Of(kind)))
            .Where(kind => kind.Script is not null).ToArray();
        var cost = PeerCost.Of(AttackSuite.For(definition).Target(role).Model)
            .SingleOrDefault(cost => cost.ToClient == (role == UpgradeRole.Client) && !cost.IsInsideTls);

        foreach (var count in (int[])[1, Peers / kinds.Length])
        {
            var crowd = new Crowd();
            foreach (var (kind, script) in kinds)
            {
                var octets = await StartAsync(crowd, definition, role, kind, script!, count, cost);
                if (count == 1)
                    continue;
                output.WriteLine($"{kind}: {octets} octets of memory a peer, who said {crowd.Upgrades[^1].Peer.OctetsRead}; computed are {cost?.Memory}");
                var most = FixedOctets + (IsSmall(kind) ? 0 : cost?.Memory ?? 0)
                    + (kind is HostileKind.SilentHandshake or HostileKind.EndlessHandshake or HostileKind.OctetASecond ? TlsOctets : 0);
                Assert.True(octets <= most, $"{kind}: {octets} octets a peer, at most {most}");
            }

            crowd.Time.Advance(Crowd.Patience);
            var failures = await crowd.EndAsync();

            Assert.Equal([UpgradeOutcome.Timeout], failures.Zip(crowd.Upgrades).Where(one => one.Second.Talk.Repeated == 0)
                .Select(one => Assert.IsType<UpgradeException>(one.First).Outcome).Distinct());
            Assert.All(crowd.Upgrades, upgrade => Assert.True(upgrade.Peer.IsDisposed));
            Assert.Equal(0, crowd.Time.Timers);
        }
    }

    /// <summary>Whether a kind of peer says less than the least buffer takes.</summary>
    private static bool IsSmall(HostileKind kind) => kind is HostileKind.Idle or HostileKind.OctetASecond or HostileKind.SilentHandshake;

    /// <summary>Adds peers of one kind.</summary>
    /// <returns>How much memory each holds.</returns>
    private static async Task<long> StartAsync(
        Crowd crowd, ProtocolDefinition definition, UpgradeRole role, HostileKind kind, PeerScript script, int count, PeerCost? cost)
    {
        var first = crowd.Upgrades.Count;
        var before = Heap();
        crowd.Start(
            definition, role, script, count, isSlow: kind == HostileKind.OctetASecond,
            times: kind == HostileKind.EndlessMessages ? cost!.Messages / 2 : int.MaxValue);
        var upgrades = crowd.Upgrades[first..];
        for (var second = s_second; kind == HostileKind.OctetASecond && second < Crowd.Patience; second += s_second)
        {
            upgrades.ForEach(upgrade => upgrade.Peer.GoOn());
            crowd.Time.Advance(s_second);
        }

        var octets = (Heap() - before) / count;
        Assert.DoesNotContain(upgrades, upgrade => upgrade.Upgrade.IsCompleted);
        if (kind == HostileKind.OctetASecond)
            await EndSlowAsync(crowd, upgrades);
        else if (kind == HostileKind.EndlessMessages)
            await EndEndlessAsync(upgrades, cost!);
        return octets;
    }

    /// <summary>No octet makes an upgrade last longer.</summary>
    private static async Task EndSlowAsync(Crowd crowd, List<(HostileTalk Talk, HostilePeer Peer, Task Upgrade)> upgrades)
    {
        crowd.Time.Advance(s_second);
        foreach (var (_, _, upgrade) in upgrades)
            Assert.Equal(UpgradeOutcome.Timeout, (await Assert.ThrowsAsync<UpgradeException>(() => upgrade.WaitAsync(s_patience))).Outcome);
    }

    /// <summary>Messages of any time come to an end by their number.</summary>
    private static async Task EndEndlessAsync(List<(HostileTalk Talk, HostilePeer Peer, Task Upgrade)> upgrades, PeerCost cost)
    {
        foreach (var (talk, peer, upgrade) in upgrades)
        {
            talk.Times = int.MaxValue;
            peer.GoOn();
            Assert.Equal(
                UpgradeOutcome.Violation, (await Assert.ThrowsAsync<UpgradeException>(() => upgrade.WaitAsync(s_patience))).Outcome);
            Assert.InRange(talk.Repeated, 1, cost.Messages + 1);
            Assert.InRange(peer.OctetsRead, 1, cost.Octets);
        }
    }

    private static long Heap()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
