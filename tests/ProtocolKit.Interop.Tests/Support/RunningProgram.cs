using System.Diagnostics;
using System.Text;

namespace ProtocolKit.Interop.Tests;

/// <summary>A program of the system, from its start until it has ended. What it says is kept; disposing it ends it and all that it
/// started.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private RunningProgram(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has said so far to standard output and standard error, line by line.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its name; found by <see cref="Programs.Path"/>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that are added to this process's own, or null.</param>
    /// <param name="keepsInputOpen">Whether its standard input stays open for <see cref="WriteAsync"/>; at its end otherwise.</param>
    public static RunningProgram Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, bool keepsInputOpen = false)
    {
        var start = new ProcessStartInfo(Programs.Path(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var running = new RunningProgram(start);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        if (!keepsInputOpen)
            running._process.StandardInput.Close();
        return running;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that are added to this process's own, or null.</param>
    /// <param name="input">What it is told on standard input, which stays open until it ends; null for none.</param>
    /// <param name="deadline">When it is killed; a minute unless given.</param>
    /// <exception cref="TimeoutException">It did not end by itself. The message has what it said.</exception>
    public static async Task<ProgramResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? input = null,
        TimeSpan? deadline = null)
    {
        using var timer = new CancellationTokenSource(deadline ?? TimeSpan.FromMinutes(1));
        await using var running = Start(program, arguments, environment, keepsInputOpen: input is not null);
        try
        {
            if (input is not null)
                await running.WriteAsync(input);
            var exitCode = await running.WaitForExitAsync(timer.Token);
            return new ProgramResult(program, exitCode, running.Output);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            throw new TimeoutException($"{program} did not end by itself. It said:\n{running.Output}");
        }
    }

    /// <summary>Writes to its standard input. A program that has closed that is not told.</summary>
    public async Task WriteAsync(string input)
    {
        try
        {
            await _process.StandardInput.WriteAsync(input);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It ended first; its exit code says why.
        }
    }

    /// <summary>Waits until it has ended and all that it said was read.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (_output)
            _output.Append(line.Data).Append('\n');
    }
}
