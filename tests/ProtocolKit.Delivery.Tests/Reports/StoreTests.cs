using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ProtocolKit.Delivery.Tests.Reports;

/// <summary>What counts sessions.</summary>
public sealed class StoreTests : IDisposable
{
    private static readonly DateOnly s_day = new(2026, 11, 26);

    private readonly string _folder = Directory.CreateTempSubdirectory("tlsrpt-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sessions_of_one_kind_are_counted_together(bool isDatabase)
    {
        var store = Create(isDatabase);

        foreach (var (domain, session) in ((string, string)[])[("a.example", "x"), ("a.example", "x"), ("a.example", "y"),
            ("b.example", "x")])
            await store.AddAsync(s_day, domain, session, CancellationToken.None);
        await store.AddAsync(s_day.AddDays(1), "a.example", "x", CancellationToken.None);

        Assert.Equal(["a.example", "b.example"], await store.FindDomainsAsync(s_day, CancellationToken.None));
        Assert.Equal("x 2, y 1", await ShowAsync(store, s_day));
        await store.RemoveAsync(s_day, CancellationToken.None);
        Assert.Equal("", await ShowAsync(store, s_day));
        Assert.Equal("x 1", await ShowAsync(store, s_day.AddDays(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kinds_without_number_take_no_memory_without_bound(bool isDatabase)
    {
        var store = Create(isDatabase);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_folder, "counts.db")};Pooling=False");
        await OpenAsync(other);
        for (var i = 0; i < 1001; i++)
            await store.AddAsync(s_day, "a.example", i.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
        await store.AddAsync(s_day, "a.example", "999", CancellationToken.None);
        await store.AddAsync(s_day, "b.example", "1000", CancellationToken.None);

        var found = await store.FindAsync(s_day, "a.example", CancellationToken.None);

        Assert.Equal(1000, found.Count);
        Assert.Equal(2, found.Single(one => one.Key == "999").Value);
        Assert.Single(await store.FindAsync(s_day, "b.example", CancellationToken.None));
    }

    [Fact]
    public async Task Counts_outlive_the_process_and_several_processes_count()
    {
        var path = Path.Combine(_folder, "both.db");
        var (first, second) = (new SqliteTlsReportStore(path), new SqliteTlsReportStore(path));
        _ = new SqliteMtaStsCache(path);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => (number % 2 == 0 ? first : second).AddAsync(s_day, "a.example", "x", CancellationToken.None).AsTask())));

        Assert.Equal("x 20", await ShowAsync(new SqliteTlsReportStore(path), s_day));
    }

    /// <summary>While another process has the database open, its journal is not emptied each time, which waits for the disk.</summary>
    private static async Task OpenAsync(SqliteConnection connection)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        await command.ExecuteScalarAsync();
    }

    private ITlsReportStore Create(bool isDatabase) =>
        isDatabase ? new SqliteTlsReportStore(Path.Combine(_folder, "counts.db")) : new MemoryTlsReportStore();

    private static async Task<string> ShowAsync(ITlsReportStore store, DateOnly day)
    {
        var found = await store.FindAsync(day, "a.example", CancellationToken.None);
        return string.Join(", ", found.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));
    }
}
