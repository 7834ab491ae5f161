using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ProtocolKit.Interop.Tests;

/// <summary>A server of the system that runs as a child of the tests. Disposing it ends it.</summary>
/// <remarks>It ends by itself ten minutes after its start even if the tests are killed: <c>timeout</c> of coreutils stands
/// between.</remarks>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly string _name;
    private readonly TemporaryFolder _folder;
    private readonly RunningProgram _program;

    private ServerProcess(string name, TemporaryFolder folder, RunningProgram program)
    {
        _name = name;
        _folder = folder;
        _program = program;
    }

    /// <summary>Starts a server, which must stay in the foreground.</summary>
    /// <param name="folder">Its folder, in which it runs and has its logs (<c>*.log</c>).</param>
    /// <param name="user">The user it runs as, or null for the tests' own.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ServerProcess Start(TemporaryFolder folder, string? user, string program, params IEnumerable<string> arguments) =>
        new(program, folder,
            RunningProgram.Start("timeout", ["--kill-after=5", "600", Programs.Path("env"), .. Within(folder, user, program, arguments)]));

    /// <summary>Runs a program of the server to its end.</summary>
    /// <inheritdoc cref="Start" path="/param"/>
    /// <exception cref="InvalidOperationException">It failed. The message has what it said.</exception>
    public static async Task RunToEndAsync(TemporaryFolder folder, string? user, string program, params IEnumerable<string> arguments)
    {
        var result = await RunningProgram.RunAsync("env", Within(folder, user, program, arguments));
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {result.ExitCode}.\n{result.Output}");
    }

    /// <summary>Waits until the server accepts connections.</summary>
    /// <param name="ports">The ports of 127.0.0.1 on all of which it listens.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">The server ended, or did not come up in time. The message has the ends of its
    /// logs.</exception>
    public async Task WaitUntilListeningAsync(IEnumerable<int> ports, CancellationToken cancellationToken)
    {
        foreach (var port in ports)
        {
            while (!await AcceptsAsync(port, cancellationToken))
            {
                if (cancellationToken.IsCancellationRequested)
                    throw Failed($"does not listen on port {port}");
                if (_program.HasExited)
                    throw Failed($"ended with {await _program.WaitForExitAsync(cancellationToken)}");
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    /// <summary>Asks the server to end, and insists after some seconds.</summary>
    /// <exception cref="TimeoutException">It had to be killed.</exception>
    public async ValueTask DisposeAsync()
    {
        await using (_program)
        {
            if (!_program.HasExited)
                _ = Signal(_program.Id, Terminate);
            using var limit = new CancellationTokenSource(EndLimit);
            try
            {
                await _program.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{_name} did not end when it was told to, and was killed.");
            }
        }
    }

    // The arguments of env: the folder may be the only one that the user may enter.
    private static IEnumerable<string> Within(TemporaryFolder folder, string? user, string program, IEnumerable<string> arguments)
    {
        string[] asUser = user is null ? [] : [Programs.Path("setpriv"), $"--reuid={user}", $"--regid={user}", "--init-groups"];
        return [$"--chdir={folder.Path}", "LC_ALL=C", .. asUser, Programs.Path(program), .. arguments];
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

    private InvalidOperationException Failed(string what) => new($"{_name} {what}.\n{_program.Output}\n{_folder.TailOfLogs()}");

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
