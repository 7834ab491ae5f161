using System.Net.Security;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>Many upgrades with hostile peers at a time.</summary>
internal sealed class Crowd
{
    private static readonly SslStreamCertificateContext s_context =
        SslStreamCertificateContext.Create(TestCertificates.Valid, additionalCertificates: null, offline: true);

    private readonly UpgradeClientOptions _client;
    private readonly UpgradeServerOptions _server;

    public Crowd()
    {
        _client = new() { CustomRoots = TestCertificates.Roots, TimeProvider = Time, Timeout = Patience };
        _server = new() { CertificateContext = s_context, TimeProvider = Time, Timeout = Patience };
    }

    /// <summary>How long an upgrade may take.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public SteppedTime Time { get; } = new();

    public List<(HostileTalk Talk, HostilePeer Peer, Task Upgrade)> Upgrades { get; } = [];

    /// <summary>Starts upgrades, each as far as it goes by itself.</summary>
    /// <param name="definition">The protocol.</param>
    /// <param name="role">The role that is attacked.</param>
    /// <param name="script">What the peers do.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="isSlow">Whether they say an octet at a time.</param>
    /// <param name="times">How often they say what they say again and again, until they are told to go on.</param>
    /// <param name="cancellationToken">Ends them.</param>
    public void Start(
        ProtocolDefinition definition, UpgradeRole role, PeerScript script, int count, bool isSlow = false, int times = int.MaxValue,
        CancellationToken cancellationToken = default)
    {
        var other = role == UpgradeRole.Client ? UpgradeRole.Server : UpgradeRole.Client;
        Upgrades.EnsureCapacity(count);
        for (var i = 0; i < count; i++)
        {
            var talk = new HostileTalk(definition, other, script) { Times = times };
            var peer = new HostilePeer(talk, isSlow);
            var upgrade = role == UpgradeRole.Client
                ? UpgradeClient.UpgradeAsync(
                    definition, peer, TestCertificates.Host, options: _client, cancellationToken: cancellationToken)
                : UpgradeServer.AcceptAsync(definition, peer, _server, cancellationToken: cancellationToken);
            Upgrades.Add((talk, peer, upgrade));
        }
    }

    /// <summary>Waits for all to end, as they must by now.</summary>
    /// <returns>Why each failed.</returns>
    public async Task<IReadOnlyList<Exception?>> EndAsync()
    {
        await Task.WhenAll(Upgrades.Select(upgrade => upgrade.Upgrade)).WaitAsync(TimeSpan.FromMinutes(1))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [.. Upgrades.Select(upgrade => upgrade.Upgrade.Exception?.InnerException)];
    }
}
