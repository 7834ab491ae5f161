using System.Collections.Concurrent;
using DnsClient;
using DnsClient.Protocol;

namespace ProtocolKit;

/// <summary>Finds the policies of MTA-STS (RFC 8461), and keeps them. Make one and use it for many domains; it may be used by many at a
/// time.</summary>
public sealed class MtaStsResolver
{
    /// <summary>How long a fetch that has failed is not tried again (RFC 8461, section 3.3).</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(5);

    private const int MaxPauses = 10_000;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, MtaStsFinding Finding)> _pauses = new(StringComparer.Ordinal);
    private readonly MtaStsOptions _options;

    /// <summary>Makes a resolver.</summary>
    /// <param name="options">How policies are fetched and kept; null for the defaults.</param>
    public MtaStsResolver(MtaStsOptions? options = null) => _options = options ?? new MtaStsOptions();

    /// <summary>Keeps policies in memory.</summary>
    public static MtaStsResolver Default => field ??= new MtaStsResolver();

    /// <summary>Finds the policy of a domain. One that is kept and has not expired holds where a look-up or a fetch fails; it is fetched
    /// anew when the domain's record names another one, and when half of its time is over.</summary>
    /// <param name="dns">Looks up the record, and the host of the policy.</param>
    /// <param name="domain">The domain, in its ASCII form.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The policy, or why there is none.</returns>
    /// <exception cref="IOException">The cache cannot be used.</exception>
    public async Task<MtaStsFinding> FindAsync(ServiceResolver dns, string domain, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dns);
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        var name = domain.ToLowerInvariant();
        var now = _options.TimeProvider.GetUtcNow();
        var kept = await _options.Cache.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (kept?.ExpiresAt <= now)
            kept = null;

        var answer = await dns.LookUpAsync<TxtRecord>($"_mta-sts.{name}", QueryType.TXT, cancellationToken).ConfigureAwait(false);
        var (id, why) = answer.Fault is null
            ? MtaStsRecord.Read(answer.Records.Select(record => string.Concat(record.Text))) : (null, answer.Fault.Message);
        TlsReportResultType? result = null;
        if (id is not null && (kept?.Id != id || now >= kept.FetchedAt + (kept.Policy.MaxAge / 2)))
        {
            var fetched = await FetchAsync(dns, name, id, now, cancellationToken).ConfigureAwait(false);
            (why, result) = (fetched.Why, fetched.Result);
            if (fetched.Policy is not null)
            {
                kept = new CachedMtaStsPolicy(id, fetched.Policy, now);
                await _options.Cache.StoreAsync(name, kept, cancellationToken).ConfigureAwait(false);
            }
        }

        return new MtaStsFinding(kept?.Policy, why) { Result = result };
    }

    private async Task<MtaStsFinding> FetchAsync(
        ServiceResolver dns, string domain, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = $"{domain} {id}";
        if (_pauses.TryGetValue(key, out var pause) && now < pause.Until)
            return pause.Finding;
        var result = await MtaStsFetch.RunAsync(dns, domain, _options, cancellationToken).ConfigureAwait(false);
        if (_pauses.Count >= MaxPauses)
            _pauses.Clear();
        if (result.Policy is null)
            _pauses[key] = (now + s_pause, result);
        else
            _pauses.TryRemove(key, out _);
        return result;
    }
}

/// <summary>What was found of a domain's policy.</summary>
/// <param name="Policy">The policy, or null.</param>
/// <param name="Why">Why there is none, or why an older one is used; else empty.</param>
public sealed record MtaStsFinding(MtaStsPolicy? Policy, string Why)
{
    /// <summary>What reports call the failure of the fetch (RFC 8460, section 4.3.2.2), or null where none has failed.</summary>
    public TlsReportResultType? Result { get; init; }
}
