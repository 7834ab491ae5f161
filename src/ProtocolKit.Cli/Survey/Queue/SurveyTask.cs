using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProtocolKit.Cli;

/// <summary>A question of a survey, as it stands in the queue.</summary>
/// <param name="Input">What the user wrote.</param>
/// <param name="Own">The server, or the domain whose servers are looked up, as <c>probe</c> takes it.</param>
/// <param name="Port">The port of servers that are looked up, or null.</param>
/// <param name="Lookup">How they are looked up: <c>mx</c> or <c>srv</c>; null if they are not.</param>
internal sealed record SurveyTask(string Input, string Own, int? Port, string? Lookup)
{
    /// <summary>Differs between questions; the same question has the same one, whoever asks it.</summary>
    public string Id => SurveyQueue.IdOf($"{Lookup} {Port} {Own}");

    public static SurveyTask Of(SurveyQuestion question) => new(question.Input, question.Own.Text, question.Port,
        question.Lookup == SurveyLookup.None ? null : question.Lookup.ToString().ToLowerInvariant());

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SurveyQueueJson.Default.SurveyTask);

    /// <summary>Reads a message of the queue.</summary>
    /// <exception cref="UsageException">It is none of this tool's.</exception>
    public static SurveyQuestion Read(byte[]? message, Catalog catalog)
    {
        try
        {
            var task = JsonSerializer.Deserialize(message, SurveyQueueJson.Default.SurveyTask);
            if (task is { Input: not null, Own: not null }
                && Enum.TryParse<SurveyLookup>(task.Lookup ?? nameof(SurveyLookup.None), ignoreCase: true, out var lookup))
            {
                return new SurveyQuestion(task.Input, ProbeTarget.Parse(task.Own, catalog)) { Port = task.Port, Lookup = lookup };
            }
        }
        catch (JsonException)
        {
            // As below.
        }

        throw new UsageException($"'{PeerText.Escape(message ?? [])}' is no message of 'protocolkit survey publish'.");
    }
}

/// <summary>How far a publisher has come.</summary>
/// <param name="Inputs">How many inputs it has read and put into the queue.</param>
/// <param name="IsDone">Whether there are no more.</param>
internal sealed record PublisherState(long Inputs, bool IsDone);

/// <summary>What a worker has done so far.</summary>
internal sealed record WorkerState(string Machine, DateTimeOffset Started, DateTimeOffset Time, long Secured, long NotSecured, long Errors);

/// <summary>Writes the messages of the queue without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SurveyTask))]
[JsonSerializable(typeof(PublisherState))]
[JsonSerializable(typeof(WorkerState))]
internal sealed partial class SurveyQueueJson : JsonSerializerContext;
