using System.Net;
using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>What a client was asked to connect to, checked, and the run that will do it.</summary>
internal sealed class ClientTarget
{
    private readonly ProtocolDefinition _protocol;
    private readonly ProtocolParameters? _parameters;
    private readonly UpgradeClientOptions _options;
    private readonly string _host;
    private readonly int? _port;
    private readonly string _serverName;

    private ClientTarget(
        ProtocolDefinition protocol, string host, int? port, string serverName, ProtocolParameters? parameters, UpgradeClientOptions options)
    {
        (_protocol, _host, _port, _serverName, _parameters, _options) = (protocol, host, port, serverName, parameters, options);
        Run = CreateRun();
    }

    /// <summary>The upgrade.</summary>
    public UpgradeRun Run { get; private set; }

    /// <summary>How many octets the peer may send in the clear, and again inside TLS.</summary>
    public int MaxDialogueOctets => _options.MaxDialogueOctets;

    /// <summary>Whether the upgrade failed for a certificate of an earlier connection, so that another one may do.</summary>
    public bool MayFareBetterWithoutResumption => Run.Tls is { IsResumed: true, Peer.Errors: not CertificateErrors.None };

    /// <summary>A server to connect to.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="host">The server's name or address.</param>
    /// <param name="port">The port; null for the grammar's first one.</param>
    /// <param name="parameters">The protocol's parameters, or null.</param>
    /// <param name="options">The options, or null.</param>
    public static ClientTarget ToConnect(
        ProtocolDefinition protocol, string host, int? port, ProtocolParameters? parameters, UpgradeClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var given = port ?? DefaultPort(protocol, options is { ImplicitTls: true });
        ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(port));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(given, ushort.MaxValue, nameof(port));
        return Create(protocol, host, given, parameters, options);
    }

    /// <summary>A server that the caller has connected to.</summary>
    /// <inheritdoc cref="ToConnect"/>
    public static ClientTarget Connected(
        ProtocolDefinition protocol, string host, ProtocolParameters? parameters, UpgradeClientOptions? options) =>
        Create(protocol, host, port: null, parameters, options);

    private static int DefaultPort(ProtocolDefinition protocol, bool implicitTls) =>
        (implicitTls ? protocol.TlsPorts : protocol.Ports) is [var first, ..] ? first : throw new ArgumentException(
            $"The grammar of {protocol.Name} has no port {(implicitTls ? "for TLS from the first octet" : "of its own")}. Give one.", nameof(protocol));

    private static ClientTarget Create(
        ProtocolDefinition protocol, string host, int? port, ProtocolParameters? parameters, UpgradeClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        options ??= UpgradeClientOptions.Default;
        var serverName = options.ServerName is null ? HostNames.ForTls(host) : HostNames.ForTls(options.ServerName);
        return new ClientTarget(protocol, host, port, serverName, parameters, options);
    }

    public Deadline StartDeadline(CancellationToken cancellationToken) =>
        Deadline.Start(_options.Timeout, _options.TimeProvider, cancellationToken);

    /// <summary>Tells operators that the upgrade starts; to be called by the method that awaits all of it.</summary>
    public void StartReport() =>
        Run.Report = UpgradeReport.StartClient(Run.Machine, _options.Logger, _options.TimeProvider, _host, _port ?? 0);

    /// <summary>Connects by TCP, or as the caller does.</summary>
    /// <exception cref="SocketException">The name was not found, or nobody accepted the connection.</exception>
    public ValueTask<Stream> DialAsync(CancellationToken cancellationToken) => _options.ConnectCallback is { } connect
        ? connect(new UpgradeConnectContext(_protocol, new DnsEndPoint(_host, _port ?? 0), _options.ResolveCallback), cancellationToken)
        : Dialer.DialAsync(HostNames.ForConnecting(_host), _port ?? 0, _options.ResolveCallback, cancellationToken);

    /// <summary>Lets the next upgrades do without the session that was resumed.</summary>
    public void AvoidResumption() => UnresumedNames.Add(_serverName);

    /// <summary>Starts all over.</summary>
    public void Restart() => Run = CreateRun();

    private UpgradeRun CreateRun()
    {
        var machine = _protocol.CreateClient(new ClientMachineOptions
        {
            Host = _serverName,
            Parameters = _parameters,
            ImplicitTls = _options.ImplicitTls,
            Observer = _options.EffectiveObserver,
        });
        return new UpgradeRun(machine, new ClientHandshake(_protocol, _options, _serverName, _host, _port))
        {
            Patience = Patience.Within(_options.Timeout, _options.TimeProvider),
        };
    }
}
