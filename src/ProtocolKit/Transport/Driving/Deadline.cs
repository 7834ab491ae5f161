using System.Collections.Concurrent;

namespace ProtocolKit;

/// <summary>The end of an upgrade's time, joined with the caller's wish to cancel it.</summary>
/// <remarks>Those that were not needed are used again: a timer and its token are some 300 octets.</remarks>
internal sealed class Deadline : IDisposable
{
    private const int MaxSpare = 64;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private static readonly ConcurrentQueue<Deadline> Spare = new();

    private readonly CancellationTokenSource _source;
    private CancellationTokenRegistration _registration;
    private CancellationToken _caller;
    private TimeProvider _timeProvider = TimeProvider.System;
    private TimeSpan _timeout;
    private long _started;
    private bool _isSpareable;

    private Deadline(CancellationTokenSource source) => _source = source;

    public CancellationToken Token => _source.Token;

    /// <summary>Whether an <see cref="OperationCanceledException"/> is the caller's doing.</summary>
    public bool IsCanceledByCaller => _caller.IsCancellationRequested;

    /// <summary>How long it is until then; a moment, if it is over.</summary>
    public TimeSpan TimeLeft
    {
        get
        {
            var left = _timeout - _timeProvider.GetElapsedTime(_started);
            return left > Moment ? left : Moment;
        }
    }

    public static Deadline Start(TimeSpan timeout, TimeProvider timeProvider, CancellationToken caller)
    {
        var isSystemTime = timeProvider == TimeProvider.System;
        if (isSystemTime && Spare.TryDequeue(out var deadline))
            deadline._source.CancelAfter(timeout);
        else
            deadline = new Deadline(new CancellationTokenSource(timeout, timeProvider));
        (deadline._timeout, deadline._timeProvider, deadline._started) = (timeout, timeProvider, timeProvider.GetTimestamp());
        deadline._isSpareable = isSystemTime;
        deadline._caller = caller;
        deadline._registration = caller.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), deadline._source);
        return deadline;
    }

    public static TimeSpan Check(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, TimeSpan.FromMilliseconds(int.MaxValue));
        return timeout;
    }

    public OperationCanceledException Canceled(Exception inner) => new("The upgrade was canceled.", inner, _caller);

    public void Dispose()
    {
        // After this the caller's token can no longer reach the source, so another may have it.
        _registration.Dispose();
        _registration = default;
        _caller = default;
        if (_isSpareable && Spare.Count < MaxSpare && _source.TryReset())
            Spare.Enqueue(this);
        else
            _source.Dispose();
    }
}
