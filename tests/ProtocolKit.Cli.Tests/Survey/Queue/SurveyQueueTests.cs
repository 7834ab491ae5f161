using NATS.Client.Core;
using NATS.Client.JetStream;

namespace ProtocolKit.Cli.Tests.Survey.Queue;

public sealed class SurveyQueueTests(NatsServer server) : IClassFixture<NatsServer>, IDisposable
{
    private readonly SurveyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NatsFact]
    public async Task What_is_published_twice_is_surveyed_once_and_one_collected_twice_stands_once()
    {
        await using var mail = TestServer.Of("smtp");
        var input = _folder.Write("hosts.txt", $"localhost:{mail.Port}\nLOCALHOST:{mail.Port}\nlocal host\n");
        string[] queue = ["--nats", server.Url, "--name", "twice"];

        var first = await ToolRun.OfAsync(["survey", "publish", input, "--protocol", "smtp", .. queue]);
        var second = await ToolRun.OfAsync(["survey", "publish", input, "--protocol", "smtp", .. queue]);
        await WorkAsync(queue);
        var collected = await ToolRun.OfAsync(["survey", "collect", .. queue, "-o", _folder.Results]);
        var other = await ToolRun.OfAsync(["survey", "publish", $"smtp://localhost:{mail.Port}", .. queue]);
        await WorkAsync(queue);
        await ToolRun.OfAsync(["survey", "collect", .. queue, "-o", _folder.Results]);

        Assert.Equal(ExitCode.Usage, first.ExitCode);
        Assert.Contains("local host: 'smtp://local host' names no host.", first.Error, StringComparison.Ordinal);
        Assert.Contains("3 inputs were published before", second.Error, StringComparison.Ordinal);
        Assert.Contains("1 targets: 1 secured", collected.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, other.ExitCode);
        Assert.Equal($"smtp://localhost:{mail.Port}", Assert.Single(_folder.ReadResults()).GetProperty("target").GetString());
    }

    [NatsFact]
    public async Task A_target_that_ends_its_workers_gets_a_line_that_says_so()
    {
        string[] queue = ["--nats", server.Url, "--name", "poison"];
        await ToolRun.OfAsync(["survey", "publish", "a.example", "--mx", .. queue]);
        await using (var connection = new NatsConnection(new NatsOpts { Url = server.Url }))
        {
            var work = await new NatsJSContext(connection).GetConsumerAsync("protocolkit-poison-work", "work");
            for (var i = 0; i < SurveyWorker.MostTries; i++)
                await (await work.NextAsync<byte[]>())!.NakAsync(new AckOpts { DoubleAck = true });
        }

        await WorkAsync(queue);
        await ToolRun.OfAsync(["survey", "collect", .. queue, "-o", _folder.Results]);

        var line = Assert.Single(_folder.ReadResults());
        Assert.Equal("unreachable", line.GetProperty("outcome").GetString());
        Assert.Contains("5 workers took this target", line.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var surveyed = line.GetProperty("surveyed");
        Assert.Equal("a.example givenUp", $"{surveyed.GetProperty("domain")} {surveyed.GetProperty("lookupError")}");
    }

    [NatsFact]
    public async Task Who_publishes_more_than_the_queue_holds_waits()
    {
        string[] queue = ["--nats", server.Url, "--name", "full"];
        var input = _folder.Write("hosts.txt", string.Join('\n', Enumerable.Range(1, 12).Select(number => $"smtp://127.0.0.{number}:1")));

        var publishing = ToolRun.OfAsync(["survey", "publish", input, "--depth", "5", .. queue]);
        while (!publishing.IsCompleted && (await ToolRun.OfAsync(["survey", "status", .. queue])).ExitCode != ExitCode.Success)
        {
        }

        var isWaiting = !publishing.IsCompleted;
        Assert.True(isWaiting, isWaiting ? "" : (await publishing).Error);
        var working = WorkAsync(queue);
        var collected = await ToolRun.OfAsync(["survey", "collect", .. queue, "-o", _folder.Results]);
        await working;

        Assert.Equal(ExitCode.Success, (await publishing).ExitCode);
        Assert.Contains("12 of 12 inputs; 12 targets", collected.Error, StringComparison.Ordinal);
        Assert.Equal(12, _folder.ReadResults().Count);
    }

    [NatsFact]
    public async Task Workers_pause_with_an_address_together()
    {
        var pause = TimeSpan.FromMinutes(10);
        using var stop = new CancellationTokenSource();
        await using var one = await SurveyQueue.ConnectAsync(new SurveyQueueOptions { Url = server.Url, Name = "polite" }, stop.Token);
        await using var other = await SurveyQueue.ConnectAsync(new SurveyQueueOptions { Url = server.Url, Name = "polite" }, stop.Token);
        await one.CreateTurnsAsync(pause, stop.Token);

        await one.WaitForTurnAsync("192.0.2.1", pause, stop.Token);
        var waiting = other.WaitForTurnAsync("192.0.2.1", pause, stop.Token);

        // The server answers one after the other, so that it has answered the one that waits.
        await other.WaitForTurnAsync("192.0.2.2", pause, stop.Token);
        await other.WaitForTurnAsync("192.0.2.3", pause, stop.Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [NatsFact]
    public async Task A_server_that_demands_TLS_and_a_password_is_used()
    {
        using var guarded = new NatsServer("""
            authorization { user: "surveyor", password: "s3cret" }
            tls { cert_file: "FOLDER/certificate.pem", key_file: "FOLDER/key.pem" }
            """);
        string[] name = ["--name", "guarded"];

        var stranger = await ToolRun.OfAsync(["survey", "status", "--nats", guarded.Url, "--nats-ca", guarded.Authority, .. name]);
        var distrustful = await ToolRun.OfAsync(["survey", "status", "--nats", $"nats://surveyor:s3cret@{guarded.Address}", .. name]);
        var published = await ToolRun.OfAsync(["survey", "publish", "smtp://127.0.0.1:1", "--nats", $"nats://surveyor:s3cret@{guarded.Address}",
            "--nats-ca", guarded.Authority, .. name]);

        Assert.Equal(ExitCode.Usage, stranger.ExitCode);
        Assert.Contains("uthorization", stranger.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, distrustful.ExitCode);
        Assert.DoesNotContain("s3cret", distrustful.Error + stranger.Error, StringComparison.Ordinal);
        Assert.True(published.ExitCode == ExitCode.Success, published.Error);
    }

    [Theory]
    [InlineData("--name takes letters", "--name", "a.b")]
    [InlineData("--nats takes a URL", "--nats", "localhost")]
    [InlineData("there is no file", "--creds", "/no/such/file")]
    [InlineData("127.0.0.1 cannot be used", "--nats", "nats://127.0.0.1:1")]
    public async Task A_wrong_command_line_is_told_what_is_wrong_with_it(string complaint, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(["survey", "status", .. arguments]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [NatsFact]
    public async Task A_survey_that_nobody_has_begun_is_told_of()
    {
        var run = await ToolRun.OfAsync("survey", "work", "--nats", server.Url, "--name", "none", "--pause", "0");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("'protocolkit survey publish --name none' begins one", run.Error, StringComparison.Ordinal);
    }

    private static async Task WorkAsync(string[] queue)
    {
        using var authority = new AuthorityFile();
        var run = await ToolRun.OfAsync(["survey", "work", .. queue, "--per-network", "32", "--ca", authority.Path, "--pause", "0"]);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
    }
}
