using Spectre.Console;

namespace ProtocolKit.Cli;

/// <summary>Shows an audit to a person: one line per probe.</summary>
internal static class AuditText
{
    private const int NameWidth = 28;
    private const int VerdictWidth = 14;

    public static void Write(AuditFinding finding, ToolConsole console) =>
        Write(console, finding.Probe, AuditSarif.NameOf(finding.Verdict), Colour(finding.Verdict), finding.Observed);

    public static void Write(ToolConsole console, string name, string verdict, string colour, string observed)
    {
        console.Out.Write(name.PadRight(NameWidth));
        console.Styled.Markup($"[{colour}]{Markup.Escape(verdict)}[/]");
        console.Out.WriteLine(new string(' ', Math.Max(1, VerdictWidth - verdict.Length)) + observed);
    }

    public static void WriteEnd(AuditReport report, ToolConsole console)
    {
        if (report.Findings.Count > 0)
            console.Out.WriteLine();
        console.Out.WriteLine(report switch
        {
            { Vulnerable: true } => $"{report.Target} is vulnerable.",
            { Reason: { } reason } => reason,
            _ => $"There is no proof that {report.Target} is vulnerable.",
        });
    }

    private static string Colour(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Vulnerable => "red",
        AuditVerdict.Weak => "yellow",
        AuditVerdict.Rejects or AuditVerdict.Good => "green",
        _ => "default",
    };
}
