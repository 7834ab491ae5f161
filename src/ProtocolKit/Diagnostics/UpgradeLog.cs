using Microsoft.Extensions.Logging;

namespace ProtocolKit;

/// <summary>All that is logged of an upgrade. The numbers do not change.</summary>
internal static partial class UpgradeLog
{
    public const string ClientCategory = "ProtocolKit.Client";
    public const string ServerCategory = "ProtocolKit.Server";

    [LoggerMessage(1, LogLevel.Debug, "{Protocol} upgrade {UpgradeId} with {Peer} has started.", EventName = "Started")]
    public static partial void Started(ILogger logger, string protocol, string upgradeId, string peer);

    [LoggerMessage(2, LogLevel.Debug, "{Protocol} upgrade {UpgradeId} with {Peer} starts TLS after {RoundTrips} round trips.",
        EventName = "TlsStarted")]
    public static partial void TlsStarted(ILogger logger, string protocol, string upgradeId, string peer, int roundTrips);

    [LoggerMessage(3, LogLevel.Debug,
        "{Protocol} upgrade {UpgradeId} with {Peer} is secured by TLS {TlsVersion}, {CipherSuite}, after {Elapsed} ms.",
        EventName = "Secured")]
    public static partial void Secured(
        ILogger logger, string protocol, string upgradeId, string peer, string tlsVersion, string cipherSuite, double elapsed);

    [LoggerMessage(
        4, LogLevel.Information, "{Protocol} upgrade {UpgradeId} with {Peer} failed {Step} ({Outcome}): {Reason}", EventName = "Failed")]
    public static partial void Failed(
        ILogger logger, string protocol, string upgradeId, string peer, string step, string outcome, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Protocol} upgrade {UpgradeId} with {Peer} failed, as plaintext stood where TLS starts: {Reason}",
        EventName = "PlaintextLeftOver")]
    public static partial void PlaintextLeftOver(ILogger logger, string protocol, string upgradeId, string peer, string reason);

    [LoggerMessage(6, LogLevel.Warning, "{Protocol} upgrade {UpgradeId} with {Peer} failed because of its certificate: {Reason}",
        EventName = "CertificateRefused")]
    public static partial void CertificateRefused(ILogger logger, string protocol, string upgradeId, string peer, string reason);

    [LoggerMessage(7, LogLevel.Information, "{Protocol} upgrade {UpgradeId} with {Peer} goes on without TLS ({Outcome}).",
        EventName = "WithoutTls")]
    public static partial void WithoutTls(ILogger logger, string protocol, string upgradeId, string peer, string outcome);

    [LoggerMessage(8, LogLevel.Debug, "{Protocol} upgrade {UpgradeId} with {Peer} ended {Step} ({Outcome}): {Reason}", EventName = "Ended")]
    public static partial void Ended(
        ILogger logger, string protocol, string upgradeId, string peer, string step, string outcome, string reason);

    [LoggerMessage(9, LogLevel.Debug, "{Protocol} upgrade {UpgradeId} with {Peer} was canceled.", EventName = "Canceled")]
    public static partial void Canceled(ILogger logger, string protocol, string upgradeId, string peer);

    [LoggerMessage(
        10, LogLevel.Error, "{Protocol} upgrade {UpgradeId} with {Peer} failed because of an error that is not the peer's.",
        EventName = "Faulted")]
    public static partial void Faulted(ILogger logger, string protocol, string upgradeId, string peer, Exception exception);

    [LoggerMessage(
        11, LogLevel.Debug, "{Protocol} upgrade {UpgradeId}: the client broke TLS after the upgrade: {Reason}", EventName = "Broken")]
    public static partial void Broken(ILogger logger, string protocol, string upgradeId, string reason);

    [LoggerMessage(20, LogLevel.Trace, "{Protocol} {UpgradeId} {Line}", EventName = "Wire", SkipEnabledCheck = true)]
    public static partial void Wire(ILogger logger, string protocol, string upgradeId, string line);
}
