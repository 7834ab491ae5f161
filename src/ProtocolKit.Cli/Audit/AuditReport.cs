using System.Text.Json.Serialization;

namespace ProtocolKit.Cli;

/// <summary>What a probe of an audit says of a server.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditVerdict>))]
internal enum AuditVerdict
{
    /// <summary>There is proof: the server answered inside TLS to what was said outside.</summary>
    [JsonStringEnumMemberName("vulnerable")]
    Vulnerable,

    /// <summary>Against the specification or good practice, without proof that anything crossed into TLS.</summary>
    [JsonStringEnumMemberName("weak")]
    Weak,

    /// <summary>The server does what was tried, which is harmless or a matter of policy.</summary>
    [JsonStringEnumMemberName("accepts")]
    Accepts,

    /// <summary>The server does not do what was tried.</summary>
    [JsonStringEnumMemberName("rejects")]
    Rejects,

    /// <summary>Nothing was found wrong.</summary>
    [JsonStringEnumMemberName("good")]
    Good,

    /// <summary>It could not be found out, or does not apply.</summary>
    [JsonStringEnumMemberName("inconclusive")]
    Inconclusive,
}

/// <summary>What one probe found. All text of the peer's is escaped.</summary>
/// <param name="Probe">The probe's name, such as <c>injection-same-segment</c>.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Observed">What was observed, or why nothing could be.</param>
internal sealed record AuditFinding(string Probe, AuditVerdict Verdict, string Observed);

/// <summary>What an audit found out; the object that <c>--json</c> prints.</summary>
internal sealed record AuditReport
{
    public string Schema { get; init; } = "protocolkit.audit/1";

    public required string Target { get; init; }

    public required string Protocol { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required bool ImplicitTls { get; init; }

    /// <summary>Whether there is proof of anything.</summary>
    public required bool Vulnerable { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>Why there are no findings, or null.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<AuditFinding> Findings { get; init; } = [];
}
