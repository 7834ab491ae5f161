using System.Diagnostics;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace ProtocolKit.AspNetCore;

/// <summary>How connections end so that what was said reaches the client.</summary>
internal static class ConnectionEnd
{
    /// <summary>How long a client must be quiet, and how long that is waited for.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250), Linger = TimeSpan.FromSeconds(2);

    /// <summary>How long a client has to take the last message.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Reads and drops what a client goes on saying that broke the protocol: closing the connection before would reset it, and
    /// lose the client what it was told.</summary>
    public static async ValueTask HearOutAsync(PipeReader input)
    {
        using var patience = new CancellationTokenSource();
        var start = Stopwatch.GetTimestamp();
        try
        {
            ReadResult read;
            do
            {
                patience.CancelAfter(Quiet);
                read = await input.ReadAsync(patience.Token).ConfigureAwait(false);
                input.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted && Stopwatch.GetElapsedTime(start) < Linger);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // It is being closed anyway.
        }
    }

    /// <summary>Closes a connection in the clear behind the last message, also if the client does not read it.</summary>
    public static async ValueTask CloseAsync(ConnectionContext connection)
    {
        await connection.Transport.Output.CompleteAsync().ConfigureAwait(false);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = connection.ConnectionClosed.UnsafeRegister(static source =>
            ((TaskCompletionSource)source!).TrySetResult(), closed).ConfigureAwait(false);
        await closed.Task.WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!closed.Task.IsCompleted)
            connection.Abort(new ConnectionAbortedException("The client does not read what it is told."));
    }

    /// <summary>Ends TLS after all that was said in it (<c>close_notify</c>; RFC 8446, section 6.1): Kestrel just closes the connection,
    /// which a client cannot tell from one that was cut off.</summary>
    public static async ValueTask EndTlsAsync(ConnectionContext connection)
    {
        try
        {
            await connection.Transport.Output.CompleteAsync().ConfigureAwait(false);
            await connection.Features.Get<ISslStreamFeature>()!.SslStream.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is IOException or InvalidOperationException or OperationCanceledException || TlsFaults.IsOfTls(exception))
        {
            // The client has gone.
        }
    }
}
