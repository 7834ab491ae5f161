namespace ProtocolKit.Cli;

/// <summary>The results of a survey, and how they differ from an earlier one.</summary>
/// <param name="Rows">A row for each server.</param>
/// <param name="Notes">What a reader must know of the files.</param>
internal sealed record SurveyReport(IReadOnlyList<ReportRow> Rows, IReadOnlyList<string> Notes)
{
    public string Title { get; init; } = "";

    /// <summary>The earlier surveys, oldest first.</summary>
    public IReadOnlyList<EarlierSurvey> Earlier { get; init; } = [];

    /// <summary>Whether there is an earlier survey.</summary>
    public bool HasEarlier => Earlier.Count > 0;

    /// <summary>The titles of the columns, and what each cell has.</summary>
    public IReadOnlyList<(string Title, Func<ReportRow, string> Cell)> Columns =>
        [.. ReportRow.Columns.Where(column => HasEarlier || column.Title is not ("Changes" or "History"))];

    /// <summary>The servers of the survey before that this one does not have.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>When the first and the last server were probed; null where no line tells.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Time => Rows.Select(row =>
        row.Report.Surveyed?.Time).OfType<DateTimeOffset>().ToArray() is { Length: > 0 } times
        ? (times.Min(), times.Max()) : null;

    /// <summary>What stands above the table: counts and what they count.</summary>
    public IReadOnlyList<(int Count, string What)> Summary =>
    [
        (Rows.Count, "servers"),
        .. ReportMeasure.All.Where(measure => !measure.IsOfPolicy || Rows.Any(row => row.Report.Policy is not null))
            .Select(measure => (Rows.Count(measure.Holds), measure.Name)),
        .. HasEarlier ? [(Rows.Count(row => row.Change.Length > 0), "changed"), (Gone.Count, "no longer surveyed")]
            : Array.Empty<(int, string)>(),
    ];

    /// <summary>The shares of servers that a measure has held for, oldest first and this survey's last; empty where there are no earlier ones, or
    /// it is no measure.</summary>
    public IReadOnlyList<double> History(string measure) =>
        HasEarlier && ReportMeasure.All.FirstOrDefault(one => one.Name == measure) is { } found
            ? [.. Earlier.Select(survey => survey.Share(found)), Rows.Count(found.Holds) / (double)Rows.Count]
            : [];

    /// <summary>Reads the files, and says what is amiss with them.</summary>
    /// <param name="file">The results.</param>
    /// <param name="earlier">Those of earlier surveys, in any order.</param>
    /// <param name="error">Is told what is amiss.</param>
    /// <exception cref="UsageException">They cannot be read, or have no results.</exception>
    public static SurveyReport Read(FileInfo file, IReadOnlyList<FileInfo> earlier, TextWriter error)
    {
        var notes = new List<string>();
        var surveys = earlier.Select(one => EarlierSurvey.Of(Results(one, notes))).OrderBy(survey => survey.Time).ToArray();
        var before = surveys is [.., var last] ? last.TakeReports() : [];
        var rows = new List<ReportRow>();
        foreach (var report in Results(file, notes))
        {
            var key = SurveyTarget.KeyOf(report);
            before.Remove(key, out var old);
            rows.Add(new ReportRow(report, surveys.Length == 0 ? "" : ReportChange.Between(old, report))
            {
                Earlier = [.. surveys.Select(survey => survey.Find(key))],
            });
        }

        foreach (var note in notes)
            error.WriteLine(note);
        if (rows.Count == 0)
            throw new UsageException($"{file} has no results. 'protocolkit survey -o {file}' writes some.");
        return new SurveyReport(rows, notes) { Earlier = surveys, Gone = [.. before.Keys.Select(key =>
            key.Trim()).Order(StringComparer.Ordinal)] };
    }

    /// <summary>Opens a file of results.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static FileStream Open(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {failure.Message}");
        }
    }

    /// <summary>What is to be said of a file that ends within a line.</summary>
    public static string Truncated(FileInfo file) => $"{file}: the last line has no end, and is left out. "
        + "The survey may not have come to its end: the same command goes on with it.";

    private static IEnumerable<ProbeReport> Results(FileInfo file, List<string> notes)
    {
        using var stream = Open(file);
        var results = new ResultFile(file.ToString(), stream);
        while (results.Read() is { } report)
            yield return report;
        if (results.IsTruncated)
            notes.Add(Truncated(file));
    }
}
