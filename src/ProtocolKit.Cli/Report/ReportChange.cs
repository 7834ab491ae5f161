namespace ProtocolKit.Cli;

/// <summary>Tells what has changed between two surveys of a server.</summary>
internal static class ReportChange
{
    /// <summary>The changes, or an empty text.</summary>
    /// <param name="before">What the earlier survey found, or null.</param>
    /// <param name="now">What this one found.</param>
    public static string Between(ProbeReport? before, ProbeReport now)
    {
        if (before is null)
            return "new";
        var (old, row) = (new ReportRow(before, ""), new ReportRow(now, ""));
        string?[] changes =
        [
            Of("", before.Outcome, now.Outcome),
            Of("", old.Tls, row.Tls),
            Of("forward secrecy ", old.ForwardSecrecy, row.ForwardSecrecy),
            Of("certificate ", old.Certificate, row.Certificate),
            Of("policy ", old.Policy, row.Policy, "none"),
            before.Certificates is [var shown, ..] && now.Certificates is [var other, ..] && shown.Sha256 != other.Sha256
                ? "another certificate" : null,
        ];
        return string.Join("; ", changes.OfType<string>());
    }

    // What one of the two does not know is no change but that of the outcome, which tells of it.
    private static string? Of(string what, string before, string now, string? unknown = null)
    {
        var (old, other) = (before.Length == 0 ? unknown : before, now.Length == 0 ? unknown : now);
        return old is null || other is null || old == other ? null : $"{what}{old} to {other}";
    }
}
