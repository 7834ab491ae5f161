using System.Globalization;
using System.Text.RegularExpressions;

namespace ProtocolKit.Cli.Tests;

/// <summary>A run of <c>serve</c>, in this process, which goes on until the test ends it.</summary>
internal sealed class ServeRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _run;

    private ServeRun(string[] arguments) => _run = Task.Run(() =>
        Tool.RunAsync(["serve", .. arguments], new ToolConsole(Output, Error, isPlain: true), Catalog.All, _stop.Token));

    public LineWriter Output { get; } = new();

    public LineWriter Error { get; } = new();

    public int Port { get; private set; }

    /// <summary>Starts it, and waits until it serves.</summary>
    public static async Task<ServeRun> StartAsync(params string[] arguments)
    {
        var run = new ServeRun(arguments);
        var line = await Task.WhenAny(
            run.Error.FindAsync("Serving"), run._run.ContinueWith(_ => run.Error.ToString(), TaskScheduler.Default)).Unwrap()
            .WaitAsync(Patience);
        var port = Regex.Match(line, @"^Serving [\w-]+ on 127\.0\.0\.1:(\d+);");
        Assert.True(port.Success, line);
        run.Port = int.Parse(port.Groups[1].Value, CultureInfo.InvariantCulture);
        return run;
    }

    /// <summary>The file of the authority that issued its throwaway certificate.</summary>
    public async Task<string> FindAuthorityAsync() =>
        Regex.Match(await Error.FindAsync("--ca ").WaitAsync(Patience), @"--ca (\S+)").Groups[1].Value;

    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _run.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_run).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
