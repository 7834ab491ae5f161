using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ProtocolKit.AspNetCore;

namespace ProtocolKit.Cli;

/// <summary>What is to be served.</summary>
internal sealed record ServeOptions
{
    public required ProtocolDefinition Protocol { get; init; }

    public required IPEndPoint EndPoint { get; init; }

    public required TlsHandshakeCallbackOptions Tls { get; init; }

    public required StartTlsOptions StartTls { get; init; }

    /// <summary>Whether it is also logged why a handshake failed.</summary>
    public bool IsVerbose { get; init; }
}
