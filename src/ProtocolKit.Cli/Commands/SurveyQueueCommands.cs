using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary><c>protocolkit survey publish</c>, <c>work</c>, <c>collect</c> and <c>status</c>: one survey on many machines.</summary>
internal static class SurveyQueueCommands
{
    public static Command CreatePublish(ToolConsole console, Catalog catalog)
    {
        var queue = new SurveyQueueConnection();
        var input = new SurveyInputOptions();
        var grammar = GrammarOption.Create();
        var wait = CommonOptions.Seconds("--ack-wait", "How long a worker may be silent about an input until another one gets it.", 30);
        var depth = SurveyProbeOptions.Count(
            "--depth", "How many inputs and how many results the queue holds at most; who has more waits.", 100_000, most: 100_000_000);
        var command = new Command("publish", "Puts the inputs of a survey into a queue of NATS JetStream, for 'survey work'. What was begun "
            + "goes on where it was.")
        {
            grammar, wait, depth,
        };
        queue.AddTo(command);
        input.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var known = await GrammarOption.ChooseAsync(catalog, result.GetValue(grammar), console,
                cancellationToken).ConfigureAwait(false);
            var (sources, options) = input.Read(result, known, console);
            var to = await queue.OpenAsync(result, cancellationToken, with => with with
            {
                AckWait = TimeSpan.FromSeconds(result.GetValue(wait)), Depth = result.GetValue(depth),
            }).ConfigureAwait(false);
            await using (to.ConfigureAwait(false))
            {
                await to.CreateAsync(cancellationToken).ConfigureAwait(false);
                var progress = new SurveyProgress(sources.Count());
                var targets = new SurveyTargets(options, known, ServiceResolver.Default, new SurveyDone());
                var publisher = new SurveyPublisher(to, targets, progress, console);
                var inputs = sources.ReadAsync(cancellationToken);
                await progress.RunAsync(() => publisher.RunAsync(input.Identify(result), inputs, cancellationToken), console)
                    .ConfigureAwait(false);
                return progress.Faulty > 0 ? ExitCode.Usage : ExitCode.Success;
            }
        });
        return command;
    }

    public static Command CreateWork(ToolConsole console, Catalog catalog)
    {
        var queue = new SurveyQueueConnection();
        var probe = new SurveyProbeOptions();
        var grammar = GrammarOption.Create();
        var command = new Command("work", "Probes what is in the queue of a survey, until nothing is left; as many at a time as you like, on "
            + "as many machines.")
        {
            grammar,
        };
        queue.AddTo(command);
        probe.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var known = await GrammarOption.ChooseAsync(catalog, result.GetValue(grammar), console,
                cancellationToken).ConfigureAwait(false);
            var options = probe.Read(result, new SurveyOptions());
            var from = await queue.OpenAsync(result, cancellationToken).ConfigureAwait(false);
            await using (from.ConfigureAwait(false))
            {
                if (options.Pause > TimeSpan.Zero)
                    await from.CreateTurnsAsync(options.Pause, cancellationToken).ConfigureAwait(false);
                var resolver = probe.CreateResolver(result, options);
                using var prober = probe.CreateProber(result, options, resolver, options.Pause > TimeSpan.Zero
                    ? (address, stop) => from.WaitForTurnAsync(address, options.Pause, stop) : null);
                var progress = new SurveyProgress(total: null);
                var worker = new SurveyWorker(
                    from, known, new SurveyTargets(options, known, resolver, new SurveyDone()), prober, progress, console);
                await progress.RunAsync(() => worker.RunAsync(options.Concurrency * SurveyRun.Places, cancellationToken), console)
                    .ConfigureAwait(false);
                return progress.Faulty > 0 ? ExitCode.Usage : ExitCode.Success;
            }
        });
        return command;
    }

    public static Command CreateCollect(ToolConsole console)
    {
        var queue = new SurveyQueueConnection();
        var output = new Option<FileInfo>("--output", "-o")
        {
            Description = "The file to write, and to go on with where it exists.", HelpName = "FILE", Required = true,
        };
        var command = new Command("collect", "Writes the results of a survey to a file, until it is done. Each stands there once, whatever "
            + "was killed meanwhile.")
        {
            output,
        };
        queue.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var from = await queue.OpenAsync(result, cancellationToken).ConfigureAwait(false);
            await using (from.ConfigureAwait(false))
            {
                var progress = new SurveyProgress(total: null);
                var done = new SurveyDone();
                using var lines = SurveyOutput.Open(result.GetValue(output), done, console);
                var collector = new SurveyCollector(from, lines, done, progress, console);
                await progress.RunAsync(() => collector.RunAsync(cancellationToken), console).ConfigureAwait(false);
                return ExitCode.Success;
            }
        });
        return command;
    }

    public static Command CreateStatus(ToolConsole console)
    {
        var queue = new SurveyQueueConnection();
        var delete = new Option<bool>("--delete") { Description = "Remove what the server keeps of the survey, results that nobody has "
            + "collected among it." };
        var command = new Command("status", "Tells how far a survey has come, and who works at it.") { delete };
        queue.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var at = await queue.OpenAsync(result, cancellationToken).ConfigureAwait(false);
            await using (at.ConfigureAwait(false))
            {
                var status = await at.GetStatusAsync(cancellationToken).ConfigureAwait(false);
                await console.Out.WriteAsync(status.Describe(DateTimeOffset.UtcNow)).ConfigureAwait(false);
                if (result.GetValue(delete))
                    await at.DeleteAsync(cancellationToken).ConfigureAwait(false);
                return ExitCode.Success;
            }
        });
        return command;
    }
}
