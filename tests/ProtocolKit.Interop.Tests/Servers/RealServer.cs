namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>A server of the system that the generated clients are tried against. It runs while the tests of one class do.</summary>
public abstract class RealServer : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Dictionary<(string Service, Listener Listener), int> _ports = [];
    private readonly List<ServerProcess> _processes = [];
    private TemporaryFolder? _folder;

    /// <summary>What has to be installed.</summary>
    internal abstract IReadOnlyList<string> Needs { get; }

    /// <summary>The protocols it speaks.</summary>
    internal abstract IReadOnlyList<Service> Services { get; }

    private protected TemporaryFolder Folder => _folder ?? throw new InvalidOperationException("The server has not been started.");

    private protected CertificateFiles Valid => field ??= CertificateFiles.Write(Folder, "valid", TestCertificates.Valid);

    private protected CertificateFiles Expired => field ??= CertificateFiles.Write(Folder, "expired", TestCertificates.Expired);

    public async Task InitializeAsync()
    {
        if (Programs.WhyNot(Needs) is not null)
            return;
        _folder = new TemporaryFolder();
        using var limit = new CancellationTokenSource(StartLimit);
        await StartAsync();
        foreach (var process in _processes)
            await process.WaitUntilListeningAsync(_ports.Values, limit.Token);
    }

    /// <summary>Ends the processes, also when some of them did not come up.</summary>
    public virtual Task DisposeAsync() => Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));

    public void Dispose()
    {
        _folder?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The file of the authority that issued the certificates.</summary>
    internal string Authority => Valid.Authority;

    /// <summary>The file of an authority that issued none of them.</summary>
    internal string OtherAuthority => field ??= Folder.Write("other-authority.pem", TestCertificates.OtherAuthority.ExportCertificatePem());

    /// <summary>The port of a service.</summary>
    internal int PortOf(string service, Listener listener) => _ports[(service, listener)];

    /// <summary>Writes the configuration and starts the processes.</summary>
    private protected abstract Task StartAsync();

    /// <summary>Chooses the port of a service, on which the server has to listen.</summary>
    private protected int NewPort(string service, Listener listener) => _ports[(service, listener)] = FreePorts.Next();

    /// <summary>Runs a program of the server to its end.</summary>
    private protected Task RunToEndAsync(string? user, string program, params IEnumerable<string> arguments) =>
        ServerProcess.RunToEndAsync(Folder, user, program, arguments);

    /// <summary>Starts a process of the server.</summary>
    private protected void Run(string? user, string program, params IEnumerable<string> arguments) =>
        _processes.Add(ServerProcess.Start(Folder, user, program, arguments));
}
