using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>Turns what went wrong into what the caller gets.</summary>
internal static class FailureReport
{
    /// <summary>Closes the connection, reports the failure, and says what to throw.</summary>
    /// <param name="run">The upgrade.</param>
    /// <param name="stream">The connection, or null if there was none.</param>
    /// <param name="deadline">Its end.</param>
    /// <param name="exception">What was thrown.</param>
    /// <returns><paramref name="exception"/> itself if it is not about the peer or the network.</returns>
    public static Exception Close(UpgradeRun run, Stream? stream, Deadline deadline, Exception exception)
    {
        var reason = Translate(run, stream, deadline, exception);
        run.Report?.Failed(reason);
        run.Dispose();
        stream?.Dispose();
        return reason;
    }

    /// <summary>Reports that the machine has failed, or that it was made to.</summary>
    public static UpgradeException Create(UpgradeRun run, Exception? inner = null)
    {
        var failure = run.Machine.Failure ?? throw new InvalidOperationException(
            $"The machine of {run.Protocol.Name} ended in state {run.Machine.State} to {run.Machine.NextAction}.", inner);
        var verdict = run.Tls?.Peer ?? PeerVerdict.NotAsked;
        return new UpgradeException(FailureText.Of(run, failure, inner), failure.Outcome, failure, inner)
        {
            TlsAlert = TlsFaults.FindAlert(inner),
            CertificateErrors = verdict.Errors,
            PolicyErrors = verdict.PolicyErrors,
            ChainStatus = verdict.ChainStatus,
            PeerChain = verdict.Chain,
        };
    }

    /// <summary>Reports that more stood behind a refusal: nobody can say whom it would answer.</summary>
    public static UpgradeException CreateForLeftoverBehindRefusal(UpgradeRun run)
    {
        var failure = run.Machine.Failure! with { Outcome = UpgradeOutcome.Leftover, Received = run.UnreadText };
        return new UpgradeException(FailureText.Of(run, failure, null), failure.Outcome, failure, null);
    }

    private static Exception Translate(UpgradeRun run, Stream? stream, Deadline deadline, Exception exception)
    {
        if (exception is UpgradeException)
            return exception;
        if (exception is OperationCanceledException && deadline.IsCanceledByCaller)
            return deadline.Canceled(exception);
        if (exception is OperationCanceledException && !deadline.Token.IsCancellationRequested)
            return exception;
        if (stream is not null)
            return run.TryAbandon(exception) ? Create(run, exception) : exception;
        return exception switch
        {
            OperationCanceledException =>
                new UpgradeException(FailureText.OfConnecting(run, null), UpgradeOutcome.Timeout, failure: null, exception),
            SocketException socket =>
                new UpgradeException(FailureText.OfConnecting(run, socket), UpgradeOutcome.Unreachable, failure: null, exception),
            _ => exception,
        };
    }
}
