using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>What a client was asked to connect to, checked, and the run that will do it.</summary>
internal readonly record struct ClientTarget(UpgradeRun Run, UpgradeClientOptions Options, string Host, int Port)
{
    public static ClientTarget Create(
        ProtocolDefinition protocol, string host, int? port, ProtocolParameters? parameters, UpgradeClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        if (port is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(port));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(given, ushort.MaxValue, nameof(port));
        }

        options ??= UpgradeClientOptions.Default;
        var serverName = options.ServerName is null ? HostNames.ForTls(host) : HostNames.ForTls(options.ServerName);
        var machine = protocol.CreateClient(new ClientMachineOptions
        {
            Host = serverName,
            Parameters = parameters,
            ImplicitTls = options.ImplicitTls,
            Observer = options.EffectiveObserver,
        });
        var handshake = new ClientHandshake(protocol, options, serverName, host, port);
        var run = new UpgradeRun(machine, handshake) { Patience = Patience.Within(options.Timeout, options.TimeProvider) };
        return new ClientTarget(run, options, host, port ?? 0);
    }

    public Deadline StartDeadline(CancellationToken cancellationToken) =>
        Deadline.Start(Options.Timeout, Options.TimeProvider, cancellationToken);

    /// <summary>Tells operators that the upgrade starts; to be called by the method that awaits all of it.</summary>
    public void StartReport() =>
        Run.Report = UpgradeReport.StartClient(Run.Machine, Options.Logger, Options.TimeProvider, Host, Port);

    /// <summary>Connects by TCP.</summary>
    /// <exception cref="SocketException">The name was not found, or nobody accepted the connection.</exception>
    public ValueTask<Stream> DialAsync(CancellationToken cancellationToken) => DialAsync(HostNames.ForConnecting(Host), Port, cancellationToken);

    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken)
    {
        // Without NoDelay the handshake waits for the peer's delayed acknowledgement, some 45 ms.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
