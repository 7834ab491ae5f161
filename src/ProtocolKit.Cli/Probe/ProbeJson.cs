using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProtocolKit.Cli;

/// <summary>Writes a report as JSON without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProbeReport))]
internal sealed partial class ProbeJson : JsonSerializerContext
{
    public const string Help =
        """
        --json prints one object: schema, target, protocol, host, port, implicitTls, secured, outcome (secured, not-offered,
        unavailable, refused, closed, violation, leftover, truncated, timeout, tls-failed, unreachable), exitCode, reason, advice, state,
        serverText, elapsedMilliseconds, roundTrips, tls { version, cipherSuite, forwardSecrecy, applicationProtocol }, certificateErrors,
        certificates [ { subject, issuer, names, notBefore, notAfter, key, sha256 } ], capabilitiesBeforeTls and
        capabilitiesInsideTls [ { label, value, members [ { label, value } ] } ], dialogue [ text ]. Members belong to their value, such
        as its argument. What does not apply is left out.
        """;

    public static string Write(ProbeReport report) => JsonSerializer.Serialize(report, Default.ProbeReport);
}
