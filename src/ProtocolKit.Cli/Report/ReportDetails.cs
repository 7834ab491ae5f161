using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProtocolKit.Cli;

/// <summary>Writes what a row's dialog shows, as JSON that may stand in a page: the writer's default escapes <c>&lt;</c> and all that is
/// not ASCII.</summary>
internal static class ReportDetails
{
    public static string Write(SurveyReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var row in report.Rows)
                Write(json, row);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteStartArray();
        json.WriteStartArray();
        foreach (var (name, value) in Facts(row).Where(fact => !string.IsNullOrEmpty(fact.Value)))
        {
            json.WriteStringValue(name);
            json.WriteStringValue(ReportText.Printable(value!));
        }

        json.WriteEndArray();
        json.WriteStartArray();
        foreach (var line in row.Report.Dialogue)
            json.WriteStringValue(ReportText.Printable(line));
        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static IEnumerable<(string Name, string? Value)> Facts(ReportRow row)
    {
        var report = row.Report;
        yield return ("Verdict", report.Reason);
        yield return ("Advice", report.Advice);
        yield return ("Changes", row.Change);
        yield return ("TLS", report.Tls is { } tls ? $"{tls.Version}, {tls.CipherSuite}" : null);
        foreach (var certificate in report.Certificates.Take(1))
        {
            yield return ("Certificate", certificate.Subject);
            yield return ("Names", string.Join(", ", certificate.Names));
            yield return ("Issuer", certificate.Issuer);
            yield return ("Key", certificate.Key);
            yield return ("Until", certificate.NotAfter.ToString("u", CultureInfo.InvariantCulture));
        }

        yield return ("DANE", Words(report.Policy?.Dane));
        yield return ("MTA-STS", Words(report.Policy?.MtaSts));
        yield return ("Before TLS", Offers(report.CapabilitiesBeforeTls));
        yield return ("Inside TLS", Offers(report.CapabilitiesInsideTls));
        if (report.Surveyed is { } surveyed)
        {
            yield return ("Input", surveyed.Input);
            yield return ("Found by", surveyed.Record is null ? null
                : $"{surveyed.Record.ToUpperInvariant()} of {surveyed.Domain}"
                    + $"{(surveyed.Priority is { } priority ? $", priority {priority}" : "")}");
            yield return ("Time", surveyed.Time.ToString("u", CultureInfo.InvariantCulture));
        }
    }

    private static string? Words(ProbeDane? dane) => dane switch
    {
        null => null,
        { Fault: { } fault } => $"Not known, so that the host must not be used: {fault}",
        { Records: false } => "No TLSA records that DNSSEC authenticates",
        { Usable: 0 } => "There are TLSA records, none of which is usable: TLS is a must, whatever the certificate is",
        { Matches: { } matches } => $"Usable TLSA records: {dane.Usable}; {(matches ? "the certificate matches" : "the certificate matches none")}",
        _ => $"Usable TLSA records: {dane.Usable}",
    };

    private static string? Words(ProbeMtaSts? policy) => policy switch
    {
        null => null,
        { Mode: null } => $"No policy. {policy.Why}",
        _ => $"Mode {policy.Mode}; the host is {(policy.NamesHost == true ? "" : "not ")}named by the policy. {policy.Why}",
    };

    private static string Offers(IReadOnlyList<ProbeCapability> capabilities) => string.Join(", ", capabilities.Select(one =>
        one.ToString()));
}
