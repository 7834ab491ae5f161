using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit report</c></summary>
internal static class ReportCommand
{
    public static Command Create(ToolConsole console)
    {
        var results = new Argument<FileInfo>("results") { Description = "What 'protocolkit survey' has written." };
        var earlier = new Option<FileInfo[]>("--earlier")
        {
            Description = "The results of earlier surveys: changes since the last one are told, and how all have developed.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var output = OutputFile.Create();
        var title = new Option<string>("--title") { Description = "The title.", HelpName = "TEXT", DefaultValueFactory = _ =>
            "Survey of TLS" };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown in place of HTML." };
        var csv = new Option<bool>("--csv") { Description = "Write CSV in place of HTML." };
        var parquet = new Option<bool>("--parquet") { Description = "Write a table of Apache Parquet, to --output, for who analyses." };
        var command = new Command("report", "Makes a page of the results of a survey: one HTML file that needs no other; or Markdown, "
            + "CSV or Parquet.")
        {
            results, earlier, output, title, markdown, csv, parquet,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (((bool[])[result.GetValue(markdown), result.GetValue(csv), result.GetValue(parquet)]).Count(isSet => isSet) > 1)
                throw new UsageException("report writes one of --markdown, --csv and --parquet.");
            var file = result.GetRequiredValue(results);
            if (result.GetValue(parquet))
                return await WriteParquetAsync(file, result.GetValue(output), console, cancellationToken).ConfigureAwait(false);
            var report = SurveyReport.Read(file, result.GetValue(earlier) ?? [], console.Error) with { Title = result.GetValue(title)! };
            var text = result.GetValue(markdown) ? ReportMarkdown.Write(report)
                : result.GetValue(csv) ? ReportCsv.Write(report)
                : ReportHtml.Write(report);
            await OutputFile.WriteAsync(text, result.GetValue(output), console, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

#if COMPILED_AHEAD_OF_TIME
    private static Task<int> WriteParquetAsync(
        FileInfo results, FileInfo? output, ToolConsole console, CancellationToken cancellationToken) =>
        throw new UsageException("--parquet: this program is compiled ahead of time, which the library for Parquet is not made for. "
            + "'dotnet tool install --global ProtocolKit.Tool' installs one that can.");
#else
    private static async Task<int> WriteParquetAsync(
        FileInfo results, FileInfo? output, ToolConsole console, CancellationToken cancellationToken)
    {
        if (output is null)
            throw new UsageException("--parquet writes a file, and no text: name it with --output.");
        using var input = SurveyReport.Open(results);
        var lines = new ResultFile(results.ToString(), input);
        try
        {
            var table = File.Create(output.FullName);
            await using (table.ConfigureAwait(false))
                await ReportParquet.WriteAsync(lines, table, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--output: {output} cannot be written: {failure.Message}");
        }

        if (lines.IsTruncated)
            await console.Error.WriteLineAsync(SurveyReport.Truncated(results)).ConfigureAwait(false);
        return ExitCode.Success;
    }
#endif
}
