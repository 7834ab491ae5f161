using NATS.Client.Core;
using NATS.Client.JetStream;

namespace ProtocolKit.Cli;

/// <summary>Takes results from the queue and writes them to a file. A result leaves the queue when it is on the disk; what is in the file
/// is not written again.</summary>
/// <param name="queue">The queue.</param>
/// <param name="output">The file.</param>
/// <param name="done">What the file has.</param>
/// <param name="progress">Is told of each result, and how far the survey has come.</param>
/// <param name="console">Is told what goes wrong.</param>
internal sealed class SurveyCollector(SurveyQueue queue, SurveyOutput output, SurveyDone done, SurveyProgress progress, ToolConsole console)
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(1);

    /// <summary>Collects until the survey is done.</summary>
    /// <exception cref="UsageException">There is no such survey, or the file cannot be written.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var results = await queue.GetResultsAsync(cancellationToken).ConfigureAwait(false);
        SurveyQueueStatus status;
        do
        {
            await TakeAsync(results, cancellationToken).ConfigureAwait(false);
            status = await queue.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            progress.SetInputs(status.Questions - status.Left, status.IsPublished ? status.Questions : null);
        }
        while (!status.IsDone);
    }

    private async Task TakeAsync(INatsJSConsumer results, CancellationToken cancellationToken)
    {
        var taken = new List<INatsJSMsg<byte[]>>();
        try
        {
            var fetch = new NatsJSFetchOpts { MaxMsgs = AtOnce, Expires = Expiry };
            await foreach (var message in results.FetchAsync<byte[]>(fetch, cancellationToken: cancellationToken).ConfigureAwait(false))
                taken.Add(message);
            using var lines = new MemoryStream();
            foreach (var message in taken)
                Add(message.Data ?? [], lines);
            if (lines.Length > 0)
                await output.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), isSafe: true).ConfigureAwait(false);
            foreach (var message in taken)
                await message.AckAsync(new AckOpts { DoubleAck = message == taken[^1] }, cancellationToken).ConfigureAwait(false);
        }
        catch (NatsException failure)
        {
            // The client connects again by itself; what was not acknowledged comes again.
            await console.Error.WriteLineAsync($"The queue does not answer: {failure.Message}").ConfigureAwait(false);
            await Task.Delay(Expiry, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Add(byte[] line, MemoryStream lines)
    {
        if (ResultFile.Parse(line) is not { } report)
        {
            console.Error.WriteLine($"This is no result, and is left out: {PeerText.Escape(line)}");
            return;
        }

        if (!done.Add(report))
            return;
        lines.Write(line);
        progress.Add(report);
    }
}
