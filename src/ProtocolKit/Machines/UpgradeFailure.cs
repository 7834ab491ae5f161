namespace ProtocolKit;

/// <summary>Why an upgrade failed, as its machine saw it.</summary>
/// <param name="Outcome">How it ended; never <see cref="UpgradeOutcome.Secured"/>.</param>
/// <param name="State">The state it ended in, named for what was awaited, such as <c>ExpectGreeting</c>.</param>
/// <param name="Received">The first octets (256 at most) of what the peer said, escaped by <see cref="EscapedText"/>; where it fell silent,
/// of its last message; empty if nothing came. It is not authenticated. Empty for a server too, unless it is white space: what a client
/// says there may be a password, and failures are logged.</param>
/// <param name="Expected">The messages that were legal there, as the grammar names them.</param>
/// <param name="IsInsideTls">Whether it happened after the handshake.</param>
public sealed record UpgradeFailure(
    UpgradeOutcome Outcome, string State, string Received, IReadOnlyList<string> Expected, bool IsInsideTls)
{
    /// <summary>The message that was read before <see cref="Received"/>, in the same way; empty if there was none. Where a message was
    /// taken for one that may come at any time, it may be this one that is to blame.</summary>
    public string MessageBefore { get; init; } = "";

    /// <summary>The labelled values of the message that ended the upgrade, such as the condition and the text of an error, escaped by
    /// <see cref="EscapedText"/>; empty for a server, and where it was no message of the grammar's.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values { get; init; } = [];

    /// <summary>How many octets the peer's words have.</summary>
    public int ReceivedOctets { get; init; }

    /// <summary>Whether the server goes on without TLS, as the grammar says (<c>or clear</c>): only then can a caller that can do without
    /// TLS use the connection.</summary>
    public bool MayGoOnInClear { get; init; }

    /// <summary>Whether the peer's words begin like a TLS record (RFC 8446, section 5.1) where plaintext was expected: the peer takes the
    /// port for one that starts with TLS, or it is one.</summary>
    public bool LooksLikeTls { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var where = IsInsideTls ? " inside TLS" : "";
        var received = (LooksLikeTls, Received, ReceivedOctets) switch
        {
            (true, "", var octets) => $"TLS in place of plaintext (a ClientHello of {DialogueNotation.Count(octets)})",
            (_, "", 0) => "nothing",
            (_, "", var octets) => $"{DialogueNotation.Count(octets)}, not shown",
            _ => $"\"{Received}\"",
        };
        var expected = Expected.Count == 0 ? "nothing" : string.Join(", or ", Expected);
        return $"{Outcome} in state {State}{where}: received {received}, expected {expected}.";
    }
}
