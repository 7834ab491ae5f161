using System.Text.Json.Serialization;

namespace ProtocolKit.Cli;

/// <summary>What a script of the hostile server says of a client.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ListenVerdict>))]
internal enum ListenVerdict
{
    /// <summary>It did what the script was made to bring about.</summary>
    [JsonStringEnumMemberName("convicted")]
    Convicted,

    /// <summary>It did not.</summary>
    [JsonStringEnumMemberName("acquitted")]
    Acquitted,

    /// <summary>Nothing was seen that tells.</summary>
    [JsonStringEnumMemberName("unclear")]
    Unclear,
}

/// <summary>What a client did in one connection. What it said is escaped.</summary>
/// <param name="Script">The name of the script.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Observed">What it did.</param>
internal sealed record ListenConnection(string Script, ListenVerdict Verdict, string Observed);

/// <summary>What the hostile server found out; the object that <c>--json</c> prints.</summary>
internal sealed record ListenReport(string Protocol, int Port, bool Convicted, int ExitCode, IReadOnlyList<ListenConnection> Connections)
{
    public string Schema { get; init; } = "protocolkit.audit-listen/1";
}
