namespace ProtocolKit.Cli;

/// <summary>Something that holds for a share of the servers.</summary>
/// <param name="Name">What it is called above the table.</param>
/// <param name="Holds">Whether it holds for a server.</param>
/// <param name="IsOfPolicy">Whether it is known only where policies were asked for.</param>
internal sealed record ReportMeasure(string Name, Func<ReportRow, bool> Holds, bool IsOfPolicy = false)
{
    public static IReadOnlyList<ReportMeasure> All { get; } =
    [
        new("verified TLS", row => row.Verdict == ReportVerdict.Secured),
        new("TLS, not verified", row => row.Verdict == ReportVerdict.Unverified),
        new("no TLS", row => row.Verdict == ReportVerdict.Clear),
        new("not known", row => row.Verdict == ReportVerdict.Unknown),
        new("forward secrecy", row => row.ForwardSecrecy == "yes"),
        new("TLS 1.3", row => row.Tls == "TLS 1.3"),
        new("DANE", row => row.Report.Policy?.Dane is { Usable: > 0 }, IsOfPolicy: true),
        new("MTA-STS enforced", row => row.Report.Policy?.MtaSts is { Mode: "enforce" }, IsOfPolicy: true),
    ];
}
