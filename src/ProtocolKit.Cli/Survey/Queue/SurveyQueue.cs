using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace ProtocolKit.Cli;

/// <summary>The queue of a survey on many machines: streams of NATS JetStream for what is to be done, for the results, and for how far it
/// has come.</summary>
/// <remarks>An input is in the queue until the results of its servers are. Whoever writes twice has written once: messages carry what they
/// are about as their id. Streams that are full refuse what is new, and who writes waits.</remarks>
internal sealed class SurveyQueue : IAsyncDisposable
{
    private const int NoStream = 10059, IsFull = 10077, WrongLastSequence = 10071;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly NatsConnection _connection;
    private readonly NatsJSContext _streams;
    private readonly SurveyQueueOptions _options;

    private SurveyQueue(NatsConnection connection, SurveyQueueOptions options) =>
        (_connection, _streams, _options) = (connection, new NatsJSContext(connection), options);

    /// <summary>What the user called it.</summary>
    public string Name => _options.Name;

    /// <summary>How long a worker may be silent about an input.</summary>
    public TimeSpan AckWait { get; private set; }

    private string Work => $"protocolkit-{Name}-work";

    private string Results => $"protocolkit-{Name}-results";

    private string State => $"protocolkit-{Name}-state";

    private string Turns => $"protocolkit-{Name}-turns";

    /// <summary>Connects to the server.</summary>
    /// <exception cref="UsageException">There is none, or it does not let the user in.</exception>
    public static async Task<SurveyQueue> ConnectAsync(SurveyQueueOptions options, CancellationToken cancellationToken)
    {
        var connection = new NatsConnection(new NatsOpts
        {
            Url = options.Url,
            Name = "protocolkit survey",
            AuthOpts = new NatsAuthOpts { CredsFile = options.Credentials?.FullName },
            TlsOpts = new NatsTlsOpts { CaFile = options.Authorities?.FullName },
        });
        try
        {
            await connection.ConnectAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return new SurveyQueue(connection, options);
        }
        catch (Exception failure) when (failure is NatsException or IOException or UriFormatException or CryptographicException
            or ArgumentException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new UsageException($"--nats: {PeerText.Escape(new Uri(options.Url.Split(',')[0]).Host)} cannot be used: {failure.Message}"
                + $"{(failure.InnerException is { } cause ? $" {cause.Message}" : "")} Is it a NATS server with JetStream (nats-server -js)?");
        }
    }

    /// <summary>An id that messages about the same thing share.</summary>
    public static string IdOf(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToLowerInvariant())).AsSpan(0, 16));

    /// <summary>Makes the streams where they are missing.</summary>
    /// <exception cref="UsageException">The server has no JetStream, or does not let the user.</exception>
    public Task CreateAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await _streams.CreateOrUpdateStreamAsync(Queue(Work, "work"), cancellationToken).ConfigureAwait(false);
        await _streams.CreateOrUpdateStreamAsync(Queue(Results, "result"), cancellationToken).ConfigureAwait(false);
        await _streams.CreateOrUpdateStreamAsync(
            new StreamConfig(State, [$"protocolkit.{Name}.publisher.*", $"protocolkit.{Name}.worker.*"]) { MaxMsgsPerSubject = 1 },
            cancellationToken).ConfigureAwait(false);
        await _streams.CreateOrUpdateConsumerAsync(Work, Consumer("work"), cancellationToken).ConfigureAwait(false);
        await _streams.CreateOrUpdateConsumerAsync(Results, Consumer("collect"), cancellationToken).ConfigureAwait(false);
        return true;
    });

    /// <summary>What is to be done.</summary>
    /// <exception cref="UsageException">There is no such survey.</exception>
    public Task<INatsJSConsumer> GetWorkAsync(CancellationToken cancellationToken) => GetAsync(Work, "work", cancellationToken);

    /// <summary>The results.</summary>
    /// <exception cref="UsageException">There is no such survey.</exception>
    public Task<INatsJSConsumer> GetResultsAsync(CancellationToken cancellationToken) => GetAsync(Results, "collect", cancellationToken);

    /// <summary>Puts a question into the queue; once, if it is asked again soon.</summary>
    public Task PublishAsync(SurveyTask task, CancellationToken cancellationToken) =>
        PublishAsync("work", task.Write(), task.Id, cancellationToken);

    /// <summary>Puts a result into the queue; once, if it is found again soon.</summary>
    public Task PublishAsync(ProbeReport report, CancellationToken cancellationToken) =>
        PublishAsync("result", SurveyOutput.Line(report), IdOf(SurveyTarget.KeyOf(report)), cancellationToken);

    /// <summary>Tells how far a publisher has come.</summary>
    public Task TellAsync(string publisher, PublisherState state, CancellationToken cancellationToken) => PublishAsync(
        $"publisher.{publisher}", JsonSerializer.SerializeToUtf8Bytes(state, SurveyQueueJson.Default.PublisherState), id: null, cancellationToken);

    /// <summary>Tells what a worker has done.</summary>
    public Task TellAsync(string worker, WorkerState state, CancellationToken cancellationToken) => PublishAsync(
        $"worker.{worker}", JsonSerializer.SerializeToUtf8Bytes(state, SurveyQueueJson.Default.WorkerState), id: null, cancellationToken);

    /// <summary>How far a publisher had come; null if it is new.</summary>
    public async Task<PublisherState?> FindPublisherAsync(string publisher, CancellationToken cancellationToken) =>
        (await StatesAsync($"publisher.{publisher}", SurveyQueueJson.Default.PublisherState, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault();

    /// <summary>How far the survey has come.</summary>
    /// <exception cref="UsageException">There is no such survey, or the server does not answer.</exception>
    public Task<SurveyQueueStatus> GetStatusAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        // In this order: what has left the work is among the results when they are looked at.
        var publishers = await StatesAsync("publisher.*", SurveyQueueJson.Default.PublisherState, cancellationToken).ConfigureAwait(false);
        var work = await _streams.GetStreamAsync(Work, cancellationToken: cancellationToken).ConfigureAwait(false);
        var taking = await _streams.GetConsumerAsync(Work, "work", cancellationToken).ConfigureAwait(false);
        var results = await _streams.GetStreamAsync(Results, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new SurveyQueueStatus(Name)
        {
            Inputs = publishers.Sum(one => one.Inputs),
            IsPublished = publishers.Count > 0 && publishers.All(one => one.IsDone),
            Questions = (long)work.Info.State.LastSeq,
            Left = work.Info.State.Messages,
            InHand = taking.Info.NumAckPending,
            Results = (long)results.Info.State.LastSeq,
            ToCollect = results.Info.State.Messages,
            Workers = await StatesAsync("worker.*", SurveyQueueJson.Default.WorkerState, cancellationToken).ConfigureAwait(false),
        };
    });

    /// <summary>Waits until no worker of the survey has begun a connection to an address within a time.</summary>
    /// <param name="key">The address.</param>
    /// <param name="pause">The time.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task WaitForTurnAsync(string key, TimeSpan pause, CancellationToken cancellationToken)
    {
        // The server takes a message about the address only where there is none that is younger than the pause.
        var only = new NatsJSPubOpts { ExpectedLastSubjectSequence = 0 };
        while (await TryPublishAsync($"turn.{IdOf(key)}", [], only, cancellationToken).ConfigureAwait(false) == WrongLastSequence)
            await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes what <see cref="WaitForTurnAsync"/> needs.</summary>
    public Task CreateTurnsAsync(TimeSpan pause, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var age = pause < Retry ? Retry : pause;
        await _streams.CreateOrUpdateStreamAsync(
            new StreamConfig(Turns, [$"protocolkit.{Name}.turn.*"])
            {
                Storage = StreamConfigStorage.Memory, MaxMsgsPerSubject = 1, MaxAge = age, DuplicateWindow = age < Window ? age : Window,
            },
            cancellationToken).ConfigureAwait(false);
        return true;
    });

    /// <summary>Removes all that the server keeps of the survey.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        foreach (var name in (string[])[Work, Results, State, Turns])
        {
            try
            {
                await _streams.DeleteStreamAsync(name, cancellationToken).ConfigureAwait(false);
            }
            catch (NatsJSApiException missing) when (missing.Error.ErrCode == NoStream && name == Turns)
            {
                // Surveys without pauses have none.
            }
        }

        return true;
    });

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private StreamConfig Queue(string name, string subject) => new(name, [$"protocolkit.{Name}.{subject}"])
    {
        Retention = StreamConfigRetention.Workqueue,
        Discard = StreamConfigDiscard.New,
        MaxMsgs = _options.Depth,
        DuplicateWindow = Window,
    };

    /// <summary>Redelivery ends with what a worker does at the last one, so that nothing is left in the queue that nobody gets.</summary>
    private ConsumerConfig Consumer(string name) => new(name)
    {
        AckPolicy = ConsumerConfigAckPolicy.Explicit,
        AckWait = _options.AckWait,
        MaxAckPending = Math.Min(_options.Depth, 10_000),
        MaxDeliver = -1,
    };

    private Task<INatsJSConsumer> GetAsync(string stream, string consumer, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var found = await _streams.GetConsumerAsync(stream, consumer, cancellationToken).ConfigureAwait(false);
        AckWait = found.Info.Config.AckWait;
        return found;
    });

    private async Task<List<TState>> StatesAsync<TState>(string subject, JsonTypeInfo<TState> type, CancellationToken cancellationToken)
    {
        var stream = await _streams.GetStreamAsync(
            State, new StreamInfoRequest { SubjectsFilter = $"protocolkit.{Name}.{subject}" }, cancellationToken).ConfigureAwait(false);
        var states = new List<TState>();
        foreach (var found in stream.Info.State.Subjects?.Keys ?? [])
        {
            var message = await stream.GetAsync(new StreamMsgGetRequest { LastBySubj = found }, cancellationToken).ConfigureAwait(false);
            if (JsonSerializer.Deserialize(message.Message.Data.Span, type) is { } state)
                states.Add(state);
        }

        return states;
    }

    private async Task PublishAsync(string subject, byte[] data, string? id, CancellationToken cancellationToken)
    {
        while (await TryPublishAsync(subject, data, new NatsJSPubOpts { MsgId = id }, cancellationToken).ConfigureAwait(false) != 0)
            await Task.Delay(Retry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes, and lasts out a server that is away for a while: the client connects again by itself.</summary>
    /// <returns>0, or the code of the error for which to wait.</returns>
    private async Task<int> TryPublishAsync(string subject, byte[] data, NatsJSPubOpts options, CancellationToken cancellationToken)
    {
        for (var end = DateTimeOffset.UtcNow + Patience; ;)
        {
            string? why;
            try
            {
                var answer = await _streams.PublishAsync($"protocolkit.{Name}.{subject}", data, opts: options, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
                if (answer.Error is null)
                    return 0;
                if (answer.Error.ErrCode is IsFull or WrongLastSequence)
                    return answer.Error.ErrCode;
                why = answer.Error.Description;
            }
            catch (NatsException failure)
            {
                why = failure.Message;
            }

            if (DateTimeOffset.UtcNow > end)
                throw new UsageException($"--nats: the survey '{Name}' cannot be written to: {why}");
            await Task.Delay(Retry, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use().ConfigureAwait(false);
        }
        catch (NatsJSApiException missing) when (missing.Error.ErrCode == NoStream)
        {
            throw new UsageException($"There is no survey '{Name}' at this NATS server. 'protocolkit survey publish --name {Name}' begins one.");
        }
        catch (NatsException failure)
        {
            throw new UsageException($"--nats: the server does not do what is needed: {failure.Message} Does it have JetStream (nats-server -js)?");
        }
    }
}
