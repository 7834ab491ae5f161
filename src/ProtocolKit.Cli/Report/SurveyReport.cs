namespace ProtocolKit.Cli;

/// <summary>The results of a survey, and how they differ from an earlier one.</summary>
/// <param name="Rows">A row for each server.</param>
/// <param name="Notes">What a reader must know of the files.</param>
internal sealed record SurveyReport(IReadOnlyList<ReportRow> Rows, IReadOnlyList<string> Notes)
{
    public string Title { get; init; } = "";

    /// <summary>Whether there is an earlier survey.</summary>
    public bool HasEarlier { get; init; }

    /// <summary>The servers of the earlier survey that this one does not have.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>When the first and the last server were probed; null where no line tells.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Time => Rows.Select(row =>
        row.Report.Surveyed?.Time).OfType<DateTimeOffset>().ToArray() is { Length: > 0 } times
        ? (times.Min(), times.Max()) : null;

    /// <summary>What stands above the table: counts and what they count.</summary>
    public IReadOnlyList<(int Count, string What)> Summary =>
    [
        (Rows.Count, "servers"),
        (Rows.Count(row => row.Verdict == ReportVerdict.Secured), "verified TLS"),
        (Rows.Count(row => row.Verdict == ReportVerdict.Unverified), "TLS, not verified"),
        (Rows.Count(row => row.Verdict == ReportVerdict.Clear), "no TLS"),
        (Rows.Count(row => row.Verdict == ReportVerdict.Unknown), "not known"),
        (Rows.Count(row => row.ForwardSecrecy == "yes"), "forward secrecy"),
        (Rows.Count(row => row.Tls == "TLS 1.3"), "TLS 1.3"),
        .. HasEarlier ? [(Rows.Count(row => row.Change.Length > 0), "changed"), (Gone.Count, "no longer surveyed")]
            : Array.Empty<(int, string)>(),
    ];

    /// <summary>Reads the files, and says what is amiss with them.</summary>
    /// <exception cref="UsageException">They cannot be read, or have no results.</exception>
    public static SurveyReport Read(FileInfo file, FileInfo? earlier, TextWriter error)
    {
        var notes = new List<string>();
        var before = new Dictionary<string, ProbeReport>(StringComparer.Ordinal);
        if (earlier is not null)
            Read(earlier, notes, report => before[SurveyTarget.KeyOf(report)] = report);
        var rows = new List<ReportRow>();
        Read(file, notes, report =>
        {
            before.Remove(SurveyTarget.KeyOf(report), out var old);
            rows.Add(new ReportRow(report, earlier is null ? "" : ReportChange.Between(old, report)));
        });
        foreach (var note in notes)
            error.WriteLine(note);
        if (rows.Count == 0)
            throw new UsageException($"{file} has no results. 'protocolkit survey -o {file}' writes some.");
        return new SurveyReport(rows, notes) { HasEarlier = earlier is not null, Gone = [.. before.Keys.Select(key =>
            key.Trim()).Order(StringComparer.Ordinal)] };
    }

    private static void Read(FileInfo file, List<string> notes, Action<ProbeReport> take)
    {
        try
        {
            using var stream = file.OpenRead();
            if (ResultFile.Read(file.ToString(), stream, take).IsTruncated)
                notes.Add($"{file}: the last line has no end, and is left out. "
                    + "The survey may not have come to its end: the same command goes on with it.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {failure.Message}");
        }
    }
}
