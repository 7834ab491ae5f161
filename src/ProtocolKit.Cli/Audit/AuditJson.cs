using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProtocolKit.Cli;

/// <summary>Writes an audit as JSON without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(ListenReport))]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    public const string Help =
        """
        Verdicts on a server: vulnerable (proof: it answered inside TLS to what was said outside), weak (against the specification or good
        practice), accepts (harmless or a matter of policy), rejects, good, inconclusive (with the reason). On a client: convicted,
        acquitted, unclear.

        --json prints one object: schema, target, protocol, host, port, implicitTls, vulnerable, exitCode, reason,
        findings [ { probe, verdict, observed } ]; with --listen: schema, protocol, port, convicted, exitCode,
        connections [ { script, verdict, observed } ]. What does not apply is left out.
        """;

    public static string Write(AuditReport report) => JsonSerializer.Serialize(report, Default.AuditReport);

    public static string Write(ListenReport report) => JsonSerializer.Serialize(report, Default.ListenReport);

    public static string Write(SarifLog log) => JsonSerializer.Serialize(log, Default.SarifLog);
}
