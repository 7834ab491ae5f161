using System.Globalization;
using System.Text;

namespace ProtocolKit.Cli;

/// <summary>Writes a report as Markdown: a summary and a table.</summary>
internal static class ReportMarkdown
{
    public static string Write(SurveyReport report)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {ReportText.Markdown(report.Title)}\n\n");
        foreach (var note in report.Notes)
            text.Append(CultureInfo.InvariantCulture, $"**Note.** {ReportText.Markdown(note)}\n\n");
        text.Append("| | |\n| ---: | --- |\n");
        foreach (var (count, what) in report.Summary)
            text.Append(CultureInfo.InvariantCulture, $"| {count:N0} | {what} |\n");
        var columns = report.Columns;
        text.Append("\n|").AppendJoin("|", columns.Select(column => $" "
            + $"{column.Title} ")).Append("|\n|").Insert(text.Length, " --- |", columns.Count).Append('\n');
        foreach (var row in report.Rows)
            text.Append("| ").AppendJoin(" | ", columns.Select(column => ReportText.Markdown(column.Cell(row)))).Append(" |\n");
        return text.ToString();
    }
}
