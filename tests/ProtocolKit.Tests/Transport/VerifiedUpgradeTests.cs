using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Net.Security;
using System.Text;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

public class VerifiedUpgradeTests
{
    [Fact]
    public async Task Both_roles_meet_over_TCP_and_exchange_data_inside_TLS()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync();

        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, ServerName = "localhost" };
        await using var connection = await UpgradeClient.ConnectAsync<ToyProtocol>(
            "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, new ToyParameters { List = true }, options);

        var toy = Assert.IsType<ToyConnection>(connection);
        Assert.Equal("ITEMS a b\r\n", toy.Items);
        Assert.Equal(2, connection.RoundTrips);
        Assert.Equal(PeerVerification.Chain, connection.Tls.Verification);
        Assert.Contains(connection.Tls.Protocol, new[] { SslProtocols.Tls12, SslProtocols.Tls13 });
        Assert.Equal(TestCertificates.Valid, connection.Tls.PeerCertificate);
        await connection.ShutdownAsync();
        await serving;

        async Task ServeAsync()
        {
            var socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            await using var server = await UpgradeServer.AcceptAsync<ToyProtocol>(new NetworkStream(socket, true), Peers.Serving);
            await Peers.HearAsync(server.Stream, "LIST\r\n");
            await Peers.SayAsync(server.Stream, "ITEMS a b\r\n");
            Assert.Equal(0, await server.Stream.ReadAsync(new byte[1]));
            Assert.Equal(PeerVerification.None, server.Tls.Verification);
        }
    }

    [Fact]
    public Task An_address_is_matched_with_the_addresses_in_the_certificate() =>
        Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream, host: "127.0.0.1");
            return true;
        });

    [Theory]
    [InlineData("mail.example.")]
    [InlineData("MAIL.example")]
    [InlineData("localhost")]
    public Task A_name_matches_whatever_its_case_place_and_final_dot(string host) =>
        Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream, host: host);
            return true;
        });

    [Fact]
    public Task A_wildcard_stands_for_a_whole_label() =>
        Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Wildcard), async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream, host: "a.mail.example");
            return true;
        });

    [Fact]
    public async Task The_final_dot_is_not_asked_for()
    {
        var asked = await Peers.AgainstAsync(
            async stream =>
            {
                using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificate = TestCertificates.Valid });
                await Peers.SayAsync(tls, tls.TargetHostName);
            },
            async stream =>
            {
                using var connection = await Peers.UpgradeAsync(
                    stream, new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true }, host: "mail.example.");
                return await Peers.HearOutAsync(connection.Stream);
            });

        Assert.Equal("mail.example", asked);
    }

    [Fact]
    public async Task What_stands_behind_the_last_message_inside_TLS_is_the_callers()
    {
        var heard = await Peers.AgainstAsync(
            async stream =>
            {
                await using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, Peers.Serving);
                await Peers.HearAsync(server.Stream, "LIST\r\n");
                await Peers.SayAsync(server.Stream, "* hm\r\nITEMS\r\nand now");
                await Peers.SayAsync(server.Stream, " the rest");
            },
            async stream =>
            {
                using var connection = await Peers.UpgradeAsync(stream, parameters: new() { List = true });
                return await Peers.HearOutAsync(connection.Stream);
            });

        Assert.Equal("and now the rest", heard);
    }

    [Fact]
    public Task The_dialogue_works_octet_by_octet() => Peers.AgainstAsync(
        async stream =>
        {
            foreach (var letter in "* one\r\n* two\r\nHI\r\n")
                await Peers.SayAsync(stream, letter.ToString());
            await Peers.HearAsync(stream, "GO\r\n");
            foreach (var letter in "* three\r\nOK\r\n")
                await Peers.SayAsync(stream, letter.ToString());
            await using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificate = TestCertificates.Valid });
            await Peers.EchoAsync(tls);
        },
        async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream);
            return true;
        });

    [Fact]
    public async Task Where_TLS_starts_with_the_first_octet_nothing_is_said_before()
    {
        var written = await Peers.AgainstAsync(
            async stream =>
            {
                using var server = await UpgradeServer.AcceptAsync(
                    ToyProtocol.Instance, stream, new() { Certificate = TestCertificates.Valid, ImplicitTls = true });
                await Peers.EchoAsync(server.Stream);
            },
            async stream =>
            {
                using var connection = await Peers.UpgradeAsync(
                    stream, new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true });
                return stream.GetWritten();
            });

        Assert.Equal(0x16, written[0]);
    }

    [Fact]
    public async Task The_chain_is_kept_if_asked_for_and_resumed_sessions_are_verified_too()
    {
        var context = SslStreamCertificateContext.Create(
            TestCertificates.BehindIntermediate, [TestCertificates.Intermediate], offline: true);
        var serving = new UpgradeServerOptions { CertificateContext = context };
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, KeepPeerChain = true };
        for (var i = 0; i < 3; i++)
        {
            var chain = await Peers.AgainstAsync(
                async stream =>
                {
                    using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, serving);
                    await Peers.EchoAsync(server.Stream);
                },
                async stream =>
                {
                    using var connection = await Peers.UpgradeAsync(stream, options);
                    await Peers.SayAsync(connection.Stream, "x");
                    await Peers.HearAsync(connection.Stream, "x");
                    Assert.Equal(PeerVerification.Chain, connection.Tls.Verification);
                    return connection.Tls.PeerChain;
                });
            Assert.Equal(3, chain.Count);
            Assert.Equal(TestCertificates.Intermediate, chain[1]);
        }
    }

    [Fact]
    public async Task Many_connections_at_a_time_share_options_and_are_verified_each_for_its_own_host()
    {
        var connecting = Enumerable.Range(0, 60).Select(i => Peers.AgainstAsync(
            Peers.HonestServer(i % 3 == 2 ? TestCertificates.WrongName : TestCertificates.Valid),
            async stream =>
            {
                try
                {
                    using var connection = await Peers.UpgradeAsync(stream, host: i % 3 == 0 ? "localhost" : TestCertificates.Host);
                    return CertificateErrors.None;
                }
                catch (UpgradeException exception)
                {
                    return exception.CertificateErrors;
                }
            }));
        var found = await Task.WhenAll(connecting);

        Assert.All(found.Index(), item =>
            Assert.Equal(item.Index % 3 == 2 ? CertificateErrors.WrongName : CertificateErrors.None, item.Item));
    }

    [Fact]
    public Task A_client_certificate_is_verified() => Peers.AgainstAsync(
        async stream =>
        {
            using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, new()
            {
                Certificate = TestCertificates.Valid,
                ClientCertificates = ClientCertificateUse.Required,
                ClientRoots = TestCertificates.Roots,
            });
            await Peers.SayAsync(server.Stream, $"{server.Tls.PeerCertificate!.Subject} by {server.Tls.Verification}");
        },
        async stream =>
        {
            using var connection = await Peers.UpgradeAsync(
                stream, new() { CustomRoots = TestCertificates.Roots, ClientCertificates = [TestCertificates.Client] });
            Assert.Equal("CN=client by Chain", await Peers.HearOutAsync(connection.Stream));
            return true;
        });

    [Fact]
    public Task A_client_without_certificate_is_taken_where_it_is_only_asked_for_one() => Peers.AgainstAsync(
        async stream =>
        {
            using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, new()
            {
                Certificate = TestCertificates.Valid,
                ClientCertificates = ClientCertificateUse.Requested,
                ClientRoots = TestCertificates.Roots,
            });
            await Peers.SayAsync(server.Stream, $"{server.Tls.Verification}");
        },
        async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream);
            Assert.Equal("None", await Peers.HearOutAsync(connection.Stream));
            return true;
        });

    [Fact]
    public Task A_server_may_choose_its_TLS_options_by_name() => Peers.AgainstAsync(
        async stream =>
        {
            using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, new()
            {
                SelectTlsOptions = (_, hello, _, _) => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificate = hello.ServerName == TestCertificates.Host ? TestCertificates.Valid : TestCertificates.WrongName,
                }),
            });
            await Peers.EchoAsync(server.Stream);
        },
        async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream);
            return true;
        });

    [Fact]
    public Task The_same_ALPN_protocol_on_both_sides_is_agreed_on() => Peers.AgainstAsync(
        async stream =>
        {
            using var server = await UpgradeServer.AcceptAsync(ToyProtocol.WithAlpn, stream, Peers.Serving);
            await Peers.EchoAsync(server.Stream);
        },
        async stream =>
        {
            using var connection = await UpgradeClient.UpgradeAsync(
                ToyProtocol.WithAlpn, stream, TestCertificates.Host, options: Peers.Trusting);
            Assert.Equal("toy", connection.Tls.ApplicationProtocol);
            return true;
        });
}
