using System.Text.Json.Serialization;

namespace ProtocolKit.Cli;

/// <summary>An audit as SARIF 2.1.0, the format that code scanning tools exchange.</summary>
internal static class AuditSarif
{
    private const string SchemaAddress = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>Turns an audit into a log with one run.</summary>
    public static SarifLog Of(AuditReport report)
    {
        SarifRule[] rules = [.. AuditProbes.All.Select(probe => new SarifRule(probe.Key, new SarifMessage(probe.Value)))];
        var version = typeof(AuditSarif).Assembly.GetName().Version?.ToString(3);
        var location = new SarifLocation(new SarifPhysicalLocation(new SarifArtifactLocation(report.Target)));
        return new SarifLog(SchemaAddress, "2.1.0",
        [
            new SarifRun(
                new SarifTool(new SarifDriver("protocolkit", version, rules)),
                [
                    .. report.Findings.Select(finding => new SarifResult(
                        finding.Probe, Array.FindIndex(rules, rule => rule.Id == finding.Probe), KindOf(finding.Verdict),
                            LevelOf(finding.Verdict),
                        new SarifMessage($"{NameOf(finding.Verdict)}: {finding.Observed}"), [location])),
                ]),
        ]);
    }

    /// <summary>The name of a verdict, as JSON has it.</summary>
    public static string NameOf(AuditVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string KindOf(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Vulnerable or AuditVerdict.Weak => "fail",
        AuditVerdict.Accepts => "informational",
        AuditVerdict.Rejects or AuditVerdict.Good => "pass",
        _ => "open",
    };

    private static string LevelOf(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Vulnerable => "error",
        AuditVerdict.Weak => "warning",
        _ => "none",
    };
}

internal sealed record SarifLog([property: JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<SarifRun> Runs);

internal sealed record SarifRun(SarifTool Tool, IReadOnlyList<SarifResult> Results);

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(string Name, string? Version, IReadOnlyList<SarifRule> Rules);

internal sealed record SarifRule(string Id, SarifMessage ShortDescription);

internal sealed record SarifMessage(string Text);

internal sealed record SarifResult(
    string RuleId, int RuleIndex, string Kind, string Level, SarifMessage Message, IReadOnlyList<SarifLocation> Locations);

internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation);

internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation);

internal sealed record SarifArtifactLocation(string Uri);
