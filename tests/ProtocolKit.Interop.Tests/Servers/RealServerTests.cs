namespace ProtocolKit.Interop.Tests.Servers;

public sealed class RealServerTests
{
    [ProgramFact("sh", "sleep", "timeout")]
    public async Task A_server_of_which_one_process_does_not_start_leaves_nothing_behind()
    {
        using var server = new BrokenServer();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(server.InitializeAsync);
        await server.DisposeAsync();
        server.Dispose();

        Assert.Contains("sh ended with 3.\nno such setting", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(server.Path));
    }

    private sealed class BrokenServer : RealServer
    {
        public string Path { get; private set; } = "";

        internal override IReadOnlyList<string> Needs => ["sh"];

        internal override IReadOnlyList<Service> Services => [];

        private protected override Task StartAsync()
        {
            Path = Folder.Path;
            NewPort("none", Listener.Upgrade);
            Run(null, "sh", "-c", "echo no such setting >&2; exit 3");
            Run(null, "sleep", "100");
            return Task.CompletedTask;
        }
    }
}
