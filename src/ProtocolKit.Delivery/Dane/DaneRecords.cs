namespace ProtocolKit;

/// <summary>What the TLSA records of a mail exchanger tell (DANE; RFC 7672), for who surveys or shows it. <see cref="MailDelivery"/> looks
/// at them by itself.</summary>
public sealed class DaneRecords
{
    private DaneRecords(DaneFinding finding) =>
        (BaseDomain, Exist, Usable, Fault) = (finding.BaseDomain, finding.Records.Count > 0, finding.Usable, finding.Fault);

    /// <summary>The name at which they stand; empty if there are none.</summary>
    public string BaseDomain { get; }

    /// <summary>Whether there are any that DNSSEC authenticates, usable or not: then TLS is a must.</summary>
    public bool Exist { get; }

    /// <summary>Those that can be used: if there are any, the exchanger's certificate must match one.</summary>
    public IReadOnlyList<CertificateAssociation> Usable { get; }

    /// <summary>Why it is not known, so that the exchanger must not be used (RFC 7672, section 2.1); or null.</summary>
    public ServiceLookupException? Fault { get; }

    /// <summary>Looks them up (RFC 7672, section 2.2).</summary>
    /// <param name="dns">Looks up records, and says whether DNSSEC authenticates them.</param>
    /// <param name="host">The mail exchanger.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<DaneRecords> FindAsync(
        ServiceResolver dns, string host, int port = 25, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dns);
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        return new DaneRecords(await DaneLookup.FindAsync(dns, host, port, cancellationToken).ConfigureAwait(false));
    }
}
