using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace ProtocolKit;

/// <summary>What operators see of one upgrade, of either role: a span, measurements and a log. There is none, and nothing is allocated,
/// where nobody would see it: so all calls are <c>report?.…</c>.</summary>
/// <remarks>
/// Start it in the asynchronous method that awaits the whole upgrade, so that what happens within it, such as the runtime's own spans,
/// belongs to it. End it with one of <see cref="Secured"/>, <see cref="Failed(Exception)"/> and <see cref="WentOnWithoutTls"/>; what
/// comes behind the first end is ignored.
/// </remarks>
internal sealed class UpgradeReport
{
    private readonly UpgradeMachine _machine;
    private readonly ILogger? _logger;
    private readonly TimeProvider _timeProvider;
    private readonly string _peer;
    private readonly long _started;
    private readonly Activity? _activity;
    private readonly bool _isCounted;
    private bool _hasEnded;

    private UpgradeReport(
        UpgradeMachine machine, ILogger? logger, TimeProvider timeProvider, string peer, EndPoint? server, EndPoint? remote)
    {
        (_machine, _logger, _timeProvider, _peer) = (machine, logger, timeProvider, peer);
        _started = timeProvider.GetTimestamp();
        _activity = StartActivity(machine, server, remote);
        _isCounted = UpgradeTelemetry.ActiveUpgrades.Enabled;
        if (_isCounted)
            UpgradeTelemetry.ActiveUpgrades.Add(1, new(UpgradeTelemetry.ProtocolName, Protocol), new(UpgradeTelemetry.Role, Role));
        if (logger is not null)
            UpgradeLog.Started(logger, Protocol, Id, peer);
    }

    private string Protocol => _machine.Protocol.Name;

    private string Role => RoleOf(_machine);

    private string Id => IdOf(_machine);

    /// <summary>Begins a client's upgrade, if anyone wants to know.</summary>
    /// <param name="machine">Its first machine.</param>
    /// <param name="logger">Takes the log, or null.</param>
    /// <param name="timeProvider">Measures the time.</param>
    /// <param name="host">The server as the caller named it.</param>
    /// <param name="port">Its port; 0 if it is not known.</param>
    public static UpgradeReport? StartClient(UpgradeMachine machine, ILogger? logger, TimeProvider timeProvider, string host, int port)
    {
        if (!IsHeard(logger))
            return null;
        var server = new DnsEndPoint(host, port);
        return new UpgradeReport(machine, logger, timeProvider, port == 0 ? host : $"{host}:{port}", server, remote: null);
    }

    /// <summary>Begins a server's upgrade, if anyone wants to know.</summary>
    /// <param name="machine">Its first machine.</param>
    /// <param name="logger">Takes the log, or null.</param>
    /// <param name="timeProvider">Measures the time.</param>
    /// <param name="ends">The ends of the connection.</param>
    public static UpgradeReport? StartServer(UpgradeMachine machine, ILogger? logger, TimeProvider timeProvider, in ConnectionEnds ends)
    {
        if (!IsHeard(logger))
            return null;
        var peer = ends.Remote is { } remote ? NameOf(remote) : "a client";
        return new UpgradeReport(machine, logger, timeProvider, peer, ends.Local, ends.Remote);
    }

    /// <summary>Whether anyone would see a report.</summary>
    public static bool IsHeard(ILogger? logger) => logger is not null || UpgradeTelemetry.IsObserved;

    /// <summary>What tells the lines of one upgrade from those of others.</summary>
    public static string IdOf(UpgradeMachine machine) => machine.Number.ToString("x8", null);

    /// <summary>Tells that a client is connected.</summary>
    /// <param name="stream">The connection.</param>
    public void Connected(Stream stream)
    {
        if (_activity is not { IsAllDataRequested: true })
            return;
        foreach (var tag in TagsOf(UpgradeTelemetry.PeerAddress, UpgradeTelemetry.PeerPort, ConnectionEnds.Of(stream).Remote))
            _activity.SetTag(tag.Key, tag.Value);
    }

    /// <summary>Tells that the handshake is about to start.</summary>
    public void TlsStarted()
    {
        if (_logger is not null)
            UpgradeLog.TlsStarted(_logger, Protocol, Id, _peer, _machine.RoundTrips);
    }

    /// <summary>Tells that the connection is verified TLS.</summary>
    /// <param name="version">The TLS version.</param>
    /// <param name="suite">The cipher suite.</param>
    /// <param name="alpn">The ALPN protocol name, or nothing.</param>
    public void Secured(SslProtocols version, TlsCipherSuite suite, ReadOnlySpan<byte> alpn)
    {
        if (!TryEnd(out var elapsed))
            return;
        var number = TlsVersions.NumberOf(version);
        Measure(elapsed, UpgradeOutcome.Secured.ToGrammarName(), errorType: null, number);
        if (_activity is { IsAllDataRequested: true })
        {
            _activity.SetTag(UpgradeTelemetry.TlsVersion, number);
            _activity.SetTag(UpgradeTelemetry.TlsCipher, suite.ToString());
            if (!alpn.IsEmpty)
                _activity.SetTag(UpgradeTelemetry.TlsNextProtocol, EscapedText.Escape(alpn));
        }

        if (_logger is not null && _logger.IsEnabled(LogLevel.Debug))
            UpgradeLog.Secured(_logger, Protocol, Id, _peer, number, suite.ToString(), elapsed.TotalMilliseconds);
        _activity?.Stop();
    }

    /// <summary>Tells that there is no connection.</summary>
    /// <param name="exception">What the caller gets.</param>
    public void Failed(Exception exception)
    {
        if (!TryEnd(out var elapsed))
            return;
        switch (exception)
        {
            case UpgradeException failure:
                Fail(elapsed, failure.Outcome.ToGrammarName(), ErrorTypes.Of(failure), failure.State, failure.Message);
                LogFailure(failure.Outcome, failure.Step, failure.CertificateErrors, failure.Message);
                break;
            case OperationCanceledException:
                Fail(elapsed, ErrorTypes.Canceled, ErrorTypes.Canceled, state: null, exception.Message);
                if (_logger is not null)
                    UpgradeLog.Canceled(_logger, Protocol, Id, _peer);
                break;
            default:
                Fail(elapsed, "error", exception.GetType().ToString(), state: null, exception.Message);
                if (_logger is not null)
                    UpgradeLog.Faulted(_logger, Protocol, Id, _peer, exception);
                break;
        }
    }

    /// <summary>Tells that there is no connection, where no exception is thrown for that.</summary>
    /// <param name="failure">What the machine says.</param>
    /// <param name="step">How far the upgrade had come.</param>
    public void Failed(UpgradeFailure failure, UpgradeStep step)
    {
        if (!TryEnd(out var elapsed))
            return;
        var outcome = failure.Outcome.ToGrammarName();
        Fail(elapsed, outcome, outcome, failure.State, failure.ToString());
        LogFailure(failure.Outcome, step, CertificateErrors.None, failure.ToString());
    }

    /// <summary>Tells that the connection goes on without TLS, as the caller allows. That is no error.</summary>
    /// <param name="outcome">The server's word, for a client; null for a server whose client wants no TLS.</param>
    public void WentOnWithoutTls(UpgradeOutcome? outcome)
    {
        if (!TryEnd(out var elapsed))
            return;
        var name = outcome?.ToGrammarName() ?? "clear";
        Measure(elapsed, name, errorType: null, tlsVersion: null);
        if (_logger is not null)
            UpgradeLog.WithoutTls(_logger, Protocol, Id, _peer, name);
        _activity?.Stop();
    }

    private static Activity? StartActivity(UpgradeMachine machine, EndPoint? server, EndPoint? remote)
    {
        if (!UpgradeTelemetry.Activities.HasListeners())
            return null;
        var protocol = machine.Protocol.Name;
        KeyValuePair<string, object?>[] tags =
        [
            new(UpgradeTelemetry.ProtocolName, protocol),
            new(UpgradeTelemetry.Role, RoleOf(machine)),
            .. TagsOf(UpgradeTelemetry.ServerAddress, UpgradeTelemetry.ServerPort, server),
            .. TagsOf(UpgradeTelemetry.PeerAddress, UpgradeTelemetry.PeerPort, remote),
        ];
        var kind = machine.Role == UpgradeRole.Client ? ActivityKind.Client : ActivityKind.Server;
        return UpgradeTelemetry.Activities.StartActivity($"upgrade {protocol}", kind, parentContext: default, tags);
    }

    private static IEnumerable<KeyValuePair<string, object?>> TagsOf(string addressTag, string portTag, EndPoint? end)
    {
        var (address, port) = end switch
        {
            null => (null, 0),
            IPEndPoint ip => (AddressOf(ip).ToString(), ip.Port),
            DnsEndPoint dns => (dns.Host, dns.Port),
            _ => (end.ToString(), 0),
        };
        if (address is not null)
            yield return new(addressTag, address);
        if (port > 0)
            yield return new(portTag, port);
    }

    private static string RoleOf(UpgradeMachine machine) => machine.Role == UpgradeRole.Client ? "client" : "server";

    private static string NameOf(EndPoint end) =>
        end is IPEndPoint ip ? new IPEndPoint(AddressOf(ip), ip.Port).ToString() : end.ToString() ?? "";

    private static IPAddress AddressOf(IPEndPoint end) =>
        end.Address.IsIPv4MappedToIPv6 ? end.Address.MapToIPv4() : end.Address;

    private bool TryEnd(out TimeSpan elapsed)
    {
        elapsed = _timeProvider.GetElapsedTime(_started);
        return !_hasEnded && (_hasEnded = true);
    }

    private void Measure(TimeSpan elapsed, string outcome, string? errorType, string? tlsVersion)
    {
        var tags = new TagList
        {
            { UpgradeTelemetry.ProtocolName, Protocol },
            { UpgradeTelemetry.Role, Role },
        };
        if (_isCounted)
            UpgradeTelemetry.ActiveUpgrades.Add(-1, tags);
        tags.Add(UpgradeTelemetry.Outcome, outcome);
        if (errorType is not null)
            tags.Add(UpgradeTelemetry.ErrorType, errorType);
        if (tlsVersion is not null)
            tags.Add(UpgradeTelemetry.TlsVersion, tlsVersion);
        UpgradeTelemetry.Upgrades.Add(1, tags);
        UpgradeTelemetry.Duration.Record(elapsed.TotalSeconds, tags);
        _activity?.SetTag(UpgradeTelemetry.Outcome, outcome);
    }

    private void Fail(TimeSpan elapsed, string outcome, string errorType, string? state, string reason)
    {
        Measure(elapsed, outcome, errorType, tlsVersion: null);
        if (_activity is { IsAllDataRequested: true })
        {
            _activity.SetStatus(ActivityStatusCode.Error, reason);
            _activity.SetTag(UpgradeTelemetry.ErrorType, errorType);
            _activity.SetTag(UpgradeTelemetry.State, state);
        }

        _activity?.Stop();
    }

    /// <summary>Who calls gets the failure anyway; a warning is what an operator must see: an attack, or a certificate to be seen to.
    /// Anyone can make a server's upgrade end by leaving, so that is no news.</summary>
    private void LogFailure(UpgradeOutcome outcome, UpgradeStep step, CertificateErrors errors, string reason)
    {
        if (_logger is null)
            return;
        var where = step switch
        {
            UpgradeStep.InsideTls => "inside TLS",
            UpgradeStep.Handshake => "in the TLS handshake",
            _ => "before TLS",
        };
        var hasLeft = outcome is UpgradeOutcome.Closed or UpgradeOutcome.Truncated or UpgradeOutcome.Timeout;
        if (outcome == UpgradeOutcome.Leftover)
            UpgradeLog.PlaintextLeftOver(_logger, Protocol, Id, _peer, reason);
        else if (errors != CertificateErrors.None)
            UpgradeLog.CertificateRefused(_logger, Protocol, Id, _peer, reason);
        else if (hasLeft && _machine.Role == UpgradeRole.Server)
            UpgradeLog.Ended(_logger, Protocol, Id, _peer, where, outcome.ToGrammarName(), reason);
        else
            UpgradeLog.Failed(_logger, Protocol, Id, _peer, where, outcome.ToGrammarName(), reason);
    }
}
