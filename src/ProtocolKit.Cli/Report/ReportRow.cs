namespace ProtocolKit.Cli;

/// <summary>What a server is worth.</summary>
internal enum ReportVerdict
{
    /// <summary>Verified TLS.</summary>
    Secured,

    /// <summary>There is TLS, and its certificate or its handshake fails.</summary>
    Unverified,

    /// <summary>There is no TLS.</summary>
    Clear,

    /// <summary>It did not come so far that it could be told.</summary>
    Unknown,
}

/// <summary>A row of the report: what of a result stands in its columns. What is not known is empty.</summary>
/// <param name="Report">The result.</param>
/// <param name="Change">What has changed since the earlier survey; empty if nothing has.</param>
internal sealed record ReportRow(ProbeReport Report, string Change)
{
    /// <summary>The titles of the columns, and what each cell has.</summary>
    public static IReadOnlyList<(string Title, Func<ReportRow, string> Cell)> Columns { get; } =
    [
        ("Provider", row => row.Provider),
        ("Server", row => row.Report.Target),
        ("STARTTLS", row => row.Offered),
        ("TLS", row => row.Tls),
        ("Forward secrecy", row => row.ForwardSecrecy),
        ("Certificate", row => row.Certificate),
        ("Policy", row => row.Policy),
        ("Outcome", row => row.Report.Outcome),
        ("Changes", row => row.Change),
        ("History", row => row.History),
    ];

    /// <summary>What the server was worth in earlier surveys, oldest first; null where it was not in one.</summary>
    public IReadOnlyList<ReportVerdict?> Earlier { get; init; } = [];

    /// <summary>That, and what it is worth now, in words.</summary>
    public string History => string.Join(", ", Earlier.Append(Verdict).Select(Word));

    /// <summary>The domain, or the host where none was looked up.</summary>
    public string Provider => Report.Surveyed?.Domain ?? Report.Host;

    public ReportVerdict Verdict => Report switch
    {
        { Secured: true } => ReportVerdict.Secured,
        { Outcome: "tls-failed" } or { Tls: not null } => ReportVerdict.Unverified,
        { Outcome: "not-offered" or "refused" or "unavailable" } => ReportVerdict.Clear,
        _ => ReportVerdict.Unknown,
    };

    /// <summary>Whether TLS is offered, or by which word it is not.</summary>
    public string Offered => Report switch
    {
        { ImplicitTls: true, Tls: not null } => "TLS first",
        { ImplicitTls: true } => "",
        { Secured: true } or { Tls: not null } or { Outcome: "tls-failed" } => "yes",
        { Outcome: "not-offered" } => "no",
        { Outcome: "refused" or "unavailable" } => Report.Outcome,
        _ => "",
    };

    public string Tls => Report.Tls?.Version ?? "";

    public string ForwardSecrecy => Report.Tls is { } tls ? tls.ForwardSecrecy ? "yes" : "no" : "";

    /// <summary>Whether the certificate is valid for the name, or what is wrong with it.</summary>
    public string Certificate => Report switch
    {
        { CertificateErrors: { Count: > 0 } errors } => string.Join(", ", errors.Select(Spell)),
        { Secured: true } or { Tls: not null, Outcome: not "tls-failed" } => "valid",
        _ => "",
    };

    /// <summary>What the domain demands and whether the server meets it, where that was asked for.</summary>
    public string Policy => Report.Policy is { } policy
        ? string.Join(", ", (string[])[.. Of(policy.Dane), .. Of(policy.MtaSts)]) is { Length: > 0 } words ? words : "none"
        : Report.Surveyed?.Authenticated == true ? "DNSSEC" : "";

    /// <summary>Makes words of camel case.</summary>
    private static string Spell(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>A verdict in a word.</summary>
    public static string Word(ReportVerdict? verdict) => verdict switch
    {
        ReportVerdict.Secured => "verified",
        ReportVerdict.Unverified => "unverified",
        ReportVerdict.Clear => "clear",
        ReportVerdict.Unknown => "not known",
        _ => "not surveyed",
    };

    private static IEnumerable<string> Of(ProbeDane? dane)
    {
        if (dane is { Fault: not null })
            yield return "DANE not known";
        else if (dane is { Records: true })
            yield return dane switch { { Usable: 0 } => "DANE unusable", { Matches: false } => "DANE mismatch", _ => "DANE" };
    }

    private static IEnumerable<string> Of(ProbeMtaSts? policy)
    {
        if (policy?.Mode is { } mode)
            yield return $"MTA-STS {mode}{(policy.NamesHost == false && mode != "none" ? ", not this host" : "")}";
    }
}
