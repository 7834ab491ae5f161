using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit report</c></summary>
internal static class ReportCommand
{
    public static Command Create(ToolConsole console)
    {
        var results = new Argument<FileInfo>("results") { Description = "What 'protocolkit survey' has written." };
        var earlier = new Argument<FileInfo?>("earlier") { Description = "The results of an earlier survey, to tell what has "
            + "changed.", Arity = ArgumentArity.ZeroOrOne };
        var output = OutputFile.Create();
        var title = new Option<string>("--title") { Description = "The title.", HelpName = "TEXT", DefaultValueFactory = _ =>
            "Survey of TLS" };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown in place of HTML." };
        var csv = new Option<bool>("--csv") { Description = "Write CSV in place of HTML." };
        var command = new Command("report", "Makes a page of the results of a survey: one HTML file that needs no other; or Markdown, "
            + "or CSV.")
        {
            results, earlier, output, title, markdown, csv,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetValue(markdown) && result.GetValue(csv))
                throw new UsageException("report writes --markdown or --csv, not both.");
            var report = SurveyReport.Read(result.GetRequiredValue(results), result.GetValue(earlier),
                console.Error) with { Title = result.GetValue(title)! };
            var text = result.GetValue(markdown) ? ReportMarkdown.Write(report)
                : result.GetValue(csv) ? ReportCsv.Write(report)
                : ReportHtml.Write(report);
            await OutputFile.WriteAsync(text, result.GetValue(output), console, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}
