using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace ProtocolKit.Cli;

/// <summary>Counts what a survey has done, and shows it on standard error.</summary>
/// <param name="total">How many inputs there are, or null.</param>
internal sealed class SurveyProgress(long? total)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PlainRefresh = TimeSpan.FromSeconds(10);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long? _total = total;
    private long _inputs;
    private long _known;
    private long _secured;
    private long _notSecured;
    private long _errors;
    private long _excluded;
    private long _faulty;
    private long? _before;

    /// <summary>Inputs that were not understood.</summary>
    public long Faulty => Interlocked.Read(ref _faulty);

    /// <summary>Takes an input that is done.</summary>
    /// <param name="isKnown">Whether nothing of it was left to survey.</param>
    public void AddInput(bool isKnown)
    {
        if (isKnown)
            Interlocked.Increment(ref _known);
        Interlocked.Increment(ref _inputs);
    }

    /// <summary>Tells how many inputs are done, where others count them. The time that is left goes by those since it was told first.</summary>
    /// <param name="done">How many are done.</param>
    /// <param name="total">How many there are, or null.</param>
    public void SetInputs(long done, long? total)
    {
        _before ??= done;
        _total = total;
        Interlocked.Exchange(ref _inputs, done);
    }

    /// <summary>What was counted so far: verified TLS, none, and errors.</summary>
    public (long Secured, long NotSecured, long Errors) Counts =>
        (Interlocked.Read(ref _secured), Interlocked.Read(ref _notSecured), Interlocked.Read(ref _errors));

    /// <summary>Takes an input that was not understood.</summary>
    public void AddFaulty() => Interlocked.Increment(ref _faulty);

    /// <summary>Takes a target that is done; null if it is excluded.</summary>
    public void Add(ProbeReport? report)
    {
        if (report is null)
            Interlocked.Increment(ref _excluded);
        else if (report.Secured)
            Interlocked.Increment(ref _secured);
        else if (report.ExitCode == ExitCode.Network)
            Interlocked.Increment(ref _errors);
        else
            Interlocked.Increment(ref _notSecured);
    }

    /// <summary>Shows progress until a survey has ended, and then its sum.</summary>
    public async Task RunAsync(Func<Task> survey, ToolConsole console)
    {
        var running = survey();
        if (console.Live is { } live)
            await DrawAsync(running, live).ConfigureAwait(false);
        else
            await WriteAsync(running, console.Error).ConfigureAwait(false);
        await console.Error.WriteLineAsync(Describe(Stopwatch.GetElapsedTime(_start), isEnd: true)).ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    /// <summary>What has been done, how fast, and how long the rest takes.</summary>
    public string Describe(TimeSpan elapsed, bool isEnd)
    {
        var inputs = Interlocked.Read(ref _inputs);
        var targets = Interlocked.Read(ref _secured) + Interlocked.Read(ref _notSecured) + Interlocked.Read(ref _errors);
        var rate = elapsed > TimeSpan.Zero ? targets / elapsed.TotalSeconds : 0;
        var text = Invariant($"{inputs:N0}{(_total is null ? "" : Invariant($" of {Math.Max(_total.Value, inputs):N0}"))} inputs; ");
        if (!isEnd)
        {
            return text + Invariant($"{_errors:N0} errors; {rate:0.#}/s")
                + (Left(elapsed) is { } left ? Invariant($"; {Math.Floor(left.TotalHours):0}:{left:mm\\:ss} left") : "");
        }

        text += Invariant($"{targets:N0} targets: {_secured:N0} secured, {_notSecured:N0} not, {_errors:N0} errors");
        if (Interlocked.Read(ref _excluded) is > 0 and var excluded)
            text += Invariant($"; {excluded:N0} excluded");
        if (Interlocked.Read(ref _known) is > 0 and var known)
            text += Invariant($"; {known:N0} inputs known before");
        if (Faulty is > 0 and var faulty)
            text += Invariant($"; {faulty:N0} inputs not understood");
        return text + Invariant($"; {rate:0.#}/s.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>How long the rest takes, by what those took that were not known.</summary>
    private TimeSpan? Left(TimeSpan elapsed)
    {
        var inputs = Interlocked.Read(ref _inputs);
        var surveyed = inputs - Interlocked.Read(ref _known) - (_before ?? 0);
        if (_total is null || surveyed <= 0)
            return null;
        return TimeSpan.FromSeconds(Math.Round(elapsed.TotalSeconds / surveyed * Math.Max(0, _total.Value - inputs)));
    }

    private Task DrawAsync(Task running, IAnsiConsole console) =>
        console.Progress().AutoClear(true).HideCompleted(true).Columns(new ProgressBarColumn { Width = 20 },
            new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bar = context.AddTask("starting", maxValue: Math.Max(1, _total ?? 1));
                do
                {
                    bar.IsIndeterminate = _total is null;
                    bar.MaxValue = Math.Max(1, _total ?? 1);
                    bar.Value = _total is null ? 0 : Math.Min(Interlocked.Read(ref _inputs), _total.Value);
                    bar.Description = Markup.Escape(Describe(Stopwatch.GetElapsedTime(_start), isEnd: false));
                }
                while (await Task.WhenAny(running, Task.Delay(Refresh)).ConfigureAwait(false) != running);
            });

    private async Task WriteAsync(Task running, TextWriter error)
    {
        while (await Task.WhenAny(running, Task.Delay(PlainRefresh)).ConfigureAwait(false) != running)
            await error.WriteLineAsync(Describe(Stopwatch.GetElapsedTime(_start), isEnd: false)).ConfigureAwait(false);
    }
}
