namespace ProtocolKit;

/// <summary>Why an upgrade failed, as its machine saw it.</summary>
/// <param name="Outcome">How it ended; never <see cref="UpgradeOutcome.Secured"/>.</param>
/// <param name="State">The state it ended in, named for what was awaited, such as <c>ExpectGreeting</c>.</param>
/// <param name="Received">The first octets (256 at most) of what the peer said, escaped by <see cref="EscapedText"/>; empty if nothing came.
/// It is not authenticated. Empty for a server too: what a client says there may be a password, and failures are logged.</param>
/// <param name="Expected">The messages that were legal there, as the grammar names them.</param>
/// <param name="IsInsideTls">Whether it happened after the handshake.</param>
public sealed record UpgradeFailure(
    UpgradeOutcome Outcome, string State, string Received, IReadOnlyList<string> Expected, bool IsInsideTls)
{
    /// <summary>How many octets the peer's words have.</summary>
    public int ReceivedOctets { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var where = IsInsideTls ? " inside TLS" : "";
        var received = (Received, ReceivedOctets) switch
        {
            ("", 0) => "nothing",
            ("", var octets) => $"{DialogueNotation.Count(octets)}, not shown",
            _ => $"\"{Received}\"",
        };
        var expected = Expected.Count == 0 ? "nothing" : string.Join(", or ", Expected);
        return $"{Outcome} in state {State}{where}: received {received}, expected {expected}.";
    }
}
