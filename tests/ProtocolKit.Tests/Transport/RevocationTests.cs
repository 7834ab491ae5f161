using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>A server of revocation lists that accepts connections and is silent holds up nobody for longer than the deadline, nor who
/// cancels.</summary>
public sealed class RevocationTests : IDisposable
{
    private readonly TcpListener _lists = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;

    public RevocationTests()
    {
        _lists.Start();
        _certificate = TestCertificates.Issue(TestCertificates.Authority, TestCertificates.Host, new()
        {
            RevocationList = $"http://127.0.0.1:{((IPEndPoint)_lists.LocalEndpoint).Port}/{Guid.NewGuid()}.crl",
        });
    }

    public void Dispose() => _lists.Stop();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_ends_at_its_deadline_and_when_it_is_canceled(bool isCanceled)
    {
        var time = new ManualTimeProvider();
        using var source = new CancellationTokenSource();
        var options = new UpgradeClientOptions
        {
            CustomRoots = TestCertificates.Roots, RevocationMode = X509RevocationMode.Online, TimeProvider = time,
        };
        await Peers.AgainstAsync(Peers.HonestServer(_certificate), async stream =>
        {
            var upgrading = UpgradeClient.UpgradeAsync(
                ToyProtocol.Instance, stream, TestCertificates.Host, options: options, cancellationToken: source.Token);
            await AssertEndsBeforeTheListAsync(upgrading, isCanceled, time, source);
            return true;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_ends_at_its_deadline_and_when_it_is_canceled(bool isCanceled)
    {
        var time = new ManualTimeProvider();
        using var source = new CancellationTokenSource();
        var client = TestCertificates.Issue(TestCertificates.Authority, "client", new()
        {
            Usage = "1.3.6.1.5.5.7.3.2",
            RevocationList = $"http://127.0.0.1:{((IPEndPoint)_lists.LocalEndpoint).Port}/{Guid.NewGuid()}.crl",
        });
        var options = new UpgradeServerOptions
        {
            Certificate = TestCertificates.Valid,
            ClientCertificates = ClientCertificateUse.Required,
            ClientRoots = TestCertificates.Roots,
            RevocationMode = X509RevocationMode.Online,
            TimeProvider = time,
        };
        await Peers.AgainstAsync(
            async stream => await Record.ExceptionAsync(() => Peers.UpgradeAsync(
                stream, new() { CustomRoots = TestCertificates.Roots, ClientCertificates = [client] }, new() { List = true })),
            async stream =>
            {
                var accepting = UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, options, cancellationToken: source.Token);
                await AssertEndsBeforeTheListAsync(accepting, isCanceled, time, source);
                return true;
            });
    }

    private async Task AssertEndsBeforeTheListAsync(
        Task upgrading, bool isCanceled, ManualTimeProvider time, CancellationTokenSource source)
    {
        using var asked = await _lists.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(60));
        if (isCanceled)
            await source.CancelAsync();
        else
            time.LetTimeRunOut();
        var ended = await Record.ExceptionAsync(() => upgrading);

        if (isCanceled)
            Assert.Equal(source.Token, Assert.IsAssignableFrom<OperationCanceledException>(ended).CancellationToken);
        else
            Assert.Equal(UpgradeOutcome.Timeout, Assert.IsType<UpgradeException>(ended).Outcome);

        // What was asked for is still waited for, by a thread that nobody waits for: what can be read is the request, and not its end.
        var request = new byte[10_000];
        Assert.NotEqual(0, await asked.ReceiveAsync(request));
        Assert.False(asked.Poll(0, SelectMode.SelectRead), "It was waited for.");
    }
}
