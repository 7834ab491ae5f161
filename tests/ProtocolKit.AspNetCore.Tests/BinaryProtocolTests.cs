using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using ProtocolKit.Protocols;
using ProtocolKit.TestSupport;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Protocols whose messages are no lines.</summary>
public sealed class BinaryProtocolTests
{
    private const string MySqlRequest = " \0\0\x01\x01\x8a\0\0\0\0\0\x01-\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    private const string PostgresRequest = "\0\0\0\x08\x04\xd2\x16/";

    [Fact]
    public async Task Where_a_client_does_not_wait_TLS_in_one_segment_with_the_request_is_read()
    {
        await using var host = await TestHost.StartAsync(listen => listen.UseStartTls<Mysql>(Servers.Tls).Run(EchoHandler.EchoAsync));
        await using var client = await MySqlGreetedAsync(host);
        await client.StartTlsAsync(MySqlRequest);

        await client.AskAsync("inside", "inside");
    }

    [Fact]
    public async Task Where_a_client_does_not_wait_plaintext_behind_the_request_is_refused()
    {
        await using var host = await TestHost.StartAsync(listen => listen.UseStartTls<Mysql>(Servers.Tls).Run(EchoHandler.EchoAsync));
        await using var client = await MySqlGreetedAsync(host);
        await client.SayAsync(MySqlRequest + MySqlRequest);

        Assert.Equal("", await client.HearOutAsync());
    }

    [Fact]
    public async Task Plaintext_behind_the_request_is_refused_before_it_is_granted()
    {
        await using var host = await TestHost.StartAsync(listen => listen.UseStartTls<Postgres>(Servers.Tls).Run(EchoHandler.EchoAsync));
        await using var client = await RawClient.ConnectAsync(host.Port);
        await client.SayAsync(PostgresRequest + "\0\0\0\x08\0\x03\0\0");
        Assert.Equal("", await client.HearOutAsync());

        await using var honest = await RawClient.ConnectAsync(host.Port);
        await honest.AskAsync(PostgresRequest, "S");
        await honest.StartTlsAsync();
        await honest.AskAsync("inside", "inside");
    }

    [Fact]
    public async Task TLS_in_place_of_the_first_message_is_served() => Assert.Equal("inside", await AskInDirectTlsAsync("postgresql"));

    [Fact]
    public async Task Without_the_ALPN_name_it_is_closed() =>
        await Assert.ThrowsAnyAsync<IOException>(() => AskInDirectTlsAsync(alpn: null));

    [Theory]
    [InlineData(false, SslProtocols.Tls12, null)]
    [InlineData(true, SslProtocols.Tls13, "tds/8.0")]
    public async Task Where_packets_carry_the_handshake_it_may_start_with_the_first_octet_as_well(
        bool isImplicit, SslProtocols version, string? alpn)
    {
        await using var host = await TestHost.StartAsync(listen =>
            listen.UseStartTls<Tds>(Servers.Tls, new() { AnswerInsideTls = true }).Run(EchoHandler.EchoAsync));

        await using var client = await UpgradeClient.ConnectAsync<Tds>("127.0.0.1", host.Port, options: Servers.Trusting(isImplicit));

        Assert.Equal((version, alpn), (client.Tls.Protocol, client.Tls.ApplicationProtocol));
        var said = new byte[40_000];
        Random.Shared.NextBytes(said);
        var heard = new byte[said.Length];
        var hearing = client.Stream.ReadExactlyAsync(heard).AsTask();
        await client.Stream.WriteAsync(said).AsTask().WaitAsync(TestHost.Patience);
        await hearing.WaitAsync(TestHost.Patience);
        Assert.Equal(said, heard);
    }

    [Fact]
    public async Task A_packet_behind_the_PRELOGIN_is_refused_before_it_is_answered()
    {
        await using var host = await TestHost.StartAsync(listen => listen.UseStartTls<Tds>(Servers.Tls).Run(EchoHandler.EchoAsync));
        await using var client = await RawClient.ConnectAsync(host.Port);
        await client.SayAsync("\x12\x01\0\x1a\0\0\x01\0\0\0\x0b\0\x06\x01\0\x11\0\x01\u00ff\x11\0\0\0\0\0\x01\x12\x01\0\x09\0\0\0\0\x16");

        Assert.Equal("", await client.HearOutAsync());
    }

    private static async Task<string> AskInDirectTlsAsync(string? alpn)
    {
        await using var host = await TestHost.StartAsync(listen => listen.UseStartTls<Postgres>(Servers.Tls).Run(EchoHandler.EchoAsync));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Port);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = TestCertificates.Host,
            ApplicationProtocols = alpn is null ? null : [new SslApplicationProtocol(alpn)],
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { TestCertificates.Authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        });
        await tls.WriteAsync("inside"u8.ToArray());

        var heard = new byte[6];
        await tls.ReadExactlyAsync(heard);
        return Encoding.ASCII.GetString(heard);
    }

    private static async Task<RawClient> MySqlGreetedAsync(TestHost host)
    {
        var client = await RawClient.ConnectAsync(host.Port);
        var length = (await client.HearOctetsAsync(4))[0];
        await client.HearOctetsAsync(length);
        return client;
    }
}
