using System.Globalization;
using System.Text;
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
        var line = await Task.WhenAny(run.Error.FindAsync("Serving"), run._run.ContinueWith(_ => run.Error.ToString(), TaskScheduler.Default)).Unwrap().WaitAsync(Patience);
        var port = Regex.Match(line, @"^Serving \w+ on 127\.0\.0\.1:(\d+);");
        Assert.True(port.Success, line);
        run.Port = int.Parse(port.Groups[1].Value, CultureInfo.InvariantCulture);
        return run;
    }

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

    /// <summary>Keeps lines, and lets them be waited for.</summary>
    internal sealed class LineWriter : TextWriter
    {
        private readonly Lock _lock = new();
        private readonly StringBuilder _text = new();
        private readonly List<(string Part, TaskCompletionSource<string> Found)> _awaited = [];

        public override Encoding Encoding => Encoding.UTF8;

        /// <summary>Waits for a line with a text in it.</summary>
        public Task<string> FindAsync(string part)
        {
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
                _awaited.Add((part, found));
            Look();
            return found.Task.WaitAsync(Patience);
        }

        public override void Write(char value)
        {
            lock (_lock)
                _text.Append(value);
            if (value == '\n')
                Look();
        }

        public override string ToString()
        {
            lock (_lock)
                return _text.ToString();
        }

        private void Look()
        {
            lock (_lock)
            {
                // The last one is not at its end.
                var lines = _text.ToString().Split('\n')[..^1];
                foreach (var (part, found) in _awaited)
                {
                    if (lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } line)
                        found.TrySetResult(line);
                }
            }
        }
    }
}
