using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ProtocolKit.Interop.Tests;

/// <summary>A server of the system that runs as a child of the tests. Disposing it ends it.</summary>
/// <remarks>It ends by itself ten minutes after its start even if the tests are killed: <c>timeout</c> of coreutils stands between.</remarks>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int OutputLines = 40;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly string _name;
    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly Queue<string> _output = new();

    private ServerProcess(string name, TemporaryFolder folder, ProcessStartInfo start)
    {
        _name = name;
        _folder = folder;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a server, which must stay in the foreground.</summary>
    /// <param name="folder">Its folder, in which it runs and has its logs (<c>*.log</c>).</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="user">The user it runs as, or null for the tests' own.</param>
    /// <param name="environment">What is added to its environment.</param>
    public static ServerProcess Start(
        TemporaryFolder folder,
        string program,
        IEnumerable<string> arguments,
        string? user = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] asUser = user is null ? [] : [Programs.Path("setpriv"), $"--reuid={user}", $"--regid={user}", "--init-groups"];
        var start = new ProcessStartInfo(Programs.Path("timeout"), ["--kill-after=5", "600", .. asUser, Programs.Path(program), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new ServerProcess(program, folder, start);
    }

    /// <summary>Waits until the server accepts connections.</summary>
    /// <param name="ports">The ports of 127.0.0.1 on all of which it listens.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">The server ended, or did not come up in time. The message has the ends of its logs.</exception>
    public async Task WaitUntilListeningAsync(IEnumerable<int> ports, CancellationToken cancellationToken)
    {
        foreach (var port in ports)
        {
            while (!await AcceptsAsync(port, cancellationToken))
            {
                if (cancellationToken.IsCancellationRequested)
                    throw Failed($"does not listen on port {port}");
                if (_process.HasExited)
                {
                    await _process.WaitForExitAsync(cancellationToken);    // for the rest of its output
                    throw Failed($"ended with {_process.ExitCode}");
                }

                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    /// <summary>Asks the server to end, and insists after some seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (!_process.HasExited)
                _ = Signal(_process.Id, Terminate);
            using var limit = new CancellationTokenSource(EndLimit);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{_name} did not end when it was told to, and was killed.");
            }
        }
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private InvalidOperationException Failed(string what)
    {
        lock (_output)
            return new InvalidOperationException($"{_name} {what}.\n{string.Join('\n', _output)}\n{_folder.TailOfLogs()}");
    }

    private void Remember(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > OutputLines)
                _output.Dequeue();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
