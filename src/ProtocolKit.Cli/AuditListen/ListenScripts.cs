namespace ProtocolKit.Cli;

/// <summary>What the hostile server does in a connection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RunAsync">Does it, and judges the client.</param>
internal sealed record ListenScript(string Name, Func<ListenRun, Task<ListenConnection>> RunAsync);

/// <summary>The scripts, in the order in which they run.</summary>
internal static class ListenScripts
{
    /// <summary>An honest server that says nothing inside TLS: tells what the client does by itself. It always runs first.</summary>
    public const string Control = "control";

    /// <summary>All scripts.</summary>
    public static IReadOnlyList<ListenScript> All { get; } =
    [
        new(Control, run => run.HonestAsync()),
        new("injection-same-segment", run => run.InjectAsync(InjectionPlace.SameSegment)),
        new("injection-next-segment", run => run.InjectAsync(InjectionPlace.NextSegment)),
        new("injection-fragment", run => run.InjectFragmentAsync()),
        new("reply-before-request", run => run.ReplyEarlyAsync()),
        new("reply-changed-first", run => run.ChangeReplyAsync(0)),
        new("reply-changed-middle", run => run.ChangeReplyAsync(1)),
        new("reply-changed-last", run => run.ChangeReplyAsync(2)),
        new("offer-stripped", run => run.StripAsync()),
        new("refused", run => run.RefuseAsync(UpgradeOutcome.Refused)),
        new("unavailable", run => run.RefuseAsync(UpgradeOutcome.Unavailable)),
        new("endless-reply", run => run.NeverEndAsync()),
        new("certificate-expired", run => run.ShowCertificateAsync(certificates => certificates.Expired, "that has expired")),
        new("certificate-wrong-name", run => run.ShowCertificateAsync(certificates => certificates.WrongName, "for another name")),
        new("certificate-self-signed", run => run.ShowCertificateAsync(certificates => certificates.SelfSigned, "that signed itself")),
        new("certificate-unknown", run => run.ShowCertificateAsync(certificates => certificates.Unknown, "of another authority")),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(script => script.Name);

    /// <summary>Chooses scripts by name, and the control before them; all, where none is named.</summary>
    /// <exception cref="UsageException">There is no such script.</exception>
    public static IReadOnlyList<ListenScript> Choose(IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(name => !Names.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw new UsageException($"There is no script '{PeerText.Escape(unknown)}'. There are: {string.Join(", ", Names)}.");
        return names.Count == 0 ? All
            : [.. All.Where(script => script.Name == Control || names.Contains(script.Name, StringComparer.Ordinal))];
    }
}
