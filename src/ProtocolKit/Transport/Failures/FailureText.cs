using System.Net.Sockets;

namespace ProtocolKit;

/// <summary>Says what went wrong so that a person can act on it.</summary>
internal static class FailureText
{
    public static string Of(UpgradeRun run, UpgradeFailure failure, Exception? inner)
    {
        var isServer = run.Machine.Role == UpgradeRole.Server;
        var state = failure.IsInsideTls ? $"state {failure.State} inside TLS" : $"state {failure.State}";
        var reason = failure.Outcome switch
        {
            UpgradeOutcome.NotOffered or UpgradeOutcome.Unavailable or UpgradeOutcome.Refused when isServer =>
                $"{run.Peer} was denied TLS, as the server was told ({failure.Outcome}).",
            UpgradeOutcome.NotOffered => $"{run.Peer} does not offer TLS.",
            UpgradeOutcome.Unavailable => $"{run.Peer} says that TLS is not available at the moment.",
            UpgradeOutcome.Refused => $"{run.Peer} refused to start TLS.",
            UpgradeOutcome.Closed => $"{run.Peer} ended the conversation in {state}.",
            UpgradeOutcome.Violation =>
                $"{run.Peer} sent what {run.Protocol.Name} does not allow in {state}; expected {Expected(failure)}.",
            UpgradeOutcome.Leftover =>
                $"{run.Peer} sent plaintext where TLS was to start: an attack on the way, or a broken {(isServer ? "client" : "server")}.",
            UpgradeOutcome.Truncated when !isServer && failure is { IsInsideTls: true, Received: "" } =>
                $"{run.Peer} closed the connection in {state}; it may want another client certificate, or one at all.",
            UpgradeOutcome.Truncated => $"{run.Peer} closed the connection in {state}.",
            UpgradeOutcome.Timeout when run.IsInHandshake => $"{run.Peer} did not finish the TLS handshake in time.",
            UpgradeOutcome.Timeout => $"{run.Peer} did not answer in time in {state}.",
            _ => TlsFailureText.Of(run, inner),
        };
        if (isServer && failure.ReceivedOctets > 0)
            return $"{reason} It sent {DialogueNotation.Count(failure.ReceivedOctets)} there, not shown, as a password may be among them.";
        var plane = failure.IsInsideTls ? "inside TLS" : "not authenticated";
        return isServer || failure.Received.Length == 0 ? reason : $"{reason} It said ({plane}): \"{failure.Received}\"";
    }

    private static string Expected(UpgradeFailure failure) =>
        failure.Expected.Count == 0 ? "nothing" : string.Join(", or ", failure.Expected);

    public static string OfConnecting(UpgradeRun run, SocketException? exception) => exception?.SocketErrorCode switch
    {
        null => $"{run.Peer} did not accept the connection in time.",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"{run.Peer} was not found: no address for that name.",
        SocketError.ConnectionRefused => $"{run.Peer} refused the connection: nothing listens on that port.",
        _ => $"{run.Peer} cannot be reached: {exception.Message}",
    };
}
