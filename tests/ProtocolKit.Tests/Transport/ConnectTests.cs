using System.Net;
using System.Net.Sockets;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

public class ConnectTests
{
    [Fact]
    public Task The_connection_of_the_caller_is_upgraded() =>
        Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), async stream =>
        {
            var options = new UpgradeClientOptions(Peers.Trusting) { ConnectCallback = (_, _) => new(stream) };
            await using var connection = await UpgradeClient.ConnectAsync(ToyProtocol.Instance, TestCertificates.Host, options: options);
            Assert.Equal(PeerVerification.Chain, connection.Tls.Verification);
            return true;
        });

    [Fact]
    public async Task A_callback_that_only_looks_on_connects_as_is_done_without_one()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        EndPoint? seen = null;
        var options = new UpgradeClientOptions
        {
            ResolveCallback = (_, _) => new([IPAddress.Loopback]),
            ConnectCallback = async (context, token) =>
            {
                await using var stream = Assert.IsType<NetworkStream>(await context.ConnectAsync(token));
                seen = stream.Socket.RemoteEndPoint;
                throw new IOException();
            },
        };

        await Assert.ThrowsAsync<UpgradeException>(() => UpgradeClient.ConnectAsync(
            ToyProtocol.Instance, TestCertificates.Host, ((IPEndPoint)listener.LocalEndpoint).Port, options: options));

        Assert.Equal(listener.LocalEndpoint, seen);
    }

    [Theory]
    [InlineData(null, false, 7001)]
    [InlineData(null, true, 7002)]
    [InlineData(77, false, 77)]
    public async Task The_port_is_the_grammars_unless_given(int? port, bool implicitTls, int expected)
    {
        UpgradeConnectContext? seen = null;
        var options = new UpgradeClientOptions
        {
            ImplicitTls = implicitTls,
            ConnectCallback = (context, _) =>
            {
                seen = context;
                throw new IOException();
            },
        };

        await Assert.ThrowsAsync<UpgradeException>(() =>
            UpgradeClient.ConnectAsync(ToyProtocol.Instance, TestCertificates.Host, port, options: options));

        Assert.Equal(new DnsEndPoint(TestCertificates.Host, expected), seen!.DnsEndPoint);
        Assert.Same(ToyProtocol.Instance, seen.Protocol);
    }

    [Fact]
    public async Task What_the_callers_way_to_connect_throws_is_unreachable()
    {
        foreach (
            var thrown in (Exception[])[new IOException("The tunnel is shut."), new SocketException((int)SocketError.ConnectionRefused)])
        {
            var failure = await FailAsync(thrown);

            Assert.Equal(UpgradeOutcome.Unreachable, failure.Outcome);
            Assert.Equal(UpgradeStep.Connect, failure.Step);
            Assert.Same(thrown, failure.InnerException);
            Assert.StartsWith(TestCertificates.Host, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_upgrade_of_a_proxy_that_fails_is_told_as_it_is()
    {
        var inner = await FailAsync(new IOException("The tunnel is shut."));

        Assert.Same(inner, await FailAsync(inner));
    }

    [Theory]
    [InlineData(false, "has no port of its own")]
    [InlineData(true, "has no port for TLS from the first octet")]
    public async Task Where_the_grammar_names_no_port_the_caller_must(bool implicitTls, string message)
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => UpgradeClient.ConnectAsync(
            ToyProtocol.WithoutPorts, TestCertificates.Host, options: new() { ImplicitTls = implicitTls }));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private static Task<UpgradeException> FailAsync(Exception thrown) =>
        Assert.ThrowsAsync<UpgradeException>(() => UpgradeClient.ConnectAsync(
        ToyProtocol.Instance, TestCertificates.Host, options: new() { ConnectCallback = (_, _) => throw thrown }));
}
