using DnsClient;
using DnsClient.Protocol;

namespace ProtocolKit;

/// <summary>Where a domain wants reports to be sent to (RFC 8460, section 3).</summary>
/// <param name="Destinations">The addresses, of the schemes <c>mailto</c> and <c>https</c>; empty if it wants none.</param>
/// <param name="Why">Why there are none; else empty.</param>
public sealed record TlsReportRecord(IReadOnlyList<Uri> Destinations, string Why)
{
    /// <summary>Looks up the record of a domain.</summary>
    /// <param name="dns">Looks it up.</param>
    /// <param name="domain">The domain, in its ASCII form.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="ServiceLookupException">DNS gave no answer.</exception>
    public static async Task<TlsReportRecord> FindAsync(ServiceResolver dns, string domain, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dns);
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        var answer = await dns.LookUpAsync<TxtRecord>($"_smtp._tls.{domain}", QueryType.TXT, cancellationToken).ConfigureAwait(false);
        return answer.Fault is null ? Read(answer.Records.Select(record => string.Concat(record.Text))) : throw answer.Fault;
    }

    private static TlsReportRecord Read(IEnumerable<string> texts)
    {
        var records = texts.Where(text => text.Split(';')[0].TrimEnd() == "v=TLSRPTv1").ToArray();
        if (records.Length != 1)
            return new(
                [], records.Length == 0 ? "It has no TLSRPT record." : $"It has {records.Length} TLSRPT records, of which none counts.");

        // In an address, "," and ";" are escaped.
        var addresses = records[0].Split(';').Select(field => field.Trim()).Where(
            field => field.StartsWith("rua=", StringComparison.Ordinal))
            .SelectMany(field => field["rua=".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        Uri[] destinations = [.. addresses.Select(Destination).OfType<Uri>().Distinct()];
        return new(destinations, destinations.Length > 0 ? "" : "Its TLSRPT record has no address of the schemes mailto and https.");
    }

    private static Uri? Destination(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeMailto && uri.UserInfo.Length > 0))
            ? uri
            : null;
}
