namespace ProtocolKit.Interop.Tests;

public sealed class ServerProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20));

    public void Dispose()
    {
        _folder.Dispose();
        _limit.Dispose();
    }

    [ProgramFact("sh", "timeout")]
    public async Task A_server_that_does_not_come_up_tells_why()
    {
        _folder.Write("server.log", "no such file\n");
        await using var process = ServerProcess.Start(_folder, null, "sh", "-c", "echo broken >&2; exit 3");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            process.WaitUntilListeningAsync([FreePorts.Next()], _limit.Token));

        Assert.Contains("sh ended with 3.\nbroken", failure.Message, StringComparison.Ordinal);
        Assert.Contains("server.log:\nno such file", failure.Message, StringComparison.Ordinal);
    }

    [ProgramFact("sh", "timeout")]
    public async Task A_server_is_ended_with_its_children()
    {
        var process = ServerProcess.Start(_folder, null, "sh", "-c", "sleep 100 & echo $! > pid.part; mv pid.part pid; wait");
        while (!File.Exists(_folder.At("pid")))
            await Task.Delay(10, _limit.Token);
        var child = (await File.ReadAllTextAsync(_folder.At("pid"), _limit.Token)).Trim();

        await process.DisposeAsync();

        Assert.False(IsRunning(child));
    }

    // What has ended has no command line, whether or not its parent has taken notice.
    private static bool IsRunning(string process)
    {
        var commandLine = $"/proc/{process}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Length > 0;
    }
}
