#if !COMPILED_AHEAD_OF_TIME
using Parquet;
using Parquet.Schema;

namespace ProtocolKit.Cli;

/// <summary>Writes results as a table of Apache Parquet, for who analyses many of them: a row for each, in groups, so that memory does not
/// grow with the file.</summary>
internal static class ReportParquet
{
    private const int RowsOfGroup = 10_000;

    private static readonly Column[] Columns =
    [
        new Words("target", report => report.Target), new Words("protocol", report => report.Protocol), new Words("host", report => report.Host),
        new Number<int>("port", report => report.Port), new Number<bool>("implicit_tls", report => report.ImplicitTls),
        new Number<bool>("secured", report => report.Secured), new Words("outcome", report => report.Outcome),
        new Words("reason", report => report.Reason), new Words("state", report => report.State),
        new Words("server_text", report => report.ServerText),
        new Number<double>("elapsed_milliseconds", report => report.ElapsedMilliseconds),
        new Number<int>("round_trips", report => report.RoundTrips),
        new Words("tls_version", report => report.Tls?.Version), new Words("cipher_suite", report => report.Tls?.CipherSuite),
        new Number<bool>("forward_secrecy", report => report.Tls?.ForwardSecrecy),
        new Words("certificate_errors", report => Certificate(report) is null ? null : string.Join(' ', report.CertificateErrors)),
        new Words("certificate_subject", report => Certificate(report)?.Subject),
        new Words("certificate_issuer", report => Certificate(report)?.Issuer),
        new Words("certificate_names", report => Certificate(report) is { } own ? string.Join(' ', own.Names) : null),
        new Time("certificate_not_before", report => Certificate(report)?.NotBefore),
        new Time("certificate_not_after", report => Certificate(report)?.NotAfter),
        new Words("certificate_key", report => Certificate(report)?.Key),
        new Words("certificate_sha256", report => Certificate(report)?.Sha256),
        new Words("input", report => report.Surveyed?.Input), new Time("time", report => report.Surveyed?.Time),
        new Words("domain", report => report.Surveyed?.Domain), new Words("record", report => report.Surveyed?.Record),
        new Number<int>("priority", report => report.Surveyed?.Priority),
        new Number<bool>("authenticated", report => report.Surveyed?.Authenticated),
        new Words("lookup_error", report => report.Surveyed?.LookupError),
        new Number<bool>("dane_records", report => report.Policy?.Dane?.Records),
        new Number<int>("dane_usable", report => report.Policy?.Dane?.Usable),
        new Number<bool>("dane_matches", report => report.Policy?.Dane?.Matches),
        new Words("mta_sts_mode", report => report.Policy?.MtaSts?.Mode),
        new Number<bool>("mta_sts_names_host", report => report.Policy?.MtaSts?.NamesHost),
    ];

    /// <summary>Reads results and writes the table.</summary>
    /// <param name="results">The results.</param>
    /// <param name="table">Takes the table, from its beginning.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="UsageException">A line is no result, or there is none.</exception>
    public static async Task WriteAsync(ResultFile results, Stream table, CancellationToken cancellationToken)
    {
        var schema = new ParquetSchema(Columns.Select(column => column.Field));
        var writer = await ParquetWriter.CreateAsync(schema, table, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            var rows = new List<ProbeReport>(RowsOfGroup);
            while (results.Read() is { } report)
            {
                rows.Add(report);
                if (rows.Count == RowsOfGroup)
                    await WriteAsync(writer, rows).ConfigureAwait(false);
            }

            await WriteAsync(writer, rows).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(ParquetWriter writer, List<ProbeReport> rows)
    {
        if (rows.Count == 0)
            return;
        using var group = writer.CreateRowGroup();
        foreach (var column in Columns)
            await column.WriteAsync(group, rows).ConfigureAwait(false);
        group.CompleteValidate();
        rows.Clear();
    }

    private static ProbeCertificate? Certificate(ProbeReport report) => report.Certificates is [var own, ..] ? own : null;

    private abstract record Column(DataField Field)
    {
        public abstract Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<ProbeReport> rows);
    }

    private sealed record Words(string Name, Func<ProbeReport, string?> Of) : Column(new DataField<string>(Name, true))
    {
        public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<ProbeReport> rows) =>
            group.WriteAsync(Field, [.. rows.Select(Of)!]);
    }

    private sealed record Number<T>(string Name, Func<ProbeReport, T?> Of) : Column(new DataField<T?>(Name))
        where T : struct
    {
        public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<ProbeReport> rows) =>
            group.WriteAsync<T>(Field, rows.Select(Of).ToArray());
    }

    private sealed record Time(string Name, Func<ProbeReport, DateTimeOffset?> Of) : Column(
        new DateTimeDataField(Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: true))
    {
        public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<ProbeReport> rows) =>
            group.WriteAsync<DateTime>(Field, rows.Select(row => Of(row)?.UtcDateTime).ToArray());
    }
}
#endif
