namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>One way to come to a verified TLS connection.</summary>
internal interface IUpgrader
{
    string Name { get; }

    /// <summary>Connects, upgrades and closes.</summary>
    Task RunAsync();
}
