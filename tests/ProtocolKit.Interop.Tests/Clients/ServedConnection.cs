namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What became of a connection at the server.</summary>
/// <param name="Outcome">How the upgrade ended.</param>
/// <param name="Heard">What the client said inside TLS, behind the dialogue; empty for nothing.</param>
/// <param name="Failure">Why it did not go well, or null.</param>
internal sealed record ServedConnection(UpgradeOutcome Outcome, string Heard, Exception? Failure)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Outcome}; heard inside TLS: '{EscapedText.Escape(System.Text.Encoding.Latin1.GetBytes(Heard))}' {Failure?.Message}";
}
