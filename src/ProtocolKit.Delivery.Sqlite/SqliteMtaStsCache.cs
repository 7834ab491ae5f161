namespace ProtocolKit;

/// <summary>Keeps policies in an SQLite database, which several processes may use at a time.</summary>
public sealed class SqliteMtaStsCache : IMtaStsCache
{
    private readonly SqliteFile _file;

    /// <summary>Opens a database, or makes one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be opened, or is no database.</exception>
    public SqliteMtaStsCache(string path) => _file = new SqliteFile(
        path,
        "cache of policies",
        "CREATE TABLE IF NOT EXISTS mta_sts (domain TEXT PRIMARY KEY, id TEXT NOT NULL, policy TEXT NOT NULL, fetched INTEGER NOT NULL)");

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async ValueTask<CachedMtaStsPolicy?> FindAsync(string domain, CancellationToken cancellationToken)
    {
        var rows = await _file.ReadAsync(
            "SELECT id, policy, fetched FROM mta_sts WHERE domain = $domain",
            [("$domain", domain)],
            row => MtaStsPolicy.TryParse(row.GetString(1), out var policy, out _)
                ? new CachedMtaStsPolicy(row.GetString(0), policy, DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(2)))
                : null,
            cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : null;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be written.</exception>
    public ValueTask StoreAsync(string domain, CachedMtaStsPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return _file.WriteAsync(
            "INSERT OR REPLACE INTO mta_sts (domain, id, policy, fetched) VALUES ($domain, $id, $policy, $fetched)",
            [("$domain", domain), ("$id", policy.Id), ("$policy", policy.Policy.ToString()),
                ("$fetched", policy.FetchedAt.ToUnixTimeSeconds())],
            cancellationToken);
    }
}
