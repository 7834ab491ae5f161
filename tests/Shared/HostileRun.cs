using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ProtocolKit.Cli;

namespace ProtocolKit.TestSupport;

/// <summary>A run of <c>audit --listen</c>, in this process.</summary>
internal sealed partial class HostileRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _stop = new();
    private readonly LineWriter _output = new();
    private readonly LineWriter _error = new();
    private readonly Task<int> _run;

    private HostileRun(string[] arguments) => _run = Task.Run(() =>
        Tool.RunAsync(["audit", .. arguments], new ToolConsole(_output, _error, isPlain: true), Catalog.All, _stop.Token));

    public int Port { get; private set; }

    /// <summary>The file of what the client is to trust.</summary>
    public string AuthorityPath { get; private set; } = "";

    /// <summary>What the client is to trust.</summary>
    public X509Certificate2Collection Roots { get; } = [];

    /// <summary>What it has printed.</summary>
    public string Output => _output.ToString();

    /// <summary>Starts it, and waits until it listens.</summary>
    public static async Task<HostileRun> StartAsync(params string[] arguments)
    {
        var run = new HostileRun(arguments);
        var waiting = await run._error.FindAsync("Waiting for a client");
        run.Port = int.Parse(PortPattern().Match(waiting).Groups[1].Value, CultureInfo.InvariantCulture);
        run.AuthorityPath = FilePattern().Match(await run._error.FindAsync("must demand TLS")).Groups[1].Value;
        run.Roots.ImportFromPemFile(run.AuthorityPath);
        return run;
    }

    /// <summary>Waits for its end.</summary>
    public Task<int> EndAsync() => _run.WaitAsync(Patience);

    /// <summary>The verdict of a script and what was observed.</summary>
    public (string Verdict, string Observed) this[string script]
    {
        get
        {
            var line = Assert.Single(Output.Split('\n'), line => line.StartsWith(script + " ", StringComparison.Ordinal));
            var words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            return (words[1], words[2].Trim());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_run).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    [GeneratedRegex(@"on 127\.0\.0\.1:(\d+),")]
    private static partial Regex PortPattern();

    [GeneratedRegex("trust (.+), which is there")]
    private static partial Regex FilePattern();
}
