using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>Sessions that are resumed carry the certificate of then. Each test has a name of its own: the platform keeps sessions for the
/// whole process.</summary>
public class ResumptionTests
{
    [Theory]
    [InlineData("renewed12.example", SslProtocols.Tls12)]
    [InlineData("renewed13.example", SslProtocols.Tls13)]
    public async Task Where_a_resumed_sessions_certificate_will_not_do_the_server_is_asked_for_the_one_of_now(
        string name, SslProtocols version)
    {
        var (old, renewed) = (Issue(name, isExpired: true), Issue(name, isExpired: false));
        await using var server = new RenewingServer(version, [old, old, renewed, renewed]);
        using (await server.ConnectAsync(name, TrustingKeyOf(old)))
        {
        }

        var strict = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, ServerName = name };
        using (var connection = await server.ConnectAsync(name, strict))
            Assert.Equal(renewed, connection.Tls.PeerCertificate);
        Assert.Equal(3, server.Accepted);
        using (await server.ConnectAsync(name, strict))
            Assert.Equal(4, server.Accepted);
    }

    [Fact]
    public async Task A_certificate_that_will_not_do_in_a_full_handshake_is_no_reason_to_connect_again()
    {
        const string Name = "expired.example";
        await using var server = new RenewingServer(SslProtocols.Tls12, [Issue(Name, isExpired: true)]);
        for (var i = 1; i <= 2; i++)
        {
            var failure = await Assert.ThrowsAsync<UpgradeException>(
                () => server.ConnectAsync(Name, new() { CustomRoots = TestCertificates.Roots, ServerName = Name, AllowTlsResume = false }));
            Assert.Equal(CertificateErrors.Expired, failure.CertificateErrors);
            Assert.Equal(i, server.Accepted);
        }
    }

    [Fact]
    public async Task A_server_whose_certificate_is_bad_still_is_asked_once_more_and_then_no_more()
    {
        const string Name = "still.expired.example";
        var old = Issue(Name, isExpired: true);
        await using var server = new RenewingServer(SslProtocols.Tls12, [old]);
        using (await server.ConnectAsync(Name, TrustingKeyOf(old)))
        {
        }

        var strict = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, ServerName = Name };
        foreach (var accepted in new[] { 3, 4 })
        {
            var failure = await Assert.ThrowsAsync<UpgradeException>(() => server.ConnectAsync(Name, strict));
            Assert.Equal(CertificateErrors.Expired, failure.CertificateErrors);
            Assert.Equal(accepted, server.Accepted);
        }
    }

    [Fact]
    public async Task On_a_callers_connection_the_next_upgrade_resumes_nothing()
    {
        const string Name = "callers.example";
        var (old, renewed) = (Issue(Name, isExpired: true), Issue(Name, isExpired: false));
        var mayResume = new List<bool>();
        var strict = new UpgradeClientOptions
        {
            CustomRoots = TestCertificates.Roots, ServerName = Name, ConfigureTls = tls => mayResume.Add(tls.AllowTlsResume),
        };
        await using var server = new RenewingServer(SslProtocols.Tls12, [old, old, renewed]);
        using (await server.ConnectAsync(Name, TrustingKeyOf(old)))
        {
        }

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => server.UpgradeAsync(strict));
        Assert.Equal(CertificateErrors.Expired, failure.CertificateErrors);
        using (await server.UpgradeAsync(strict))
            Assert.Equal([true, false], mayResume);
    }

    [Theory]
    [InlineData("twoways12.example", SslProtocols.Tls12, false)]
    [InlineData("twoways13.example", SslProtocols.Tls13, false)]
    [InlineData("otherways12.example", SslProtocols.Tls12, true)]
    [InlineData("otherways13.example", SslProtocols.Tls13, true)]
    public async Task A_session_from_where_a_client_certificate_is_asked_for_does_for_where_it_is_not_and_the_reverse(
        string name, SslProtocols version, bool isReverse)
    {
        var certificate = Issue(name, isExpired: false);
        var asking = new UpgradeServerOptions
        {
            Certificate = certificate,
            EnabledSslProtocols = version,
            ClientCertificates = ClientCertificateUse.Required,
            ClientRoots = TestCertificates.Roots,
        };
        var silent = new UpgradeServerOptions { Certificate = certificate, EnabledSslProtocols = version };
        foreach (var options in isReverse ? new[] { silent, asking } : [asking, silent])
        {
            await Peers.AgainstAsync(
                async stream =>
                {
                    using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, options);
                    await Peers.HearAsync(server.Stream, "LIST\r\n");
                    await Peers.SayAsync(server.Stream, $"ITEMS {server.Tls.PeerCertificate?.Subject} {server.Tls.Verification}\r\n");
                    await Peers.EchoAsync(server.Stream);
                },
                async stream =>
                {
                    var client =
                        new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, ClientCertificates = [TestCertificates.Client] };
                    using var connection = await Peers.UpgradeAsync(stream, client, new() { List = true }, name);
                    var expected = options == asking ? "ITEMS CN=client Chain\r\n" : "ITEMS  None\r\n";
                    Assert.Equal(expected, ((ToyConnection)connection).Items);
                    return true;
                });
        }
    }

    private static X509Certificate2 Issue(string name, bool isExpired) => TestCertificates.Issue(TestCertificates.Authority, name, new()
    {
        Names = [name],
        From = DateTimeOffset.UtcNow.AddDays(-20),
        Until = DateTimeOffset.UtcNow.AddDays(isExpired ? -10 : 10),
    });

    private static UpgradeClientOptions TrustingKeyOf(X509Certificate2 certificate) => new()
    {
        ServerName = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
        PinnedPublicKeys = [PublicKeyPin.FromCertificate(certificate)],
        TrustPinnedKeysAlone = true,
    };

    /// <summary>Serves one connection after the other, each with the certificate that is next, the last one again and again. A session is
    /// resumed as long as the certificate stays.</summary>
    private sealed class RenewingServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _serving;

        public RenewingServer(SslProtocols version, X509Certificate2[] certificates)
        {
            _listener.Start();
            _serving = ServeAsync(version, certificates);
        }

        public int Accepted { get; private set; }

        private IPEndPoint End => (IPEndPoint)_listener.LocalEndpoint;

        public Task<SecureConnection> ConnectAsync(string name, UpgradeClientOptions options)
        {
            Assert.Equal(name, options.ServerName);
            return UpgradeClient.ConnectAsync(ToyProtocol.Instance, "127.0.0.1", End.Port, new ToyParameters { List = true }, options);
        }

        public async Task<SecureConnection> UpgradeAsync(UpgradeClientOptions options)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(End);
            return await UpgradeClient.UpgradeAsync(
                ToyProtocol.Instance, new NetworkStream(socket, true), options.ServerName!, new ToyParameters { List = true }, options);
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task ServeAsync(SslProtocols version, X509Certificate2[] certificates)
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync();
                socket.NoDelay = true;
                var certificate = certificates[Math.Min(Accepted++, certificates.Length - 1)];
                try
                {
                    using var server = await UpgradeServer.AcceptAsync(
                        ToyProtocol.Instance, new NetworkStream(socket),
                            new() { Certificate = certificate, EnabledSslProtocols = version });
                    await Peers.HearAsync(server.Stream, "LIST\r\n");
                    await Peers.SayAsync(server.Stream, "ITEMS\r\n");
                    await Peers.HearOutAsync(server.Stream);
                }
                catch (IOException)
                {
                    // The client has left.
                }
            }
        }
    }
}
