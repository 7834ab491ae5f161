using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace ProtocolKit;

/// <summary>Finds a domain's servers by DNS. Make one and use it for many look-ups: it keeps what it heard as long as DNS allows. It may be
/// used by many at a time.</summary>
public sealed partial class ServiceResolver
{
    private readonly IDnsQuery _dns;
    private readonly ServiceResolverOptions _options;
    private readonly TargetOptions _targetOptions;

    /// <summary>Makes a resolver that asks name servers.</summary>
    /// <param name="options">Which, and how; null for the system's.</param>
    public ServiceResolver(ServiceResolverOptions? options = null)
        : this(CreateClient(options ?? new ServiceResolverOptions()), options)
    {
    }

    /// <summary>Makes a resolver that asks in another way, as tests do.</summary>
    /// <param name="dns">Answers. For <see cref="ServiceLocation.IsAuthenticated"/> it must ask for DNSSEC records.</param>
    /// <param name="options">What else to do otherwise; its name servers and its timeout have no effect.</param>
    public ServiceResolver(IDnsQuery dns, ServiceResolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dns);
        _dns = dns;
        _options = options ?? new ServiceResolverOptions();
        _targetOptions = new TargetOptions(FindAddressesAsync);
    }

    /// <summary>Asks the system's name servers.</summary>
    public static ServiceResolver Default => field ??= new ServiceResolver();

    /// <summary>Finds the addresses of a host.</summary>
    /// <param name="host">Its name.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The addresses, those of IPv6 first (RFC 6724); empty if there are none.</returns>
    /// <exception cref="ServiceLookupException">DNS gave no answer.</exception>
    public async ValueTask<IReadOnlyList<IPAddress>> FindAddressesAsync(string host, CancellationToken cancellationToken = default)
    {
        var name = AsciiName(host);
        var askingForSix = QueryAsync<AaaaRecord>(name, QueryType.AAAA, cancellationToken);
        var askingForFour = QueryAsync<ARecord>(name, QueryType.A, cancellationToken);
        var (six, four) = (await askingForSix.ConfigureAwait(false), await askingForFour.ConfigureAwait(false));
        IPAddress[] found = [.. six.Records.Select(record => record.Address), .. four.Records.Select(record => record.Address)];
        return found.Length == 0 && (six.Fault ?? four.Fault) is { } fault ? throw fault : found;
    }

    /// <summary>Looks up the records of a name.</summary>
    /// <typeparam name="TRecord">Their type, such as <see cref="TlsaRecord"/>.</typeparam>
    /// <param name="name">The name, in its ASCII form, such as <c>_25._tcp.mail.example.org</c>.</param>
    /// <param name="type">Their type.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The records, or why there is no answer.</returns>
    public Task<DnsAnswer<TRecord>> LookUpAsync<TRecord>(string name, QueryType type, CancellationToken cancellationToken = default)
        where TRecord : DnsResourceRecord
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return QueryAsync<TRecord>(name.TrimEnd('.'), type, cancellationToken);
    }

    private static LookupClient CreateClient(ServiceResolverOptions options)
    {
        // An empty list of servers is refused; without a list, the system's are asked.
        var asking = options.NameServers is [_, ..] servers ? new LookupClientOptions([.. servers]) : new LookupClientOptions();
        asking.Timeout = options.Timeout;
        asking.Retries = 1;
        asking.RequestDnsSecRecords = true;
        return new LookupClient(asking);
    }

    private async Task<DnsAnswer<TRecord>> QueryAsync<TRecord>(string name, QueryType type, CancellationToken cancellationToken)
        where TRecord : DnsResourceRecord
    {
        IDnsQueryResponse response;
        try
        {
            response = await _dns.QueryAsync(name, type, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is DnsResponseException or DnsResponseParseException or InvalidOperationException or IOException
            or SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new DnsAnswer<TRecord>([], Failed(name, type, fault.Message, fault));
        }

        var code = response.Header.ResponseCode;
        if (code is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
            return new DnsAnswer<TRecord>([], Failed(name, type, $"the name server answered {code}", cause: null));
        return new DnsAnswer<TRecord>([.. response.Answers.OfType<TRecord>()])
        {
            Exists = code == DnsHeaderResponseCode.NoError,
            IsAuthenticated = response.Header.IsAuthenticData && IsTrusted(response.NameServer),
            CanonicalName = Canonical(name, response.Answers),
        };
    }

    /// <summary>Follows the CNAME records of an answer, each of which can be followed once.</summary>
    private static string Canonical(string name, IReadOnlyList<DnsResourceRecord> answers)
    {
        var aliases = answers.OfType<CNameRecord>().DistinctBy(alias => Host(alias.DomainName), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(alias => Host(alias.DomainName), alias => Host(alias.CanonicalName), StringComparer.OrdinalIgnoreCase);
        while (aliases.Remove(name, out var next))
            name = next;
        return name;
    }

    private bool IsTrusted(NameServer? server) =>
        server is not null && IPAddress.TryParse(server.Address, out var address) && _options.TrustedNameServers.Contains(address);

    private static ServiceLookupException Failed(string name, QueryType type, string reason, Exception? cause) =>
        new($"The look-up of {type} for {name} failed: {reason.TrimEnd('.')}.", ServiceLookupError.LookupFailed, cause);

    /// <summary>Makes a name of letters, digits, hyphens and dots of a domain.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    private static string AsciiName(string domain)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        var name = domain.TrimEnd('.');
        try
        {
            name = System.Text.Ascii.IsValid(name) ? name : new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"\"{domain}\" is no domain name.", nameof(domain), exception);
        }

        return IsHostName(name) ? name : throw new ArgumentException($"\"{domain}\" is no domain name.", nameof(domain));
    }

    private static bool IsHostName(string name) => name.Length <= 253 && Uri.CheckHostName(name.Replace('_', 'x')) == UriHostNameType.Dns;

    /// <summary>The address that a domain is, or null: as such, in brackets, or as mail has it (RFC 5321, section 4.1.3).</summary>
    private static string? Address(string domain)
    {
        var text = domain is ['[', .. var inner, ']'] ? inner : domain;
        if (text.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase))
            text = text["IPv6:".Length..];
        return IPAddress.TryParse(text, out _) ? text : null;
    }
}
