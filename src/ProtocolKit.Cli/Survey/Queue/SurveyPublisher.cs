namespace ProtocolKit.Cli;

/// <summary>Puts the inputs of a survey into the queue. What was begun goes on where it was.</summary>
/// <param name="queue">The queue.</param>
/// <param name="targets">Understands inputs.</param>
/// <param name="progress">Is told of each input.</param>
/// <param name="console">Is told of inputs that are not understood.</param>
internal sealed class SurveyPublisher(SurveyQueue queue, SurveyTargets targets, SurveyProgress progress, ToolConsole console)
{
    private const int AtOnce = 256;

    /// <summary>Puts the inputs into the queue, and waits where it is full.</summary>
    /// <param name="publisher">Tells these inputs from others, or null where they cannot be read again from their beginning.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="UsageException">The inputs cannot be read, or the queue cannot be written.</exception>
    public async Task RunAsync(string? publisher, IAsyncEnumerable<string> inputs, CancellationToken cancellationToken)
    {
        var before = publisher is null ? null : await queue.FindPublisherAsync(publisher, cancellationToken).ConfigureAwait(false);
        var name = publisher ?? SurveyQueue.IdOf(Guid.NewGuid().ToString());
        if (before is not null)
        {
            await console.Error.WriteLineAsync($"{before.Inputs} inputs were published before. It goes on behind them.")
                .ConfigureAwait(false);
        }

        var read = 0L;
        await foreach (var batch in inputs.Chunk(AtOnce).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var isKnown = read + batch.Length <= before?.Inputs;
            read += batch.Length;
            if (!isKnown)
            {
                await Task.WhenAll(batch.SelectMany(Ask).Select(task => queue.PublishAsync(task, cancellationToken))).ConfigureAwait(false);
                await queue.TellAsync(name, new PublisherState(read, IsDone: false), cancellationToken).ConfigureAwait(false);
            }

            foreach (var _ in batch)
                progress.AddInput(isKnown);
        }

        await queue.TellAsync(name, new PublisherState(read, IsDone: true), cancellationToken).ConfigureAwait(false);
    }

    private List<SurveyTask> Ask(string input)
    {
        var tasks = new List<SurveyTask>();
        try
        {
            tasks.AddRange(targets.Ask(input).Select(SurveyTask.Of));
        }
        catch (UsageException failure)
        {
            progress.AddFaulty();
            console.Error.WriteLine($"{PeerText.Escape(input)}: {failure.Message}");
        }

        return tasks;
    }
}
