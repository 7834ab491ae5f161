namespace ProtocolKit;

/// <summary>The end of an upgrade's time, joined with the caller's wish to cancel it.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan timeout, TimeProvider timeProvider, CancellationToken caller)
    {
        _source = new CancellationTokenSource(timeout, timeProvider);
        _caller = caller;
        _registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether an <see cref="OperationCanceledException"/> is the caller's doing.</summary>
    public bool IsCanceledByCaller => _caller.IsCancellationRequested;

    public OperationCanceledException Canceled(Exception inner) => new("The upgrade was canceled.", inner, _caller);

    public static TimeSpan Check(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, TimeSpan.FromMilliseconds(int.MaxValue));
        return timeout;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
