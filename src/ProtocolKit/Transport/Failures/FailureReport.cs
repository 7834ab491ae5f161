using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>Turns what went wrong into what the caller gets.</summary>
internal static class FailureReport
{
    private const string LineEnd = @"\n";

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
        failure = WithContext(run, failure);
        var verdict = run.Tls?.Peer ?? PeerVerdict.NotAsked;
        return new UpgradeException(FailureText.Of(run, failure, inner), failure.Outcome, failure, inner)
        {
            Step = run.Step,
            NegotiatedTls = run.Negotiated,
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
        return new UpgradeException(FailureText.OfLeftoverBehindRefusal(run, failure), failure.Outcome, failure, null) { Step = run.Step };
    }

    /// <summary>Shows more of the server's word than its last message, where that tells a person more: the list in which TLS is missing
    /// stands before the message that ends the answer, and a message of one octet may be the beginning of a line of text.</summary>
    private static UpgradeFailure WithContext(UpgradeRun run, UpgradeFailure failure)
    {
        if (run.Tls is { Plaintext: { IsEmpty: false } plaintext } && failure.Outcome == UpgradeOutcome.TlsFailed)
            return failure with { Received = EscapedText.Escape(plaintext), ReceivedOctets = plaintext.Length };
        if (run.Machine.Role == UpgradeRole.Server || failure.Received.Length == 0
            || failure.Outcome is not (UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused or UpgradeOutcome.Closed))
            return failure;
        var received = failure.Outcome == UpgradeOutcome.NotOffered && run.AnswerText is { Length: > 0 } answer ? answer : failure.Received;
        return received.EndsWith(LineEnd, StringComparison.Ordinal) ? failure with { Received = received } : failure with { Received = received + run.UnreadLine };
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
            SocketException or IOException =>
                new UpgradeException(FailureText.OfConnecting(run, exception), UpgradeOutcome.Unreachable, failure: null, exception),
            _ => exception,
        };
    }
}
