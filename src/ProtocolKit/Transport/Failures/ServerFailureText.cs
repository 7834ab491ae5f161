namespace ProtocolKit;

/// <summary>Says why a server's upgrade failed. What the client said is not in it: it may be a password.</summary>
internal static class ServerFailureText
{
    public static string Of(UpgradeRun run, UpgradeFailure failure, Exception? inner)
    {
        var reason = Reason(run, failure, inner);
        if (failure.ReceivedOctets == 0 || failure.LooksLikeTls)
            return reason;
        return failure.Received.Length > 0
            ? $"{reason} It sent white space there: \"{failure.Received}\"."
            : $"{reason} It sent {DialogueNotation.Count(failure.ReceivedOctets)} there, not shown, as a password may be among them.";
    }

    private static string Reason(UpgradeRun run, UpgradeFailure failure, Exception? inner)
    {
        var state = failure.IsInsideTls ? $"state {failure.State} inside TLS" : $"state {failure.State}";
        if (failure.LooksLikeTls)
            return $"{run.Peer} sent a TLS ClientHello in {state}, where plaintext was expected: it takes this port for one that starts with TLS.";
        return failure.Outcome switch
        {
            UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused =>
                $"{run.Peer} was denied TLS, as the server was told ({failure.Outcome.ToGrammarName()}).",
            UpgradeOutcome.Closed => $"{run.Peer} ended the conversation in {state}.",
            UpgradeOutcome.Violation => $"{run.Peer} sent an unexpected message in {state}; expected {FailureText.Expected(failure)}.",
            UpgradeOutcome.Leftover => $"{run.Peer} sent plaintext where TLS was to start: an attack on the way, or a broken client.",
            UpgradeOutcome.Truncated => $"{run.Peer} closed the connection in {state}.",
            UpgradeOutcome.Timeout when run.IsInHandshake => $"{run.Peer} did not finish the TLS handshake in time.",
            UpgradeOutcome.Timeout => $"{run.Peer} did not say anything in time in {state}.",
            _ => TlsFailureText.Of(run, inner),
        };
    }
}
