using System.Globalization;
using System.Text;

namespace ProtocolKit.Cli;

/// <summary>How far a survey on many machines has come.</summary>
/// <param name="Name">The survey.</param>
internal sealed record SurveyQueueStatus(string Name)
{
    private static readonly TimeSpan Lively = TimeSpan.FromSeconds(30);

    /// <summary>The inputs that were put into the queue.</summary>
    public long Inputs { get; init; }

    /// <summary>Whether there are no more of them.</summary>
    public bool IsPublished { get; init; }

    /// <summary>The questions that they made: one for each protocol and port.</summary>
    public long Questions { get; init; }

    /// <summary>The questions that are left, those in hand among them.</summary>
    public long Left { get; init; }

    /// <summary>The questions that a worker has taken.</summary>
    public long InHand { get; init; }

    /// <summary>The results so far.</summary>
    public long Results { get; init; }

    /// <summary>Those that no file has yet.</summary>
    public long ToCollect { get; init; }

    /// <summary>Whoever has worked.</summary>
    public IReadOnlyList<WorkerState> Workers { get; init; } = [];

    /// <summary>Whether every question has its results.</summary>
    public bool IsWorked => IsPublished && Left == 0;

    /// <summary>Whether all results are collected, too.</summary>
    public bool IsDone => IsWorked && ToCollect == 0;

    /// <summary>Tells it to a person.</summary>
    public string Describe(DateTimeOffset now)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Name}: {Inputs:N0} inputs published{(IsPublished ? "" : " so far")}; ")
            .Append(CultureInfo.InvariantCulture, $"{Questions - Left:N0} of {Questions:N0} questions done, {InHand:N0} in hand; ")
            .Append(CultureInfo.InvariantCulture, $"{Results:N0} results, {ToCollect:N0} to collect.\n")
            .Append(CultureInfo.InvariantCulture, $"{Workers.Sum(one => one.Secured):N0} secured, {Workers.Sum(one => one.NotSecured):N0} not, ")
            .Append(CultureInfo.InvariantCulture, $"{Workers.Sum(one => one.Errors):N0} errors, as workers tell.\n");
        foreach (var worker in Workers.OrderBy(one => one.Machine, StringComparer.Ordinal).ThenBy(one => one.Started))
        {
            var elapsed = (worker.Time - worker.Started).TotalSeconds;
            var rate = elapsed > 0 ? (worker.Secured + worker.NotSecured + worker.Errors) / elapsed : 0;
            var silent = now - worker.Time;
            text.Append(CultureInfo.InvariantCulture, $"  {PeerText.Escape(worker.Machine)}  {rate:0.#}/s")
                .Append(silent < Lively ? "" : string.Create(CultureInfo.InvariantCulture, $", silent for {silent.TotalSeconds:0} s")).Append('\n');
        }

        return text.ToString();
    }
}
