using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace ProtocolKit;

/// <summary>Mail that gives a report to a domain (RFC 8460, section 5.3).</summary>
internal static class TlsReportMail
{
    private const int MaxLine = 76;

    // No line of a report begins with it.
    private const string Boundary = "=_tlsrpt";

    public static string Write(TlsReporter reporter, TlsReport report, string domain, Uri to, DateTimeOffset date)
    {
        if (to.Scheme != Uri.UriSchemeMailto
            || !MailAddress.TryCreate($"{Uri.UnescapeDataString(to.UserInfo)}@{to.IdnHost}", out var address)
            || !Ascii.IsValid(address.Address))
        {
            throw new ArgumentException($"{to} is no mail address in ASCII.", nameof(to));
        }

        var base64 = Convert.ToBase64String(report.ToGzip()).Chunk(MaxLine).Select(line => new string(line));
        string[] lines =
        [
            $"From: <{reporter.Contact.Address}>",
            $"To: <{address.Address}>",
            $"Date: {date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}",
            $"Message-ID: <{report.ReportId}>",
            $"Subject: Report Domain: {domain}",
            $" Submitter: {reporter.Submitter}",
            $" Report-ID: <{report.ReportId}>",
            $"TLS-Report-Domain: {domain}",
            $"TLS-Report-Submitter: {reporter.Submitter}",
            "TLS-Required: No",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=\"tlsrpt\";",
            $" boundary=\"{Boundary}\"",
            "",
            $"--{Boundary}",
            "Content-Type: text/plain; charset=us-ascii",
            "",
            $"This is a report of TLS sessions with mail exchangers of {domain}",
            $"by {reporter.Submitter}.",
            "",
            $"--{Boundary}",
            $"Content-Type: {TlsReport.GzipMediaType}",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment;",
            $" filename=\"{reporter.FileName(report, domain)}\"",
            "",
            .. base64,
            $"--{Boundary}--",
            "",
        ];
        return string.Join("\r\n", lines);
    }
}
