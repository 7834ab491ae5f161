using System.Net;

namespace ProtocolKit;

/// <summary>What a connection is made to (<see cref="UpgradeClientOptions.ConnectCallback"/>).</summary>
public sealed class UpgradeConnectContext
{
    private readonly Func<string, CancellationToken, ValueTask<IReadOnlyList<IPAddress>>>? _resolve;

    internal UpgradeConnectContext(
        ProtocolDefinition protocol, DnsEndPoint endPoint, Func<string, CancellationToken, ValueTask<IReadOnlyList<IPAddress>>>? resolve) =>
        (Protocol, DnsEndPoint, _resolve) = (protocol, endPoint, resolve);

    /// <summary>The protocol that will be spoken.</summary>
    public ProtocolDefinition Protocol { get; }

    /// <summary>The host, as the caller gave it, and the port.</summary>
    public DnsEndPoint DnsEndPoint { get; }

    /// <summary>Looks up the host and connects by TCP, as is done without a callback: for one that only looks on.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A <see cref="System.Net.Sockets.NetworkStream"/>.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The name was not found, or nobody accepted the connection.</exception>
    public ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken) =>
        Dialer.DialAsync(HostNames.ForConnecting(DnsEndPoint.Host), DnsEndPoint.Port, _resolve, cancellationToken);
}
