using System.Globalization;
using Spectre.Console;

namespace ProtocolKit.Cli;

/// <summary>Shows a report to a person.</summary>
internal static class ProbeText
{
    public static void Write(ProbeReport report, ToolConsole console)
    {
        foreach (var line in report.Dialogue)
            console.Out.WriteLine(line);
        if (report.Dialogue.Count > 0)
            console.Out.WriteLine();

        var colour = report.Secured ? "green" : "red";
        console.Styled.MarkupLine($"[{colour}]{Markup.Escape(report.Outcome)}[/]  {Markup.Escape(report.Target)}");
        WriteFact(console, "verdict", report.Reason);
        WriteFact(console, "advice", report.Advice);
        WriteCapabilities(console, "before TLS", report.CapabilitiesBeforeTls);
        WriteCapabilities(console, "inside TLS", report.CapabilitiesInsideTls);
        if (report.Tls is { } tls)
        {
            WriteFact(console, "TLS", $"{tls.Version}, {tls.CipherSuite}");
            WriteFact(console, "forward secrecy", tls.ForwardSecrecy ? "yes" : "no");
            WriteFact(console, "ALPN", tls.ApplicationProtocol);
        }

        for (var i = 0; i < report.Certificates.Count; i++)
            WriteCertificate(console, i, report.Certificates[i]);
        WriteFact(console, "round trips", report.RoundTrips?.ToString(CultureInfo.InvariantCulture));
        WriteFact(console, "time", string.Create(CultureInfo.InvariantCulture, $"{report.ElapsedMilliseconds:0.0} ms"));
    }

    private static void WriteCertificate(ToolConsole console, int index, ProbeCertificate certificate)
    {
        WriteFact(console, index == 0 ? "certificate" : "issued by", certificate.Subject);
        if (certificate.Names.Count > 0)
            WriteFact(console, "", $"for {string.Join(", ", certificate.Names)}");
        var until = certificate.NotAfter.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        WriteFact(console, "", $"{certificate.Key}, until {until} ({Left(certificate.NotAfter - DateTimeOffset.UtcNow)})");
    }

    /// <summary>How long a certificate is still good.</summary>
    public static string Left(TimeSpan time) => time switch
    {
        { Ticks: < 0 } => "expired",
        { TotalDays: < 1 } => "less than a day left",
        { TotalDays: < 2 } => "1 day left",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalDays):0} days left"),
    };

    private static void WriteCapabilities(ToolConsole console, string title, IReadOnlyList<ProbeCapability> capabilities)
    {
        foreach (var label in capabilities.GroupBy(capability => capability.Label))
        {
            var values = string.Join(", ", label.Select(capability => capability.ToString()).Where(value => value.Length > 0));
            WriteFact(console, title, values.Length == 0 ? label.Key : $"{label.Key}: {values}");
        }
    }

    private static void WriteFact(ToolConsole console, string name, string? value)
    {
        if (value is not null)
            console.Out.WriteLine($"  {name,-16}{value}");
    }
}
