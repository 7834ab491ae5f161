namespace ProtocolKit.Cli;

/// <summary>A survey: reads inputs, finds their servers, probes them, and writes a line for each.</summary>
internal sealed class SurveyRun(
    SurveyOptions options, SurveyTargets targets, SurveyProber prober, SurveyOutput output, SurveyDone done, SurveyProgress progress,
        ToolConsole console)
{
    /// <summary>For each target that is probed, how many inputs are in hand: it, and those that wait for their turn with a host or a network.</summary>
    public const int Places = 4;

    /// <summary>Surveys all inputs.</summary>
    /// <exception cref="UsageException">The inputs cannot be read, or a line cannot be written.</exception>
    public async Task RunAsync(IAsyncEnumerable<string> inputs, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency * Places,
            CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(inputs, parallel, SurveyAsync).ConfigureAwait(false);
    }

    private async ValueTask SurveyAsync(string input, CancellationToken cancellationToken)
    {
        var isKnown = true;
        foreach (var target in await FindAsync(input, cancellationToken).ConfigureAwait(false))
        {
            if (!done.TryTake(target))
                continue;
            isKnown = false;
            await SurveyAsync(target, cancellationToken).ConfigureAwait(false);
        }

        progress.AddInput(isKnown);
    }

    /// <summary>Finds the servers of an input. One that is not understood has none, and does not end the survey.</summary>
    private async Task<List<SurveyTarget>> FindAsync(string input, CancellationToken cancellationToken)
    {
        var found = new List<SurveyTarget>();
        try
        {
            foreach (var question in targets.Ask(input))
                found.AddRange(await targets.FindAsync(question, cancellationToken).ConfigureAwait(false));
        }
        catch (UsageException failure)
        {
            Complain(input, failure);
        }

        return found;
    }

    private async Task SurveyAsync(SurveyTarget target, CancellationToken cancellationToken)
    {
        ProbeReport? report;
        try
        {
            report = await prober.ProbeAsync(target, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException failure)
        {
            Complain(target.Input, failure);
            return;
        }

        if (report is not null)
            await output.WriteAsync(report).ConfigureAwait(false);
        progress.Add(report);
    }

    private void Complain(string input, UsageException failure)
    {
        progress.AddFaulty();
        lock (progress)
            console.Error.WriteLine($"{PeerText.Escape(input)}: {failure.Message}");
    }
}
