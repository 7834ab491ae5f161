using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Interop.Tests;

namespace ProtocolKit.Delivery.Tests.Peers;

/// <summary>Postfix and the generated server with certificates of all kinds, and unbound with the domains of all rows.</summary>
public sealed class PeerWorld : IAsyncLifetime, IDisposable
{
    private static readonly string[] s_kinds = ["valid", "self-signed", "expired", "for another", "for the domain", "clear"];

    private readonly Dictionary<(string Peer, string Certificate), int> _ports = [];
    private readonly Dictionary<string, X509Certificate2> _certificates = [];
    private readonly X509Certificate2 _anchor = TestCertificates.Issue(TestCertificates.Authority, "Anchor", new() { IsAuthority = true });
    private readonly Lazy<Task<IReadOnlyDictionary<(int Number, string Peer), PeerOutcome>>> _outcomes;
    private TemporaryFolder? _folder;
    private PostfixPeer? _postfix;
    private OwnPeer? _own;
    private Unbound? _unbound;

    public PeerWorld() => _outcomes = new(TryAllAsync);

    /// <summary>Whom a row is tried against.</summary>
    public static IReadOnlyList<string> Peers { get; } = ["Postfix", "ProtocolKit"];

    public async Task InitializeAsync()
    {
        if (PeerTheoryAttribute.WhyNot is not null)
            return;
        _folder = new TemporaryFolder();
        string[] names = [.. PeerRow.All.SelectMany((_, number) => PeerZone.Names(number))];
        string[] domains = [.. PeerRow.All.Select((_, number) => PeerZone.Domain(number))];
        foreach (var kind in s_kinds.Where(kind => kind != "clear"))
            _certificates[kind] = Issue(kind, kind == "for the domain" ? domains : names);
        _own = new OwnPeer();
        _postfix = new PostfixPeer(_folder);
        foreach (var kind in s_kinds)
        {
            var certificate = _certificates.GetValueOrDefault(kind);
            _ports[("Postfix", kind)] = _postfix.Add(kind, certificate, _anchor);
            _ports[("ProtocolKit", kind)] = _own.Add(certificate, _anchor);
        }

        await _postfix.StartAsync();

        // Resolvers of the system ask port 53 only. Nobody else listens on this address of the machine's own.
        var address = new IPAddress([127, 53, .. RandomNumberGenerator.GetBytes(2)]);
        var zone = new PeerZone(_certificates, _anchor);
        for (var number = 0; number < PeerRow.All.Count; number++)
            zone.Add(number, PeerRow.All[number], [.. Peers.Select(peer => PortOf(peer, PeerRow.All[number]))]);
        _unbound = await Unbound.StartAsync(zone.Signed, zone.Unsigned, PeerZone.Forge, new IPEndPoint(address, 53));
    }

    public Task DisposeAsync() => _postfix?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    public void Dispose()
    {
        _unbound?.Dispose();
        _own?.Dispose();
        _folder?.Dispose();
    }

    /// <summary>What came of all rows with all peers, some of which are tried at a time.</summary>
    internal Task<IReadOnlyDictionary<(int Number, string Peer), PeerOutcome>> OutcomesAsync() => _outcomes.Value;

    private async Task<IReadOnlyDictionary<(int Number, string Peer), PeerOutcome>> TryAllAsync()
    {
        var finger = new PostTlsFinger(_folder!, _unbound!.EndPoint.Address);
        var outcomes = new ConcurrentDictionary<(int, string), PeerOutcome>();
        var all = Enumerable.Range(0, PeerRow.All.Count).SelectMany(number => Peers.Select(peer => (Number: number, Peer: peer)));
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, _) =>
        {
            var row = PeerRow.All[one.Number];
            var (domain, port) = (PeerZone.Domain(one.Number), PortOf(one.Peer, row));
            var said = await finger.RunAsync(row.Level, domain, port);
            await using var result = await DeliverAsync(row, domain, port);
            outcomes[one] = new PeerOutcome(
                said, result is DeliveryResult.Secured secured ? secured.By.ToString() : result.GetType().Name, result.Explanation);
        });
        return outcomes;
    }

    private Task<DeliveryResult> DeliverAsync(PeerRow row, string domain, int port) =>
        MailDelivery.ConnectAsync(domain, new MailDeliveryOptions
    {
        Resolver = new ServiceResolver(new ServiceResolverOptions
        {
            NameServers = [_unbound!.EndPoint],
            TrustedNameServers = [_unbound.EndPoint.Address],
        }),
        MtaSts = null,
        Port = port,
        Connection = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots },
        Message = row.Level is "may" or "encrypt" ? MessageTls.TlsNotRequired : MessageTls.AsPolicySays,
        WithoutPolicy = row.Level switch
        {
            "dane-only" => LeastProtection.Dane,
            "secure" => LeastProtection.VerifiedTls,
            "encrypt" => LeastProtection.AnyTls,
            _ => LeastProtection.InTheClear,
        },
    });

    private int PortOf(string peer, PeerRow row) => _ports[(peer, row.Certificate)];

    private X509Certificate2 Issue(string kind, string[] names) => kind switch
    {
        "self-signed" => TestCertificates.Issue(null, "self-signed", new() { Names = names, Addresses = [] }),
        "expired" => TestCertificates.Issue(_anchor, "expired", new()
        {
            Names = names,
            Addresses = [],
            From = DateTimeOffset.UtcNow.AddDays(-20),
            Until = DateTimeOffset.UtcNow.AddDays(-10),
        }),
        "for another" => TestCertificates.Issue(_anchor, "for another", new() { Names = ["mx.another.example"], Addresses = [] }),
        _ => TestCertificates.Issue(_anchor, "valid", new() { Names = names, Addresses = [] }),
    };
}

/// <summary>What came of a row.</summary>
/// <param name="Finger">What posttls-finger said.</param>
/// <param name="Ours">What came of the delivery.</param>
/// <param name="Explanation">Why.</param>
internal sealed record PeerOutcome(ProgramResult Finger, string Ours, string Explanation);
