using DnsClient;
using DnsClient.Protocol;

namespace ProtocolKit;

/// <summary>Finds the TLSA records of a mail exchanger (RFC 7672, section 2.2).</summary>
internal static class DaneLookup
{
    public static async Task<DaneFinding> FindAsync(ServiceResolver dns, string host, int port, CancellationToken cancellationToken)
    {
        var six = dns.LookUpAsync<AaaaRecord>(host, QueryType.AAAA, cancellationToken);
        var four = await dns.LookUpAsync<ARecord>(host, QueryType.A, cancellationToken).ConfigureAwait(false);
        Addresses[] answers = [Addresses.Of(await six.ConfigureAwait(false)), Addresses.Of(four)];
        var found = answers.Where(answer => answer.Count > 0).ToArray();
        if (found.Length == 0)
            return answers.FirstOrDefault(answer => answer.Fault is not null) is { Fault: { } fault } ? Failed(fault) : DaneFinding.None;

        var names = await BaseDomainsAsync(dns, host, found, cancellationToken).ConfigureAwait(false);
        foreach (var name in names.Names)
        {
            var answer = await dns.LookUpAsync<TlsaRecord>($"_{port}._tcp.{name}", QueryType.TLSA, cancellationToken).ConfigureAwait(false);
            if (answer.Fault is not null)
                return Failed(answer.Fault);
            if (!answer.IsAuthenticated || answer.Records.Count == 0)
                continue;
            CertificateAssociation[] usable = [.. answer.Records.Select(Usable).OfType<CertificateAssociation>()];
            return new DaneFinding(name, usable) { Records = [.. answer.Records.Select(Show)] };
        }

        return names.Fault is null ? DaneFinding.None : Failed(names.Fault);
    }

    /// <summary>The names at which there may be TLSA records: the one that the exchanger's CNAME records lead to, where all of it is
    /// signed, and then the exchanger's own; its own alone, where only its CNAME record is signed (RFC 7672, section 2.2.3). None without
    /// addresses that are signed, as name servers of unsigned domains may fail at TLSA.</summary>
    private static async Task<(IReadOnlyList<string> Names, ServiceLookupException? Fault)> BaseDomainsAsync(
        ServiceResolver dns, string host, Addresses[] found, CancellationToken cancellationToken)
    {
        var isAlias = !found[0].Name.Equals(host, StringComparison.OrdinalIgnoreCase);
        if (found.All(answer => answer.IsAuthenticated))
            return (isAlias ? [found[0].Name, host] : [host], null);
        if (!isAlias)
            return ([], null);
        var alias = await dns.LookUpAsync<CNameRecord>(host, QueryType.CNAME, cancellationToken).ConfigureAwait(false);
        return (alias.IsAuthenticated && alias.Records.Count > 0 ? [host] : [], alias.Fault);
    }

    private static CertificateAssociation? Usable(TlsaRecord record) =>
        CertificateAssociation.TryCreate(
            (int)record.CertificateUsage, (int)record.Selector, (int)record.MatchingType, record.CertificateAssociationData.ToArray(),
                out var association)
            ? association
            : null;

    /// <summary>A record as zone files have it.</summary>
    private static string Show(TlsaRecord record) =>
        $"{(int)record.CertificateUsage} {(int)record.Selector} {(int)record.MatchingType} "
            + Convert.ToHexStringLower([.. record.CertificateAssociationData]);

    private static DaneFinding Failed(ServiceLookupException fault) => new("", []) { Fault = fault };

    private sealed record Addresses(int Count, string Name, bool IsAuthenticated, ServiceLookupException? Fault)
    {
        public static Addresses Of<TRecord>(DnsAnswer<TRecord> answer)
            where TRecord : DnsResourceRecord =>
            new(answer.Records.Count, answer.CanonicalName, answer.IsAuthenticated, answer.Fault);
    }
}

/// <summary>What TLSA records tell of a mail exchanger.</summary>
/// <param name="BaseDomain">The name at which they stand.</param>
/// <param name="Usable">Those that can be used.</param>
internal sealed record DaneFinding(string BaseDomain, IReadOnlyList<CertificateAssociation> Usable)
{
    public static readonly DaneFinding None = new("", []);

    /// <summary>All of them, as zone files have them. Where there are any, usable or not, TLS is a must.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>Why it is not known, so that the exchanger cannot be used; or null.</summary>
    public ServiceLookupException? Fault { get; init; }
}
