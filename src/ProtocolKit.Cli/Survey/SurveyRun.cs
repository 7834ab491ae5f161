namespace ProtocolKit.Cli;

/// <summary>A survey: reads inputs, finds their servers, probes them, and writes a line for each.</summary>
internal sealed class SurveyRun(
    SurveyOptions options, SurveyTargets targets, SurveyProber prober, SurveyOutput output, SurveyDone done, SurveyProgress progress,
        ToolConsole console)
{
    /// <summary>For each target that is probed, how many more may wait for their turn with a host or a network.</summary>
    private const int Waiting = 3;

    /// <summary>Surveys all inputs.</summary>
    /// <exception cref="UsageException">The inputs cannot be read, or a line cannot be written.</exception>
    public async Task RunAsync(IAsyncEnumerable<string> inputs, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency * (1 + Waiting),
            CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(inputs, parallel, SurveyAsync).ConfigureAwait(false);
    }

    private async ValueTask SurveyAsync(string input, CancellationToken cancellationToken)
    {
        var isKnown = true;
        var enumerator = targets.FindAsync(input, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (enumerator.ConfigureAwait(false))
        {
            while (await NextAsync(input, enumerator).ConfigureAwait(false))
            {
                if (!done.TryTake(enumerator.Current))
                    continue;
                isKnown = false;
                await SurveyAsync(enumerator.Current, cancellationToken).ConfigureAwait(false);
            }
        }

        progress.AddInput(isKnown);
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

    /// <summary>Goes on to the next server; an input that is not understood has none, and does not end the survey.</summary>
    private async Task<bool> NextAsync(string input, IAsyncEnumerator<SurveyTarget> enumerator)
    {
        try
        {
            return await enumerator.MoveNextAsync().ConfigureAwait(false);
        }
        catch (UsageException failure)
        {
            Complain(input, failure);
            return false;
        }
    }

    private void Complain(string input, UsageException failure)
    {
        progress.AddFaulty();
        lock (progress)
            console.Error.WriteLine($"{PeerText.Escape(input)}: {failure.Message}");
    }
}
