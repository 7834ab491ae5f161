using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace ProtocolKit.Cli.Tests.Survey;

public sealed class HostileSurveyTests : IDisposable
{
    private const int Hosts = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SurveyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hundreds_of_hostile_hosts_among_a_thousand_neither_stall_a_survey_nor_break_its_output()
    {
        using var certificates = new HostileCertificates();
        using var stop = new CancellationTokenSource();
        var serving = new List<Task>();
        var targets = new List<string>();
        foreach (var protocol in Catalog.All.Definitions)
        {
            foreach (var script in ListenScripts.All)
            {
                var options = new ListenOptions(protocol, 0, [script]) { Timeout = Patience, Quiet = TimeSpan.FromSeconds(0.1) };
                targets.Add($"{protocol.Name}://localhost:{Serve(serving, async socket =>
                {
                    await using var channel = new AuditChannel(socket, stop.Token);
                    await script.RunAsync(new ListenRun(options, script.Name, channel, certificates, ControlResult.None));
                }, stop.Token)}");
            }
        }

        foreach (var words in (string[])["\0\0\0", "220 \u0001\u001b[2J\u2028<script>alert(1)</script>\r\n", "220-", new string('x',
            200_000), ""])
        {
            targets.Add($"smtp://localhost:{Serve(serving, async socket =>
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(words), stop.Token);
                await Task.Delay(Timeout.Infinite, stop.Token);
            }, stop.Token)}");
        }

        var honest = new HashSet<string>();
        var smtp = Catalog.All.Require("smtp", out _);
        var upgrading = new UpgradeServerOptions { CertificateContext = certificates.Valid, AnswerInsideTls = true };
        while (targets.Count < Hosts)
        {
            var target = $"smtp://localhost:{Serve(serving, async socket =>
            {
                await using var connection = await UpgradeServer.AcceptAsync(smtp, new NetworkStream(socket), upgrading, null, stop.Token);
                _ = await connection.Stream.ReadAsync(new byte[1], stop.Token);
            }, stop.Token)}";
            honest.Add(target);
            targets.Add(target);
        }

        new Random(7).Shuffle(CollectionsMarshal.AsSpan(targets));
        var input = _folder.Write("targets.txt", string.Join('\n', targets));
        var watch = Stopwatch.StartNew();

        var run = await ToolRun.OfAsync(
            "survey", input, "--pause", "0", "--per-host", "32", "--per-network", "32", "--concurrency", "32", "--timeout", "5",
            "--ca", certificates.AuthorityPath, "-o", _folder.Results);

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"It took {watch.Elapsed}.");
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Equal(targets.Order(), _folder.ReadResults().Select(line => line.GetProperty("target").GetString()!).Order());
        Assert.All(
            _folder.ReadResults().Where(line => honest.Contains(line.GetProperty("target").GetString()!)),
            line => Assert.True(line.GetProperty("outcome").GetString() == "secured", line.ToString()));
        Assert.All(File.ReadAllBytes(_folder.Results), octet => Assert.True(octet is (byte)'\n' or (>= 0x20 and < 0x7F)));
        await stop.CancelAsync();
        await Task.WhenAll(serving)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Serves one connection, and says at which port.</summary>
    private static int Serve(List<Task> serving, Func<Socket, Task> serve, CancellationToken stop)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        serving.Add(ServeAsync());
        return ((IPEndPoint)listener.LocalEndpoint).Port;

        async Task ServeAsync()
        {
            using (listener)
            {
                using var socket = await listener.AcceptSocketAsync(stop);
                await serve(socket);
            }
        }
    }
}
