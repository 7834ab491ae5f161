using Microsoft.Data.Sqlite;

namespace ProtocolKit;

/// <summary>Keeps policies in an SQLite database, which several processes may use at a time.</summary>
public sealed class SqliteMtaStsCache : IMtaStsCache
{
    private readonly string _connection;

    /// <summary>Opens a database, or makes one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be opened, or is no database.</exception>
    public SqliteMtaStsCache(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString;
        try
        {
            using var connection = Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "CREATE TABLE IF NOT EXISTS mta_sts (domain TEXT PRIMARY KEY, id TEXT NOT NULL, policy TEXT NOT NULL, fetched INTEGER NOT NULL)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The cache of policies \"{path}\" cannot be opened: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async ValueTask<CachedMtaStsPolicy?> FindAsync(string domain, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT id, policy, fetched FROM mta_sts WHERE domain = $domain";
            command.Parameters.AddWithValue("$domain", domain);
            await using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            return await row.ReadAsync(cancellationToken).ConfigureAwait(false) && MtaStsPolicy.TryParse(row.GetString(1), out var policy, out _)
                ? new CachedMtaStsPolicy(row.GetString(0), policy, DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(2)))
                : null;
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The cache of policies cannot be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async ValueTask StoreAsync(string domain, CachedMtaStsPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        try
        {
            await using var connection = Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO mta_sts (domain, id, policy, fetched) VALUES ($domain, $id, $policy, $fetched)";
            command.Parameters.AddWithValue("$domain", domain);
            command.Parameters.AddWithValue("$id", policy.Id);
            command.Parameters.AddWithValue("$policy", policy.Policy.ToString());
            command.Parameters.AddWithValue("$fetched", policy.FetchedAt.ToUnixTimeSeconds());
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The cache of policies cannot be written: {exception.Message}", exception);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }
}
