using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit survey</c></summary>
internal static class SurveyCommand
{
    public static Command Create(ToolConsole console, Catalog catalog)
    {
        var input = new SurveyInputOptions();
        var probe = new SurveyProbeOptions();
        var output = new Option<FileInfo?>("--output", "-o")
        {
            Description = "The file to write, and to go on with where it exists; the standard output unless set.", HelpName = "FILE",
        };
        var grammar = GrammarOption.Create();
        var command = new Command("survey", "Probes many servers, a few at a time, and writes a line of JSON for each; what was begun "
            + "can be gone on with. With publish, work and collect many machines share the work.")
        {
            output, grammar,
            SurveyQueueCommands.CreatePublish(console, catalog),
            SurveyQueueCommands.CreateWork(console, catalog),
            SurveyQueueCommands.CreateCollect(console),
            SurveyQueueCommands.CreateStatus(console),
        };
        input.AddTo(command);
        probe.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var known = await GrammarOption.ChooseAsync(catalog, result.GetValue(grammar), console,
                cancellationToken).ConfigureAwait(false);
            var (sources, asked) = input.Read(result, known, console);
            var options = probe.Read(result, asked);
            foreach (var scheme in options.Schemes)
                SurveyProber.Parameters(options, known.Require(scheme, out _));
            var resolver = probe.CreateResolver(result, options);
            using var prober = probe.CreateProber(result, options, resolver);
            var progress = new SurveyProgress(sources.Count());
            var done = new SurveyDone();
            using var lines = SurveyOutput.Open(result.GetValue(output), done, console);
            var run = new SurveyRun(options, new SurveyTargets(options, known, resolver, done), prober, lines, done, progress, console);
            await progress.RunAsync(() => run.RunAsync(sources.ReadAsync(cancellationToken), cancellationToken),
                console).ConfigureAwait(false);
            return progress.Faulty > 0 ? ExitCode.Usage : ExitCode.Success;
        });
        return command;
    }
}
