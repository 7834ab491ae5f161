using Microsoft.Data.Sqlite;

namespace ProtocolKit;

/// <summary>An SQLite database, opened for each use: several processes may use it at a time.</summary>
internal sealed class SqliteFile
{
    private readonly string _connection;
    private readonly string _content;

    /// <summary>Opens a database, or makes one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it, in words.</param>
    /// <param name="schema">Makes its table, a constant.</param>
    /// <exception cref="IOException">It cannot be opened, or is no database.</exception>
    public SqliteFile(string path, string content, string schema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _content = content;
        _connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString;
        try
        {
            using var connection = Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; " + schema;
            command.ExecuteNonQuery();
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The {content} \"{path}\" cannot be opened: {exception.Message}", exception);
        }
    }

    /// <summary>Reads rows.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="text">The query.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async ValueTask<IReadOnlyList<T>> ReadAsync<T>(
        string text, IReadOnlyList<(string Name, object Value)> parameters, Func<SqliteDataReader, T> read,
            CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = Open();
            await using var command = Create(connection, text, parameters);
            await using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            var rows = new List<T>();
            while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows.Add(read(row));
            return rows;
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The {_content} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Changes rows.</summary>
    /// <param name="text">The command.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async ValueTask WriteAsync(
        string text, IReadOnlyList<(string Name, object Value)> parameters, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = Open();
            await using var command = Create(connection, text, parameters);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The {_content} cannot be written: {exception.Message}", exception);
        }
    }

    private static SqliteCommand Create(SqliteConnection connection, string text, IReadOnlyList<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();

            // What was written last may be lost when the power fails, and nothing else (https://sqlite.org/pragma.html#pragma_synchronous).
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = NORMAL";
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }
}
