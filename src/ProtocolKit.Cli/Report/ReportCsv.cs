using System.Globalization;
using nietras.SeparatedValues;

namespace ProtocolKit.Cli;

/// <summary>Writes a report as CSV (RFC 4180), for spreadsheets.</summary>
internal static class ReportCsv
{
    private static readonly (string Title, Func<ReportRow, string> Cell)[] More =
    [
        ("Cipher suite", row => row.Report.Tls?.CipherSuite ?? ""),
        ("Certificate until", row => row.Report.Certificates is [var own, ..] ? own.NotAfter.ToString("u",
            CultureInfo.InvariantCulture) : ""),
        ("Reason", row => row.Report.Reason),
        ("Input", row => row.Report.Surveyed?.Input ?? ""),
        ("Time", row => row.Report.Surveyed?.Time.ToString("u", CultureInfo.InvariantCulture) ?? ""),
    ];

    public static string Write(SurveyReport report)
    {
        using var writer = Sep.New(',').Writer(options => options with { Escape = true }).ToText();
        foreach (var row in report.Rows)
        {
            using var line = writer.NewRow();
            foreach (var (title, cell) in ReportRow.Columns.Concat(More))
                line[title].Set(Neutralize(cell(row)));
        }

        return writer.ToString();
    }

    /// <summary>Keeps a spreadsheet from taking a text for a formula: what could begin one is put behind an apostrophe.</summary>
    internal static string Neutralize(string text)
    {
        text = ReportText.Printable(text);
        return text.TrimStart() is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;
    }
}
