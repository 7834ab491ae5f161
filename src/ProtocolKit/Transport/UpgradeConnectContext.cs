using System.Net;

namespace ProtocolKit;

/// <summary>What a connection is made to (<see cref="UpgradeClientOptions.ConnectCallback"/>).</summary>
public sealed class UpgradeConnectContext
{
    internal UpgradeConnectContext(ProtocolDefinition protocol, DnsEndPoint endPoint) => (Protocol, DnsEndPoint) = (protocol, endPoint);

    /// <summary>The protocol that will be spoken.</summary>
    public ProtocolDefinition Protocol { get; }

    /// <summary>The host, as the caller gave it, and the port.</summary>
    public DnsEndPoint DnsEndPoint { get; }
}
