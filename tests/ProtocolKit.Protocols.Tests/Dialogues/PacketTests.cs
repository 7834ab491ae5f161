using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Dialogues;

/// <summary>Packets of a protocol's own that carry the handshake.</summary>
public sealed class PacketTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Protocols => ["finch", "tds"];

    /// <summary>Protocols, and how many octets of TLS the peer's packets carry at most.</summary>
    public static TheoryData<string, int> Splits =>
        new() { { "finch", 595 }, { "finch", 7 }, { "finch", 1 }, { "tds", 4088 }, { "tds", 300 }, { "tds", 1 } };

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Both_roles_agree(string protocol)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();

        await AssertTalkAsync(protocol, clientEnd, serverEnd, clientEnd, serverEnd);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task They_do_so_octet_by_octet(string protocol)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();

        await AssertTalkAsync(protocol, new SlowStream(clientEnd), new SlowStream(serverEnd), clientEnd, serverEnd);
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public async Task A_server_may_split_and_join_records_as_it_likes(string protocol, int split)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var packets = new PacketPeer(serverEnd, PacketFormat.Of(protocol), split);
        var serving = ServeAsync(protocol, serverEnd, packets);

        await using var client = await UpgradeAsync(protocol, clientEnd);

        await AssertEchoAsync(client.Stream, await serving.WaitAsync(s_patience));
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public async Task A_client_may_split_and_join_records_as_it_likes(string protocol, int split)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var packets = new PacketPeer(clientEnd, PacketFormat.Of(protocol), split);
        var accepting = AcceptAsync(protocol, serverEnd);
        await AskAsync(protocol, clientEnd);

        await using var tls = new SslStream(packets);
        await tls.AuthenticateAsClientAsync(Trusting()).WaitAsync(s_patience);
        packets.EndHandshake();

        await using var server = await accepting.WaitAsync(s_patience);
        await AssertEchoAsync(server.Stream, tls);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_server_whose_last_flight_stands_alone_is_understood(string protocol)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var packets = new PacketPeer(serverEnd, PacketFormat.Of(protocol)) { WritesInPackets = 1 };
        var serving = ServeAsync(protocol, serverEnd, packets);

        await using var client = await UpgradeAsync(protocol, clientEnd);

        await AssertEchoAsync(client.Stream, await serving.WaitAsync(s_patience));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_server_whose_session_tickets_come_in_packets_is_understood(string protocol)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var packets = new PacketPeer(serverEnd, PacketFormat.Of(protocol));
        var serving = ServeAsync(protocol, serverEnd, packets, SslProtocols.Tls13);

        await using var client = await UpgradeAsync(protocol, clientEnd, SslProtocols.Tls13);

        Assert.Equal(SslProtocols.Tls13, client.Tls.Protocol);
        await AssertEchoAsync(client.Stream, await serving.WaitAsync(s_patience));
    }

    [Theory]
    [InlineData("finch", "GO\r\n#1:")]
    [InlineData("finch", "GO\r\n\u0016\u0003\u0003")]
    [InlineData("finch", "GO\r\nX")]
    public async Task What_stands_behind_the_answer_fails_the_client(string protocol, string answer)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var upgrading = UpgradeAsync(protocol, clientEnd);
        await HearAsync(serverEnd, "START\r\n");
        await SayAsync(serverEnd, answer);

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => upgrading.WaitAsync(s_patience));

        Assert.Equal(UpgradeOutcome.Leftover, failure.Outcome);
        Assert.Equal("START\r\n", Encoding.ASCII.GetString(clientEnd.GetWritten()));
    }

    [Theory]
    [InlineData("START\r\n#1:")]
    [InlineData("START\r\n\u0016\u0003\u0001")]
    [InlineData("START\r\nSTART\r\n")]
    public async Task What_stands_behind_the_request_fails_the_server_before_it_answers(string request)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var accepting = AcceptAsync("finch", serverEnd);
        await SayAsync(clientEnd, request);

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => accepting.WaitAsync(s_patience));

        Assert.Equal(UpgradeOutcome.Leftover, failure.Outcome);
        Assert.Empty(serverEnd.GetWritten());
    }

    [Theory]
    [InlineData("NO not now\r\n")]
    [InlineData("#3:abc")]
    [InlineData("#999:abc")]
    [InlineData("#5")]
    [InlineData("#0:#0:#0:")]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\u0028")]
    [InlineData("")]
    public async Task A_server_that_answers_something_else_fails_the_handshake(string answer)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var upgrading = UpgradeAsync("finch", clientEnd);
        await HearAsync(serverEnd, "START\r\n");
        await SayAsync(serverEnd, "GO\r\n");
        await PacketFormat.Finch.ReadAsync(serverEnd);
        await SayAsync(serverEnd, answer);
        serverEnd.Dispose();

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => upgrading.WaitAsync(s_patience));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
    }

    [Theory]
    [InlineData("START\r\n")]
    [InlineData("#3:abc")]
    [InlineData("#999:abc")]
    [InlineData("#0:#0:#0:")]
    [InlineData("#")]
    [InlineData("")]
    public async Task A_client_that_says_something_else_fails_the_handshake(string said)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var accepting = AcceptAsync("finch", serverEnd);
        await SayAsync(clientEnd, "START\r\n");
        await HearAsync(clientEnd, "GO\r\n");
        await SayAsync(clientEnd, said);
        clientEnd.Dispose();

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => accepting.WaitAsync(s_patience));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_fails_the_client()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var accepting = AcceptAsync("finch", serverEnd);

        var failure = await Assert.ThrowsAsync<UpgradeException>(
            () => Finch.UpgradeAsync(
                clientEnd, TestCertificates.Host, options: new() { CustomRoots = new(TestCertificates.OtherAuthority) }));

        Assert.Equal(CertificateErrors.UnknownAuthority, failure.CertificateErrors);
        // In TLS 1.2 too, the server is done before its client has judged the certificate.
        await using var server = await accepting.WaitAsync(s_patience);
        await Assert.ThrowsAnyAsync<IOException>(async () => await server.Stream.ReadExactlyAsync(new byte[1]));
    }

    [Fact]
    public async Task An_alert_in_the_handshake_stands_in_a_packet()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var accepting = AcceptAsync("finch", serverEnd);

        await Assert.ThrowsAsync<UpgradeException>(() => UpgradeAsync("finch", clientEnd, SslProtocols.Tls13));

        await Assert.ThrowsAsync<UpgradeException>(() => accepting.WaitAsync(s_patience));
        Assert.StartsWith("GO\r\n#7:\u0015\u0003", Encoding.Latin1.GetString(serverEnd.GetWritten()), StringComparison.Ordinal);
    }

    private static UpgradeClientOptions ClientOptions(SslProtocols versions) =>
        new() { CustomRoots = TestCertificates.Roots, EnabledSslProtocols = versions };

    private static async Task<SecureConnection> UpgradeAsync(
        string protocol, Stream stream, SslProtocols versions = SslProtocols.Tls12 | SslProtocols.Tls13) =>
        await UpgradeClient.UpgradeAsync(Definition(protocol), stream, TestCertificates.Host, null, ClientOptions(versions))
            .WaitAsync(s_patience);

    private static Task<SecureConnection> AcceptAsync(string protocol, Stream stream) =>
        UpgradeServer.AcceptAsync(Definition(protocol), stream, new UpgradeServerOptions { Certificate = TestCertificates.Valid });

    private static ProtocolDefinition Definition(string protocol) => protocol == "tds" ? Tds.Definition : Finch.Definition;

    private static async Task AssertTalkAsync(
        string protocol, Stream client, Stream server, LoopbackStream clientEnd, LoopbackStream serverEnd)
    {
        var accepting = AcceptAsync(protocol, server);
        await using var upgraded = await UpgradeAsync(protocol, client);
        await using var accepted = await accepting.WaitAsync(s_patience);

        Assert.Equal((SslProtocols.Tls12, null), (upgraded.Tls.Protocol, upgraded.Tls.ApplicationProtocol));
        var (fromClient, fromServer) = (clientEnd.GetWritten().Length, serverEnd.GetWritten().Length);
        await AssertEchoAsync(upgraded.Stream, accepted.Stream);
        Assert.Equal((0x17, 0x17), (clientEnd.GetWritten()[fromClient], serverEnd.GetWritten()[fromServer]));
    }

    private static async Task AssertEchoAsync(Stream asking, Stream answering)
    {
        foreach (var length in (int[])[1, 100, 20_000])
        {
            var said = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            await CompareAsync(asking, answering, said);
            await CompareAsync(answering, asking, said);
        }
    }

    private static async Task CompareAsync(Stream from, Stream to, byte[] said)
    {
        var heard = new byte[said.Length];
        var hearing = to.ReadExactlyAsync(heard).AsTask();
        await from.WriteAsync(said).AsTask().WaitAsync(s_patience);
        await hearing.WaitAsync(s_patience);
        Assert.Equal(said, heard);
    }

    /// <summary>A server written by hand.</summary>
    private static async Task<SslStream> ServeAsync(
        string protocol, Stream stream, PacketPeer packets, SslProtocols versions = SslProtocols.Tls12)
    {
        if (protocol == "tds")
        {
            await PacketFormat.Tds.ReadAsync(stream);
            await SayAsync(stream, "\u0004\u0001\0\u001a\0\0\u0001\0\0\0\u000b\0\u0006\u0001\0\u0011\0\u0001\u00ff\u0010\0\0\0\0\0\u0001");
        }
        else
        {
            await HearAsync(stream, "START\r\n");
            await SayAsync(stream, "GO\r\n");
        }

        var tls = new SslStream(packets);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = TestCertificates.Valid, EnabledSslProtocols = versions });
        packets.EndHandshake();
        return tls;
    }

    /// <summary>A client's request, and the answer to it.</summary>
    private static async Task AskAsync(string protocol, Stream stream)
    {
        if (protocol == "tds")
        {
            await SayAsync(stream, "\u0012\u0001\0\u001a\0\0\u0001\0\0\0\u000b\0\u0006\u0001\0\u0011\0\u0001\u00ff\u0010\0\0\0\0\0\u0001");
            var answer = new byte[26];
            await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(s_patience);
        }
        else
        {
            await SayAsync(stream, "START\r\n");
            await HearAsync(stream, "GO\r\n");
        }
    }

    private static SslClientAuthenticationOptions Trusting() => new()
    {
        TargetHost = TestCertificates.Host,
        EnabledSslProtocols = SslProtocols.Tls12,
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { TestCertificates.Authority },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    private static async Task SayAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        await stream.FlushAsync();
    }

    private static async Task HearAsync(Stream stream, string text)
    {
        var octets = new byte[text.Length];
        await stream.ReadExactlyAsync(octets).AsTask().WaitAsync(s_patience);
        Assert.Equal(text, Encoding.Latin1.GetString(octets));
    }
}
