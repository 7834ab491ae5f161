using DnsClient;
using DnsClient.Protocol;

namespace ProtocolKit;

// What is looked up for each kind of service.
public sealed partial class ServiceResolver
{
    /// <summary>Finds the servers of a protocol at a domain, by the SRV records of the services that its grammar names.</summary>
    /// <param name="protocol">The protocol, whose grammar has a line <c>identity</c>.</param>
    /// <param name="domain">The domain, such as <c>example.org</c>; an address is its own server.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The servers. Where there are no records, the domain itself (RFC 6120, section 3.2.2).</returns>
    /// <exception cref="ArgumentException"><paramref name="domain"/> is no name, or the grammar names no service.</exception>
    /// <exception cref="ServiceLookupException">There is no answer, or no server.</exception>
    public Task<ServiceLocation> FindServiceAsync(ProtocolDefinition protocol, string domain, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var service = protocol.Identity?.Service ?? throw new ArgumentException(
            $"The grammar of {protocol.Name} has no line identity that names a service. Give the name of the service.", nameof(protocol));
        return FindServiceAsync(service, protocol.Identity.TlsService, domain, cancellationToken);
    }

    /// <summary>Finds the servers of a service at a domain, by SRV records.</summary>
    /// <param name="service">The service, such as <c>ldap</c> for the records of <c>_ldap._tcp</c>.</param>
    /// <param name="tlsService">The service where TLS starts with the first octet, such as <c>imaps</c>; null for none.</param>
    /// <param name="domain">The domain; an address is its own server.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The servers. Where there are no records, the domain itself.</returns>
    /// <exception cref="ArgumentException">There is no name.</exception>
    /// <exception cref="ServiceLookupException">There is no answer, or no server.</exception>
    public async Task<ServiceLocation> FindServiceAsync(
        string service, string? tlsService, string domain, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        if (Address(domain) is { } address)
            return Itself(address);
        var name = AsciiName(domain);
        var plain = QueryAsync<SrvRecord>($"_{service}._tcp.{name}", QueryType.SRV, cancellationToken);
        var tls = tlsService is null ? null : QueryAsync<SrvRecord>($"_{tlsService}._tcp.{name}", QueryType.SRV, cancellationToken);
        DnsAnswer<SrvRecord>[] answers = tls is null
            ? [await plain.ConfigureAwait(false)]
            : [await plain.ConfigureAwait(false), await tls.ConfigureAwait(false)];

        // Each record leads to verified TLS, so what one of the two look-ups has found will do.
        var found = answers.SelectMany(
            (answer, number) => answer.Records.Where(HasHost).Select(record => Target(record, name, number == 1, answer)));
        var location = Location(name, found) with
        {
            IsAuthenticated = answers.All(answer => answer.Fault is not null || answer.IsAuthenticated),
        };
        if (location.Targets.Count > 0)
            return location;
        if (answers.FirstOrDefault(answer => answer.Fault is not null) is { Fault: { } fault })
            throw fault;
        var records = answers.SelectMany(answer => answer.Records).ToArray();
        if (records.Length == 0)
            return Itself(name) with { IsAuthenticated = location.IsAuthenticated };
        throw records.Any(record => Host(record.Target).Length == 0) ? NotOffered(name, service) : Unusable(name, "SRV");
    }

    /// <summary>Finds the mail exchangers of a domain, by MX records (RFC 5321, section 5.1).</summary>
    /// <param name="domain">The domain, what stands behind the <c>@</c>; an address literal such as <c>[192.0.2.1]</c> is its own
    /// server.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The servers. Where there are no records, the domain itself.</returns>
    /// <exception cref="ArgumentException"><paramref name="domain"/> is no name.</exception>
    /// <exception cref="ServiceLookupException">There is no answer, no such domain, or no server: the domain takes no mail (RFC
    /// 7505).</exception>
    public async Task<ServiceLocation> FindMailExchangersAsync(string domain, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        if (Address(domain) is { } address)
            return Itself(address);
        var name = AsciiName(domain);
        var answer = await QueryAsync<MxRecord>(name, QueryType.MX, cancellationToken).ConfigureAwait(false);
        if (answer.Fault is { } fault)
            throw fault;
        if (!answer.Exists)
            throw new ServiceLookupException($"There is no domain {name}.", ServiceLookupError.NoSuchDomain);
        if (answer.Records.Count == 0)
            return Itself(name) with { IsAuthenticated = answer.IsAuthenticated };
        var found = answer.Records.Where(record => IsHostName(Host(record.Exchange))).Select(record => Target(record, name)).ToArray();
        if (found.Length > 0)
            return Location(name, found) with { IsAuthenticated = answer.IsAuthenticated };
        throw answer.Records.Any(record => Host(record.Exchange).Length == 0) ? NotOffered(name, "mail") : Unusable(name, "MX");
    }

    private static ServiceTarget Target(SrvRecord record, string domain, bool implicitTls, DnsAnswer<SrvRecord> answer) =>
        new(Host(record.Target), record.Port)
        {
            ImplicitTls = implicitTls,
            Priority = record.Priority,
            Weight = record.Weight,
            ServerName = domain,
            AlternativeServerNames = answer.IsAuthenticated ? [Host(record.Target)] : [],
        };

    private static ServiceTarget Target(MxRecord record, string domain) => new(Host(record.Exchange), Port: null)
    {
        Priority = record.Preference,
        ServerName = Host(record.Exchange),
        AlternativeServerNames = [domain],
    };

    private static bool HasHost(SrvRecord record) => record.Port > 0 && IsHostName(Host(record.Target));

    private static string Host(DnsString name) => name.Value.TrimEnd('.');

    private static ServiceLocation Itself(string domain) =>
        new(domain, [new ServiceTarget(domain, Port: null) { ServerName = domain }]) { IsImplied = true };

    private ServiceLocation Location(string domain, IEnumerable<ServiceTarget> found) =>
        new(domain, [.. ServiceOrder.Of(
            found.DistinctBy(target => (target.Host.ToUpperInvariant(), target.Port)), _options.Random).Take(_options.MaxTargets)]);

    private static ServiceLookupException NotOffered(string domain, string service) =>
        new($"{domain} says that it has no {service} server.", ServiceLookupError.NotOffered);

    private static ServiceLookupException Unusable(string domain, string type) =>
        new($"The {type} records of {domain} name no host.", ServiceLookupError.Unusable);
}
