using System.Collections.Concurrent;

namespace ProtocolKit.Cli;

/// <summary>Keeps the policies of the domains that were surveyed last: a survey of millions needs none of the others again.</summary>
internal sealed class SurveyPolicyCache : IMtaStsCache
{
    private const int Most = 1024;

    private readonly ConcurrentDictionary<string, CachedMtaStsPolicy> _policies = new(StringComparer.Ordinal);

    public ValueTask<CachedMtaStsPolicy?> FindAsync(string domain, CancellationToken cancellationToken) => new(_policies.GetValueOrDefault(domain));

    public ValueTask StoreAsync(string domain, CachedMtaStsPolicy policy, CancellationToken cancellationToken)
    {
        if (_policies.Count >= Most)
            _policies.Clear();
        _policies[domain] = policy;
        return ValueTask.CompletedTask;
    }
}
