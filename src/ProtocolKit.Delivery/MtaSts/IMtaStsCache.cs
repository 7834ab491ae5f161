using System.Collections.Concurrent;

namespace ProtocolKit;

/// <summary>Keeps policies of MTA-STS. One that outlives the process protects from the first message on,
/// such as <c>SqliteMtaStsCache</c> of the package <c>ProtocolKit.Delivery.Sqlite</c>.</summary>
public interface IMtaStsCache
{
    /// <summary>Finds what is kept for a domain.</summary>
    /// <param name="domain">The domain, in lower case.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>It, also where it has expired; or null.</returns>
    ValueTask<CachedMtaStsPolicy?> FindAsync(string domain, CancellationToken cancellationToken);

    /// <summary>Keeps a policy in place of what was kept before.</summary>
    /// <param name="domain">The domain, in lower case.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask StoreAsync(string domain, CachedMtaStsPolicy policy, CancellationToken cancellationToken);
}

/// <summary>A policy that is kept.</summary>
/// <param name="Id">The id of the record that led to it.</param>
/// <param name="Policy">The policy.</param>
/// <param name="FetchedAt">When it was fetched.</param>
public sealed record CachedMtaStsPolicy(string Id, MtaStsPolicy Policy, DateTimeOffset FetchedAt)
{
    /// <summary>Until when it holds.</summary>
    public DateTimeOffset ExpiresAt => FetchedAt + Policy.MaxAge;
}

/// <summary>Keeps policies as long as the object lives.</summary>
public sealed class MemoryMtaStsCache : IMtaStsCache
{
    private readonly ConcurrentDictionary<string, CachedMtaStsPolicy> _policies = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<CachedMtaStsPolicy?> FindAsync(string domain, CancellationToken cancellationToken) =>
        new(_policies.GetValueOrDefault(domain));

    /// <inheritdoc/>
    public ValueTask StoreAsync(string domain, CachedMtaStsPolicy policy, CancellationToken cancellationToken)
    {
        _policies[domain] = policy;
        return ValueTask.CompletedTask;
    }
}
