using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace ProtocolKit;

/// <summary>Makes the reports that a sender gives to domains, once a day (RFC 8460), of what <see cref="MailDeliveryOptions.Reports"/> has
/// counted.</summary>
public sealed class TlsReporter
{
    /// <summary>What has counted the sessions.</summary>
    public required ITlsReportStore Store { get; init; }

    /// <summary>Who is responsible for the reports.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The mail address of who can be asked about them. It is also where mail with reports comes from.</summary>
    public required MailAddress Contact { get; init; }

    /// <summary>The domain of the sender, in its ASCII form, such as <c>mail.example.net</c>. Mail with reports must be signed for it
    /// (DKIM).</summary>
    /// <exception cref="ArgumentException">It is no name.</exception>
    public required string Submitter
    {
        get;
        init => field = Name(value, nameof(value));
    }

    /// <summary>Makes the report for a domain.</summary>
    /// <param name="domain">The domain, in its ASCII form.</param>
    /// <param name="day">The day, in UTC, which should be over.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The report, or null if there were no sessions. For a domain and day, its id is always the same.</returns>
    /// <exception cref="ArgumentException"><paramref name="domain"/> is no name.</exception>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public async Task<TlsReport?> CreateAsync(string domain, DateOnly day, CancellationToken cancellationToken = default)
    {
        var name = Name(domain, nameof(domain)).ToLowerInvariant();
        var sessions = await Store.FindAsync(day, name, cancellationToken).ConfigureAwait(false);
        return sessions.Count == 0 ? null : new TlsReport
        {
            OrganizationName = OrganizationName,
            DateRange = TlsReportDateRange.Of(day),
            ContactInfo = Contact.Address,
            ReportId = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}.{name}@{Submitter}"),
            Policies = TlsSession.Sum(sessions),
        };
    }

    /// <summary>The name of a report's file (RFC 8460, section 5.1).</summary>
    /// <param name="report">The report.</param>
    /// <param name="domain">The domain that it is for.</param>
    /// <param name="extension"><c>json.gz</c>, or <c>json</c> for one that is not compressed.</param>
    /// <exception cref="ArgumentException"><paramref name="domain"/> is no name.</exception>
    public string FileName(TlsReport report, string domain, string extension = "json.gz")
    {
        ArgumentNullException.ThrowIfNull(report);
        Name(domain, nameof(domain));
        var (start, end) = (report.DateRange.StartDatetime.ToUnixTimeSeconds(), report.DateRange.EndDatetime.ToUnixTimeSeconds());
        return string.Create(CultureInfo.InvariantCulture, $"{Submitter}!{domain}!{start}!{end}!1.{extension}");
    }

    /// <summary>Writes the mail that gives a report to an address of the scheme <c>mailto</c> (RFC 8460, section 5.3).</summary>
    /// <param name="report">The report.</param>
    /// <param name="domain">The domain that it is for.</param>
    /// <param name="to">The address, from the domain's record (<see cref="TlsReportRecord"/>).</param>
    /// <param name="date">The date of the mail.</param>
    /// <returns>The mail, in ASCII with CRLF. It is to be signed (DKIM), and sent with <see cref="MessageTls.TlsNotRequired"/>, so that a
    /// domain hears of what keeps other mail from it.</returns>
    /// <exception cref="ArgumentException"><paramref name="domain"/> is no name, or <paramref name="to"/> no mail address.</exception>
    public string ToMail(TlsReport report, string domain, Uri to, DateTimeOffset date)
    {
        ArgumentNullException.ThrowIfNull(report);
        Name(domain, nameof(domain));
        ArgumentNullException.ThrowIfNull(to);
        return TlsReportMail.Write(this, report, domain, to, date);
    }

    /// <summary>Names stand in header fields and in names of files.</summary>
    private static string Name(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        return Ascii.IsValid(name) && Uri.CheckHostName(name.Replace('_', 'x')) == UriHostNameType.Dns
            ? name
            : throw new ArgumentException($"\"{EscapedText.Escape(Encoding.UTF8.GetBytes(name))}\" is no domain name in ASCII.", parameter);
    }
}
