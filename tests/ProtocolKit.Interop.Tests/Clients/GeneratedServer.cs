using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>The generated server of a protocol on 127.0.0.1, with a service behind the upgrade.</summary>
internal sealed class GeneratedServer : IAsyncDisposable
{
    // A client that tries again and again is not served for ever.
    private const int MaxConnections = 4;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _deadline = new(Deadline);
    private readonly CancellationTokenSource _stopping;
    private readonly ConcurrentQueue<ServedConnection> _served = new();
    private readonly TaskCompletionSource _firstServed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProtocolDefinition _protocol;
    private readonly UpgradeServerOptions _options;
    private readonly ProtocolParameters _parameters;
    private readonly IService _service;
    private readonly Task _serving;

    private GeneratedServer(
        ProtocolDefinition protocol, IService service, UpgradeServerOptions options,
        params IEnumerable<(string Name, string Value)> parameters)
    {
        _protocol = protocol;
        _service = service;
        _options = options;
        _parameters = protocol.CreateServerParameters();
        foreach (var (name, value) in parameters)
            _parameters.SetValue(name, value);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Ends when the first connection has.</summary>
    public Task FirstServed => _firstServed.Task;

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="protocol">The protocol, as its grammar spells it.</param>
    /// <param name="service">What happens inside TLS.</param>
    /// <param name="certificate">What it shows.</param>
    /// <param name="implicitTls">Whether TLS starts with the first octet.</param>
    /// <param name="parameters">The protocol's parameters that are not to have their defaults.</param>
    public static GeneratedServer Start(
        string protocol,
        IService service,
        PresentedCertificate certificate = PresentedCertificate.Trusted,
        bool implicitTls = false,
        params IEnumerable<(string Name, string Value)> parameters) =>
        new(
            Find(protocol),
            service,
            new UpgradeServerOptions { Certificate = certificate.Get(), ImplicitTls = implicitTls, Timeout = Deadline },
            parameters);

    /// <summary>Starts a server that greets a client, if its protocol does, and says that it has no TLS when it is asked for.</summary>
    /// <param name="protocol">The protocol, as its grammar spells it.</param>
    /// <param name="refusal">How it says so.</param>
    public static GeneratedServer StartRefusing(string protocol, UpgradeOutcome refusal)
    {
        // Where the greeting could be a refusal, it is the first of which the host is asked.
        var isGreeting = protocol is "smtp" or "submission" or "lmtp" or "pop3" or "nntp" or "ftp" ? 1 : 0;
        var options = new UpgradeServerOptions
        {
            Certificate = TestCertificates.Valid,
            Refusal = () => Interlocked.Exchange(ref isGreeting, 0) == 1 ? null : refusal,
            Timeout = Deadline,
        };
        return new GeneratedServer(Find(protocol), LineService.Repeating, options);
    }

    /// <summary>Waits for the end of all connections, and says what became of them. To be called when the client has ended.</summary>
    public async Task<IReadOnlyList<ServedConnection>> StopAsync()
    {
        await _stopping.CancelAsync();
        await _serving;
        return [.. _served];
    }

    public async ValueTask DisposeAsync()
    {
        await _deadline.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stopping.Dispose();
        _deadline.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (connections.Count < MaxConnections)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }

        _listener.Stop();
        await Task.WhenAll(connections);
    }

    private static ProtocolDefinition Find(string protocol) => AllProtocols.Definitions.Single(definition => definition.Name == protocol);

    private static async Task EndAsync(SecureConnection connection)
    {
        try
        {
            await connection.ShutdownAsync();
        }
        catch (IOException)
        {
            // The client was faster.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var outcome = UpgradeOutcome.Secured;
        var heard = new HeardText();
        Exception? failure = null;
        try
        {
            client.NoDelay = true;
            await using var connection = await UpgradeServer.AcceptAsync(
                _protocol, client.GetStream(), _options, _parameters, _deadline.Token);
            await _service.ServeAsync(connection.Stream, heard, _deadline.Token);
            await EndAsync(connection);
        }
        catch (UpgradeException exception)
        {
            outcome = exception.Outcome;
            failure = exception;
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        finally
        {
            client.Dispose();
            _served.Enqueue(new ServedConnection(outcome, heard.ToString(), failure));
            _firstServed.TrySetResult();
        }
    }
}
