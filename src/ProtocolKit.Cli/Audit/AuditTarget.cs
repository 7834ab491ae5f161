using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Cli;

/// <summary>What is audited, and how.</summary>
/// <param name="Text">The target as the user wrote it.</param>
/// <param name="Server">The server.</param>
internal sealed record AuditTarget(string Text, ProbeTarget Server)
{
    public ProtocolDefinition Protocol => Server.Protocol;

    /// <summary>The name to ask for and to find in the certificate.</summary>
    public required string ServerName { get; init; }

    /// <summary>The roots that are trusted, or null for the system's.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>The parameters that the user set, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>How long one connection may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long the server may be silent until it counts as having nothing to say.</summary>
    public required TimeSpan Quiet { get; init; }

    /// <summary>The client's parameters, as the user set them.</summary>
    public ProtocolParameters CreateParameters() => CommonOptions.Apply(Settings, Protocol.CreateClientParameters());

    /// <summary>A client's machine for a connection.</summary>
    public UpgradeMachine CreateClient(UpgradeObserver? observer = null, ProtocolParameters? parameters = null) => Protocol.CreateClient(
        new ClientMachineOptions
        {
            Host = ServerName, Parameters = parameters ?? CreateParameters(), ImplicitTls = Server.ImplicitTls, Observer = observer,
        });
}
