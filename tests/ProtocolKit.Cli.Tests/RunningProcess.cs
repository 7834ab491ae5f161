using System.Diagnostics;
using System.Text;

namespace ProtocolKit.Cli.Tests;

/// <summary>A process that the test has started, and that ends with it.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _error;

    public RunningProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _error = ReadErrorAsync();
    }

    /// <summary>Reads until it has printed a line with a text in it.</summary>
    public async Task WaitForAsync(string text)
    {
        while (await ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"It ended without \"{text}\": {_output}");
    }

    /// <summary>Waits for its end, and gives what it has printed.</summary>
    public async Task<string> WaitAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _error.WaitAsync(Patience);
        Assert.True(_process.ExitCode == 0, _output.ToString());
        return _output.ToString();
    }

    /// <summary>Ends it at once, as SIGKILL does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _error.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Keep(line);
        return line;
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
            Keep(line);
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
