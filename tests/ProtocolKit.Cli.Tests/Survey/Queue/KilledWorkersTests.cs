using System.Collections.Concurrent;

namespace ProtocolKit.Cli.Tests.Survey.Queue;

public sealed class KilledWorkersTests(NatsServer server) : IClassFixture<NatsServer>, IDisposable
{
    private const int Hosts = 150, Seed = 20261127;

    private readonly SurveyFolder _folder = new();
    private readonly ConcurrentDictionary<string, RunningProcess> _workers = new();
    private readonly string[] _queue = ["--nats", server.Url, "--name", "killed"];
    private int _started;

    public void Dispose() => _folder.Dispose();

    [NatsFact]
    public async Task Workers_and_collectors_that_are_killed_at_random_lose_and_double_nothing()
    {
        var random = new Random(Seed);
        var kills = new Queue<int>(Enumerable.Range(0, 5).Select(number => (number * 25) + random.Next(1, 25)));
        var (met, last) = (0, new TaskCompletionSource());
        RunningProcess? collector = null;
        await using var hosts = new GreetedHosts(Hosts, async name =>
        {
            // The worker dies while it probes, and another one begins.
            RunningProcess? victim = null;
            int left;
            lock (kills)
            {
                if (++met >= kills.FirstOrDefault(int.MaxValue) && _workers.TryRemove(name, out victim))
                    kills.Dequeue();
                left = kills.Count;
            }

            if (victim is null)
                return;
            await victim.KillAsync();
            if (left == 2)
                await collector!.KillAsync();
            Start();
            if (left == 0)
                last.SetResult();
        });
        var published = await ToolRun.OfAsync(["survey", "publish", _folder.Write("hosts.txt", string.Join('\n', hosts.Targets)), .. _queue,
            "--ack-wait", "1"]);
        Assert.True(published.ExitCode == ExitCode.Success, published.Error);
        collector = ToolProcess.Start(["survey", "collect", .. _queue, "-o", _folder.Results]);
        Start();
        Start();

        // The first collector is killed as well, so that this one goes on with its file.
        await last.Task;
        await collector.DisposeAsync();
        var collected = await ToolRun.OfAsync(["survey", "collect", .. _queue, "-o", _folder.Results]);
        foreach (var worker in _workers.Values)
            await worker.WaitAsync();
        var status = await ToolRun.OfAsync(["survey", "status", .. _queue, "--delete"]);

        Assert.True(collected.ExitCode == ExitCode.Success, collected.Error);
        Assert.Equal(hosts.Targets.Order(), _folder.ReadResults().Select(line => line.GetProperty("target").GetString()!).Order());
        Assert.All(_folder.ReadResults(), line => Assert.Equal("not-offered", line.GetProperty("outcome").GetString()));
        Assert.Contains($"{Hosts} of {Hosts} questions done, 0 in hand; {Hosts} results, 0 to collect", status.Output, StringComparison.Ordinal);
        Assert.Equal(7, _started);
        Assert.Contains("There is no survey 'killed'", (await ToolRun.OfAsync(["survey", "status", .. _queue])).Error, StringComparison.Ordinal);
    }

    private void Start()
    {
        var name = $"worker-{Interlocked.Increment(ref _started)}.example";
        _workers[name] = ToolProcess.Start(["survey", "work", .. _queue, "--contact", name, "--concurrency", "4", "--pause", "0",
            "--per-network", "32"]);
    }
}
