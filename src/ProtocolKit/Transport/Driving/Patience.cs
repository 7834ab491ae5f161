namespace ProtocolKit;

/// <summary>How long a client waits for a message that may not come before it asks for it.</summary>
/// <param name="Limit">How long.</param>
/// <param name="TimeProvider">Measures the time.</param>
internal sealed record Patience(TimeSpan Limit, TimeProvider TimeProvider)
{
    /// <summary>For a server, which never asks.</summary>
    public static readonly Patience None = new(TimeSpan.Zero, TimeProvider.System);

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <summary>Two seconds, which leave time for the way there and back; less where the upgrade has less than eight.</summary>
    /// <param name="timeout">How long the upgrade may take.</param>
    /// <param name="timeProvider">Measures the time.</param>
    public static Patience Within(TimeSpan timeout, TimeProvider timeProvider) =>
        new(timeout / 4 < s_longest ? timeout / 4 : s_longest, timeProvider);

    /// <summary>Waits for a task, and tells whether the time ended first.</summary>
    public async Task<bool> EndsBeforeAsync(Task task, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(task, Task.Delay(Limit, TimeProvider, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        return first != task && !cancellationToken.IsCancellationRequested;
    }
}
