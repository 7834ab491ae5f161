using System.Collections.Concurrent;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace ProtocolKit.Cli;

/// <summary>Takes questions from the queue, probes their servers, and puts the results back. A question leaves the queue when its results
/// are in it: a worker that is killed has lost nothing, and another one gets what it had in hand.</summary>
/// <param name="queue">The queue.</param>
/// <param name="catalog">The protocols.</param>
/// <param name="targets">Finds servers.</param>
/// <param name="prober">Probes them.</param>
/// <param name="progress">Is told of each result.</param>
/// <param name="console">Is told what goes wrong.</param>
internal sealed class SurveyWorker(
    SurveyQueue queue, Catalog catalog, SurveyTargets targets, SurveyProber prober, SurveyProgress progress, ToolConsole console)
{
    /// <summary>How many workers may take a question without giving an answer.</summary>
    public const int MostTries = 5;

    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<INatsJSMsg<byte[]>, bool> _inHand = new(ReferenceEqualityComparer.Instance);
    private readonly string _id = SurveyQueue.IdOf(Guid.NewGuid().ToString());
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;

    /// <summary>Works until every question of the survey has its results.</summary>
    /// <param name="places">How many questions it has in hand at a time.</param>
    /// <param name="cancellationToken">Gives it up; others get what is in hand at once.</param>
    /// <exception cref="UsageException">There is no such survey, or the server does not answer.</exception>
    public async Task RunAsync(int places, CancellationToken cancellationToken)
    {
        var work = await queue.GetWorkAsync(cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var free = new SemaphoreSlim(places);
        Task[] telling = [KeepAsync(queue.AckWait / 3, stop.Token), TellAsync(stop.Token)];
        var working = new ConcurrentDictionary<Task, bool>();
        try
        {
            while (await TakeAsync(work, free, working, stop.Token).ConfigureAwait(false)
                || !(await queue.GetStatusAsync(stop.Token).ConfigureAwait(false)).IsWorked)
            {
            }
        }
        finally
        {
            await Task.WhenAll(working.Keys).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(telling).ConfigureAwait(false);
        }

        await queue.TellAsync(_id, State(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes as many questions as there are places, and starts with them.</summary>
    /// <returns>Whether there were as many.</returns>
    private async Task<bool> TakeAsync(
        INatsJSConsumer work, SemaphoreSlim free, ConcurrentDictionary<Task, bool> working, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        var taken = 1;
        while (await free.WaitAsync(0, cancellationToken).ConfigureAwait(false))
            taken++;
        var found = 0;
        try
        {
            var fetch = new NatsJSFetchOpts { MaxMsgs = taken, Expires = Expiry };
            await foreach (var message in work.FetchAsync<byte[]>(fetch, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                found++;
                _inHand[message] = true;
                var task = WorkAsync(message, free, cancellationToken);
                working[task] = true;
                _ = task.ContinueWith(done => working.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None,
                    TaskScheduler.Default);
            }
        }
        catch (NatsException failure)
        {
            // The client connects again by itself, and what was not taken stays in the queue.
            await console.Error.WriteLineAsync($"The queue does not answer: {failure.Message}").ConfigureAwait(false);
            await Task.Delay(Expiry, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (taken > found)
                free.Release(taken - found);
        }

        return found == taken;
    }

    private async Task WorkAsync(INatsJSMsg<byte[]> message, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            if (await AnswerAsync(message, cancellationToken).ConfigureAwait(false))
                await message.AckAsync(new AckOpts { DoubleAck = true }, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, the question is still in the queue, and is given up after some tries.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!cancellationToken.IsCancellationRequested)
                await console.Error.WriteLineAsync($"{PeerText.Escape(message.Data ?? [])}: {failure.Message}").ConfigureAwait(false);
            else
                await GiveBackAsync(message).ConfigureAwait(false);
        }
        finally
        {
            _inHand.TryRemove(message, out _);
            free.Release();
        }
    }

    /// <summary>Probes, and puts the results into the queue.</summary>
    /// <returns>Whether it is done; else the message was thrown away.</returns>
    private async Task<bool> AnswerAsync(INatsJSMsg<byte[]> message, CancellationToken cancellationToken)
    {
        SurveyQuestion question;
        try
        {
            question = SurveyTask.Read(message.Data, catalog);
        }
        catch (UsageException failure)
        {
            progress.AddFaulty();
            await console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            await message.AckTerminateAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (message.Metadata?.NumDelivered > MostTries)
        {
            await PutAsync(Unanswered(question, "givenUp", $"{MostTries} workers took this target, and none has told of it. It may end them."),
                cancellationToken).ConfigureAwait(false);
            return true;
        }

        try
        {
            foreach (var target in await targets.FindAsync(question, cancellationToken).ConfigureAwait(false))
            {
                var report = await prober.ProbeAsync(target, cancellationToken).ConfigureAwait(false);
                await PutAsync(report, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (UsageException failure)
        {
            await PutAsync(Unanswered(question, "notUnderstood", failure.Message), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task PutAsync(ProbeReport? report, CancellationToken cancellationToken)
    {
        if (report is not null)
            await queue.PublishAsync(report, cancellationToken).ConfigureAwait(false);
        progress.Add(report);
    }

    private static ProbeReport Unanswered(SurveyQuestion question, string error, string reason)
    {
        var surveyed = new ProbeSurveyed(question.Input, DateTimeOffset.UtcNow) { LookupError = error };
        if (question.Lookup != SurveyLookup.None)
            surveyed = surveyed with { Domain = question.Own.Host, Record = question.Lookup.ToString().ToLowerInvariant(), Targets = 1 };
        return SurveyProber.Unreachable(question.Own, reason, surveyed);
    }

    /// <summary>Tells the queue that what is in hand is worked at.</summary>
    private Task KeepAsync(TimeSpan period, CancellationToken cancellationToken) => RepeatAsync(period, async () =>
    {
        foreach (var message in _inHand.Keys)
            await message.AckProgressAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    private Task TellAsync(CancellationToken cancellationToken) =>
        RepeatAsync(Report, () => queue.TellAsync(_id, State(), cancellationToken), cancellationToken);

    private WorkerState State()
    {
        var (secured, notSecured, errors) = progress.Counts;
        return new WorkerState($"{Environment.MachineName}-{Environment.ProcessId}", _started, DateTimeOffset.UtcNow, secured, notSecured, errors);
    }

    private static async Task RepeatAsync(TimeSpan period, Func<Task> action, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    await action().ConfigureAwait(false);
                }
                catch (Exception failure) when (failure is NatsException or UsageException)
                {
                    // The next time may do. Without one, others get what is in hand.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static async Task GiveBackAsync(INatsJSMsg<byte[]> message)
    {
        try
        {
            await message.NakAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
        catch (NatsException)
        {
            // It is given to others later.
        }
    }
}
