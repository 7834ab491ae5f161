namespace ProtocolKit;

/// <summary>What can be asked about an outcome.</summary>
public static class UpgradeOutcomeExtensions
{
    /// <summary>Spells an outcome as grammars do, such as <c>not-offered</c>.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such outcome.</exception>
    public static string ToGrammarName(this UpgradeOutcome outcome) => outcome switch
    {
        UpgradeOutcome.Secured => "secured",
        UpgradeOutcome.NotOffered => "not-offered",
        UpgradeOutcome.Unavailable => "unavailable",
        UpgradeOutcome.Refused => "refused",
        UpgradeOutcome.Closed => "closed",
        UpgradeOutcome.Violation => "violation",
        UpgradeOutcome.Leftover => "leftover",
        UpgradeOutcome.Truncated => "truncated",
        UpgradeOutcome.Timeout => "timeout",
        UpgradeOutcome.TlsFailed => "tls-failed",
        UpgradeOutcome.Unreachable => "unreachable",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
