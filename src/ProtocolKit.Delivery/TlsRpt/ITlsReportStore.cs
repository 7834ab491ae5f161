using System.Collections.Concurrent;

namespace ProtocolKit;

/// <summary>Counts TLS sessions for reports. One that outlives the process loses no day's counts, such as
/// <c>SqliteTlsReportStore</c> of the package <c>ProtocolKit.Delivery.Sqlite</c>.</summary>
public interface ITlsReportStore
{
    /// <summary>Counts a session.</summary>
    /// <param name="day">The day of it, in UTC.</param>
    /// <param name="domain">The domain that a message was sent to, in lower case.</param>
    /// <param name="session">What came of it, in JSON. Sessions with the same words are counted together.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask AddAsync(DateOnly day, string domain, string session, CancellationToken cancellationToken);

    /// <summary>Finds the sessions with a domain.</summary>
    /// <param name="day">The day.</param>
    /// <param name="domain">The domain, in lower case.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>What came of them, and how many there were of each.</returns>
    ValueTask<IReadOnlyList<KeyValuePair<string, long>>> FindAsync(DateOnly day, string domain, CancellationToken cancellationToken);

    /// <summary>Finds the domains that there were sessions with.</summary>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask<IReadOnlyList<string>> FindDomainsAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>Forgets the sessions of a day and of those before.</summary>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask RemoveAsync(DateOnly day, CancellationToken cancellationToken);
}

/// <summary>Counts sessions as long as the object lives.</summary>
/// <remarks>It tells 1000 kinds of sessions with a domain and day apart, and leaves out what comes new after that.</remarks>
public sealed class MemoryTlsReportStore : ITlsReportStore
{
    private const int MaxKinds = 1000;

    private readonly ConcurrentDictionary<(DateOnly Day, string Domain), Dictionary<string, long>> _counts = new();

    /// <inheritdoc/>
    public ValueTask AddAsync(DateOnly day, string domain, string session, CancellationToken cancellationToken)
    {
        var counts = _counts.GetOrAdd((day, domain), _ => new Dictionary<string, long>(StringComparer.Ordinal));
        lock (counts)
        {
            if (counts.TryGetValue(session, out var count) || counts.Count < MaxKinds)
                counts[session] = count + 1;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KeyValuePair<string, long>>> FindAsync(DateOnly day, string domain, CancellationToken cancellationToken)
    {
        if (!_counts.TryGetValue((day, domain), out var counts))
            return new([]);
        lock (counts)
            return new([.. counts]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> FindDomainsAsync(DateOnly day, CancellationToken cancellationToken) =>
        new([.. _counts.Keys.Where(key => key.Day == day).Select(key => key.Domain).Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public ValueTask RemoveAsync(DateOnly day, CancellationToken cancellationToken)
    {
        foreach (var key in _counts.Keys.Where(key => key.Day <= day))
            _counts.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }
}
