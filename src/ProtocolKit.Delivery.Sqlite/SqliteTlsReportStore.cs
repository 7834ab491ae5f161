namespace ProtocolKit;

/// <summary>Counts sessions in an SQLite database, which several processes may use at a time. It may be that of
/// <see cref="SqliteMtaStsCache"/>.</summary>
/// <remarks>It tells 1000 kinds of sessions with a domain and day apart, and leaves out what comes new after that.</remarks>
public sealed class SqliteTlsReportStore : ITlsReportStore
{
    private readonly SqliteFile _file;

    /// <summary>Opens a database, or makes one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be opened, or is no database.</exception>
    public SqliteTlsReportStore(string path) => _file = new SqliteFile(
        path,
        "store of TLS sessions",
        "CREATE TABLE IF NOT EXISTS tls_sessions (day INTEGER NOT NULL, domain TEXT NOT NULL, session TEXT NOT NULL, count INTEGER NOT NULL,"
            + " PRIMARY KEY (day, domain, session)) WITHOUT ROWID");

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be written.</exception>
    public ValueTask AddAsync(DateOnly day, string domain, string session, CancellationToken cancellationToken) => _file.WriteAsync(
        "INSERT INTO tls_sessions (day, domain, session, count) SELECT $day, $domain, $session, 1"
            + " WHERE (SELECT COUNT(*) FROM tls_sessions WHERE day = $day AND domain = $domain AND session <> $session) < 1000"
            + " ON CONFLICT DO UPDATE SET count = count + 1",
        [("$day", day.DayNumber), ("$domain", domain), ("$session", session)],
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ValueTask<IReadOnlyList<KeyValuePair<string, long>>> FindAsync(
        DateOnly day, string domain, CancellationToken cancellationToken) =>
        _file.ReadAsync(
            "SELECT session, count FROM tls_sessions WHERE day = $day AND domain = $domain",
            [("$day", day.DayNumber), ("$domain", domain)],
            row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)),
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ValueTask<IReadOnlyList<string>> FindDomainsAsync(DateOnly day, CancellationToken cancellationToken) => _file.ReadAsync(
        "SELECT DISTINCT domain FROM tls_sessions WHERE day = $day ORDER BY domain",
        [("$day", day.DayNumber)],
        row => row.GetString(0),
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be written.</exception>
    public ValueTask RemoveAsync(DateOnly day, CancellationToken cancellationToken) =>
        _file.WriteAsync("DELETE FROM tls_sessions WHERE day <= $day", [("$day", day.DayNumber)], cancellationToken);
}
