namespace ProtocolKit.Cli;

/// <summary>What a report needs of an earlier survey.</summary>
internal sealed class EarlierSurvey
{
    private readonly Dictionary<string, ReportVerdict> _verdicts = new(StringComparer.Ordinal);
    private readonly Dictionary<ReportMeasure, int> _counts = ReportMeasure.All.ToDictionary(measure => measure, _ => 0);
    private Dictionary<string, ProbeReport> _reports = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>When its first server was probed; null where no line tells.</summary>
    public DateTimeOffset? Time { get; private set; }

    /// <summary>Takes its results.</summary>
    public static EarlierSurvey Of(IEnumerable<ProbeReport> results)
    {
        var survey = new EarlierSurvey();
        foreach (var report in results)
        {
            var (key, row) = (SurveyTarget.KeyOf(report), new ReportRow(report, ""));
            survey._reports[key] = report;
            survey._verdicts[key] = row.Verdict;
            survey._count++;
            foreach (var measure in ReportMeasure.All)
                survey._counts[measure] += measure.Holds(row) ? 1 : 0;
            if (report.Surveyed is { Time: var time } && !(survey.Time <= time))
                survey.Time = time;
        }

        return survey;
    }

    /// <summary>The share of servers that a measure has held for.</summary>
    public double Share(ReportMeasure measure) => _count == 0 ? 0 : _counts[measure] / (double)_count;

    /// <summary>What a server was worth; null if it was not surveyed.</summary>
    public ReportVerdict? Find(string key) => _verdicts.TryGetValue(key, out var verdict) ? verdict : null;

    /// <summary>Gives its results away, by target.</summary>
    public Dictionary<string, ProbeReport> TakeReports()
    {
        var reports = _reports;
        _reports = [];
        return reports;
    }
}
