using System.Text.Json;

namespace ProtocolKit;

/// <summary>What came of a session with a mail exchanger, for the domain's report: an item of it that counts one session.</summary>
internal sealed class TlsSession(string host, HostPolicy policy, UpgradeObserver? observer)
{
    private readonly List<(TlsReportResultType Type, string? Code)> _failures = policy.Fault is { } fault ? [fault] : [];

    /// <summary>Sees the connection.</summary>
    public TlsSessionWatch Watch { get; } = new(observer);

    /// <summary>Whether it is counted: not what is no matter of TLS, such as a host that is down (RFC 8460, section 4.3.4).</summary>
    public bool IsCounted { get; private set; } = policy.Reported is not null;

    /// <summary>Takes note that there was no session.</summary>
    public void Discard() => IsCounted = false;

    /// <summary>Takes note of a reason.</summary>
    public void Fail(TlsReportResultType type, string code)
    {
        if (!_failures.Contains((type, code)))
            _failures.Add((type, code));
    }

    /// <summary>Takes note of an upgrade that failed.</summary>
    public void Fail(UpgradeException exception)
    {
        if (TlsFailures.Of(exception) is { } failures)
        {
            foreach (var (type, code) in failures)
                Fail(type, code);
        }
        else if (_failures.Count == 0)
        {
            Discard();
        }
    }

    /// <summary>Writes it in JSON.</summary>
    public string Write() => JsonSerializer.Serialize(
        new TlsReportItem
        {
            Policy = policy.Reported!,
            Summary = _failures.Count == 0 ? new TlsReportSummary(1, 0) : new TlsReportSummary(0, 1),
            FailureDetails = [.. _failures.Select(failure => new TlsReportFailure
            {
                ResultType = failure.Type,
                FailureReasonCode = failure.Code,
                FailedSessionCount = 1,
                SendingMtaIp = Watch.LocalAddress,
                ReceivingIp = Watch.RemoteAddress,
                ReceivingMxHelo = Watch.Name,
                ReceivingMxHostname = host.ToLowerInvariant(),
            })],
        },
        TlsReportJson.Item);

    /// <summary>Adds up sessions.</summary>
    /// <param name="sessions">What came of them, and how many there were of each.</param>
    /// <exception cref="IOException">One is none.</exception>
    public static IReadOnlyList<TlsReportItem> Sum(IEnumerable<KeyValuePair<string, long>> sessions) =>
    [
        .. sessions.Select(session => (Item: Read(session.Key), Count: session.Value))
            .GroupBy(session => JsonSerializer.Serialize(session.Item.Policy, TlsReportJson.Policy), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new TlsReportItem
            {
                Policy = group.First().Item.Policy,
                Summary = new TlsReportSummary(
                    group.Sum(session => session.Item.Summary.TotalSuccessfulSessionCount * session.Count),
                    group.Sum(session => session.Item.Summary.TotalFailureSessionCount * session.Count)),
                FailureDetails =
                [
                    .. group.SelectMany(session => session.Item.FailureDetails, (session, failure) => (Failure: failure, session.Count))
                        .GroupBy(one => one.Failure, one => one.Count)
                        .Select(one => one.Key with { FailedSessionCount = one.Key.FailedSessionCount * one.Sum() }),
                ],
            }),
    ];

    private static TlsReportItem Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TlsReportJson.Item) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new IOException($"The store of TLS sessions has one that cannot be read: {exception.Message}", exception);
        }
    }
}
