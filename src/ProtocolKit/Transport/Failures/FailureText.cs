using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>Says what went wrong so that a person can act on it. The same outcome means something else at each step.</summary>
internal static class FailureText
{
    private const string NotAskedYet = "TLS was not asked for yet";

    public static string Of(UpgradeRun run, UpgradeFailure failure, Exception? inner)
    {
        if (run.Machine.Role == UpgradeRole.Server)
            return ServerFailureText.Of(run, failure, inner);
        var reason = run.Step == UpgradeStep.InsideTls
            ? $"TLS with {run.Peer} was established and verified. {Inside(run, failure, inner)}"
            : Before(run, failure, inner);
        var plane = failure.IsInsideTls ? "inside TLS" : "not authenticated";
        var before = failure.Outcome == UpgradeOutcome.Violation && failure.MessageBefore.Length > 0
            ? $" The message before was: \"{failure.MessageBefore}\""
            : "";
        return failure.Received.Length == 0 ? reason + before : $"{reason} It said ({plane}): {InWords(failure)}\"{failure.Received}\"{before}";
    }

    /// <summary>What a message says that is no line of text: its labelled values.</summary>
    private static string InWords(UpgradeFailure failure) =>
        failure.Values.Count == 0 || failure.Received.EndsWith(@"\r\n", StringComparison.Ordinal)
            ? ""
            : string.Join(", ", failure.Values.Select(value => $"{value.Key} \"{value.Value}\"")) + ", in ";

    public static string OfLeftoverBehindRefusal(UpgradeRun run, UpgradeFailure failure) =>
        $"{run.Peer} has no TLS, and sent more behind saying so: it can't be used in the clear either. It sent (not authenticated): \"{failure.Received}\"";

    public static string Expected(UpgradeFailure failure) =>
        failure.Expected.Count == 0 ? "nothing" : string.Join(", or ", failure.Expected);

    public static string OfConnecting(UpgradeRun run, Exception? exception) => (exception as SocketException)?.SocketErrorCode switch
    {
        null when exception is null => $"{run.Peer} did not accept the connection in time.",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"{run.Peer} was not found: no address for that name.",
        SocketError.ConnectionRefused => $"{run.Peer} refused the connection: nothing listens on that port.",
        _ => $"{run.Peer} cannot be reached: {exception!.Message}",
    };

    private static string Before(UpgradeRun run, UpgradeFailure failure, Exception? inner) => (failure.Outcome, run.Step) switch
    {
        (UpgradeOutcome.NotOffered, _) => $"{run.Peer} does not offer TLS.",
        (UpgradeOutcome.Unavailable, UpgradeStep.Request) => $"{run.Peer} says that TLS is not available at the moment.",
        (UpgradeOutcome.Unavailable, _) => $"{run.Peer} is not available at the moment; {NotAskedYet}.{Told(run)}",
        (UpgradeOutcome.Refused, UpgradeStep.Request) => $"{run.Peer} refused to start TLS.",
        (UpgradeOutcome.Refused, UpgradeStep.Greeting) => $"{run.Peer} refused the connection; {NotAskedYet}.",
        (UpgradeOutcome.Refused, _) => $"{run.Peer} refused to go on; {NotAskedYet}.{Told(run)}",
        (UpgradeOutcome.Closed, UpgradeStep.Request) => $"{run.Peer} ended the conversation in place of starting TLS, in state {failure.State}.",
        (UpgradeOutcome.Closed, _) => $"{run.Peer} ended the conversation in state {failure.State}; {NotAskedYet}.{Told(run)}",
        (UpgradeOutcome.Violation, _) when failure.LooksLikeTls =>
            $"{run.Peer} sent TLS in state {failure.State}, where plaintext was expected: its port seems to start with TLS.",
        (UpgradeOutcome.Violation, _) =>
            $"{run.Peer} sent an unexpected message in state {failure.State}; expected {Expected(failure)}.",
        (UpgradeOutcome.Leftover, _) => $"{run.Peer} sent plaintext where TLS was to start: an attack on the way, or a broken server.",
        (UpgradeOutcome.Truncated, _) => $"{run.Peer} closed the connection in state {failure.State}.",
        (UpgradeOutcome.Timeout, UpgradeStep.Handshake) => $"{run.Peer} did not finish the TLS handshake in time.",
        (UpgradeOutcome.Timeout, _) => $"{run.Peer} did not answer in time in state {failure.State}.",
        _ => TlsFailureText.Of(run, inner),
    };

    private static string Inside(UpgradeRun run, UpgradeFailure failure, Exception? inner) => failure.Outcome switch
    {
        UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused =>
            $"Inside TLS it refused to go on in state {failure.State} ({failure.Outcome.ToGrammarName()}).",
        UpgradeOutcome.Closed => $"Inside TLS it ended the conversation in state {failure.State}.",
        UpgradeOutcome.Violation =>
            $"Inside TLS it sent an unexpected message in state {failure.State}; expected {Expected(failure)}.",
        UpgradeOutcome.Truncated when failure.Received.Length == 0 =>
            $"Inside TLS it closed the connection in state {failure.State}; it may want another client certificate, or one at all.",
        UpgradeOutcome.Truncated => $"Inside TLS it closed the connection in state {failure.State}.",
        UpgradeOutcome.Timeout => $"Inside TLS it did not answer in time in state {failure.State}.",
        _ => TlsFailureText.Of(run, inner),
    };

    /// <summary>Names what the server was told and may not like.</summary>
    private static string Told(UpgradeRun run) => run.Step == UpgradeStep.BeforeRequest && run.Protocol.ClientParameterNames is [_, ..] names
        ? $" If it objects to what it was told, set the parameter {string.Join(" or ", names)}."
        : "";
}
