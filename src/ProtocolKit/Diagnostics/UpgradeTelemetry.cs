using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ProtocolKit;

/// <summary>The sources of metrics and traces, and the names in them.</summary>
internal static class UpgradeTelemetry
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "ProtocolKit";

    public const string ProtocolName = "network.protocol.name";
    public const string Role = "protocolkit.role";
    public const string Outcome = "protocolkit.outcome";
    public const string State = "protocolkit.state";
    public const string ErrorType = "error.type";
    public const string TlsVersion = "tls.protocol.version";
    public const string TlsCipher = "tls.cipher";
    public const string TlsNextProtocol = "tls.next_protocol";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string PeerAddress = "network.peer.address";
    public const string PeerPort = "network.peer.port";

    private static readonly string? Version = typeof(UpgradeTelemetry).Assembly.GetName().Version?.ToString(3);

    private static readonly Meter Meter = new(Name, Version);

    public static ActivitySource Activities { get; } = new(Name, Version);

    public static Counter<long> Upgrades { get; } =
        Meter.CreateCounter<long>("protocolkit.upgrades", "{upgrade}", "Upgrades that have ended.");

    public static UpDownCounter<long> ActiveUpgrades { get; } =
        Meter.CreateUpDownCounter<long>("protocolkit.active_upgrades", "{upgrade}", "Upgrades under way.");

    public static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>(
        "protocolkit.upgrade.duration",
        "s",
        "How long upgrades took, from the look-up of the name to the end of the dialogue inside TLS.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30],
        });

    /// <summary>Whether anyone listens.</summary>
    public static bool IsObserved =>
        Activities.HasListeners() || Upgrades.Enabled || Duration.Enabled || ActiveUpgrades.Enabled;
}
