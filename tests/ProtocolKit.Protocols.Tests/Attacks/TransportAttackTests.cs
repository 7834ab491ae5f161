using System.Net;
using System.Net.Sockets;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <summary>What stands between the plaintext and TLS, over connections and with real TLS: every grammar, both roles.</summary>
public sealed class TransportAttackTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, UpgradeRole> Roles => AttackTests.Roles;

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Plaintext_in_the_segment_of_the_last_message_before_TLS_ends_the_upgrade_before_an_octet_of_TLS(
        string protocol, UpgradeRole role)
    {
        foreach (var added in (byte[][])["250 injected\r\n"u8.ToArray(), " "u8.ToArray(), [0], [0x15, 3, 3, 0, 2, 1, 0x70]])
        {
            var run = await RunAsync(protocol, role, added, after: []);

            Assert.NotEqual(UpgradeOutcome.Secured, run.Failure.Outcome);
            Assert.DoesNotContain((byte)0x16, run.WrittenAfter.Take(1));
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Plaintext_in_place_of_TLS_ends_the_upgrade_and_is_not_answered(string protocol, UpgradeRole role)
    {
        foreach (var after in (byte[][])["250 injected\r\n"u8.ToArray(), [0x16, 3, 3, 0, 0, 0x16, 3, 3, 0, 0], [0x17, 3, 3, 0, 1, 0]])
        {
            var run = await RunAsync(protocol, role, added: [], after);

            Assert.NotEqual(UpgradeOutcome.Secured, run.Failure.Outcome);
            if (run.Failure.Outcome == UpgradeOutcome.TlsFailed)
                Assert.True(run.WrittenAfter is [] or [0x14 or 0x15 or 0x16, 3, ..] or [0x12, ..], Convert.ToHexString(run.WrittenAfter));
        }
    }

    public static TheoryData<string, bool> Handshakes
    {
        get
        {
            var handshakes = new TheoryData<string, bool>();
            foreach (var definition in AllProtocols.Definitions)
            {
                handshakes.Add(definition.Name, false);
                if (definition.TlsPorts.Count > 0)
                    handshakes.Add(definition.Name, true);
            }

            return handshakes;
        }
    }

    /// <summary>The server is one that reads whatever it is told inside TLS, as soon as TLS is there for it.</summary>
    [Theory]
    [MemberData(nameof(Handshakes))]
    public async Task Nothing_is_said_inside_TLS_to_a_server_whose_certificate_is_refused(string protocol, bool implicitTls)
    {
        var definition = Recordings.Protocol(protocol);
        foreach (var certificate in new[] { TestCertificates.UnknownAuthority, TestCertificates.WrongName, TestCertificates.Expired })
        {
            var (clientEnd, serverEnd) = new LoopbackPair();
            var upgrading = Assert.ThrowsAsync<UpgradeException>(() => UpgradeClient.UpgradeAsync(
                definition, clientEnd, TestCertificates.Host,
                    options: new() { CustomRoots = TestCertificates.Roots, ImplicitTls = implicitTls }));
            var heard = HearAsync(
                UpgradeServer.AcceptAsync(definition, serverEnd, new() { Certificate = certificate, ImplicitTls = implicitTls }));

            var failure = await upgrading.WaitAsync(s_patience);

            Assert.NotEqual(CertificateErrors.None, failure.CertificateErrors);
            Assert.Equal(0, await heard.WaitAsync(s_patience));
        }
    }

    [Fact]
    public async Task A_handshake_that_fails_is_not_followed_by_another_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connecting = Assert.ThrowsAsync<UpgradeException>(() => UpgradeClient.ConnectOpportunisticAsync(
            Recordings.Protocol("smtp"), "localhost", ((IPEndPoint)listener.LocalEndpoint).Port,
                options: new() { CustomRoots = TestCertificates.Roots }));
        using (var accepted = await listener.AcceptTcpClientAsync())
        {
            await using var stream = accepted.GetStream();
            await stream.WriteAsync("220 x\r\n"u8.ToArray());
            await ReadLineAsync(stream);
            await stream.WriteAsync("250-x\r\n250 STARTTLS\r\n"u8.ToArray());
            await ReadLineAsync(stream);
            await stream.WriteAsync("220 go\r\n"u8.ToArray());
            await stream.WriteAsync("454 not any more\r\n"u8.ToArray());

            var failure = await connecting.WaitAsync(s_patience);

            Assert.True(failure.Outcome is UpgradeOutcome.TlsFailed or UpgradeOutcome.Leftover, $"{failure}");
        }

        Assert.False(listener.Pending());
    }

    /// <summary>How many octets a client says inside TLS, if TLS is there for the server.</summary>
    private static async Task<int> HearAsync(Task<SecureConnection> accepting)
    {
        try
        {
            await using var connection = await accepting;
            return await connection.Stream.ReadAsync(new byte[64]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task ReadLineAsync(Stream stream)
    {
        var octet = new byte[1];
        while (await stream.ReadAsync(octet) > 0 && octet[0] != (byte)'\n')
        {
        }
    }

    /// <summary>Runs one role against the honest other, whose last message before TLS has something behind it.</summary>
    private static async Task<(UpgradeException Failure, byte[] WrittenAfter)> RunAsync(
        string protocol, UpgradeRole role, byte[] added, byte[] after)
    {
        var definition = Recordings.Protocol(protocol);
        var last = new HonestDialogue(AttackSuite.For(definition).Target(role)).Last;
        var (clientEnd, serverEnd) = new LoopbackPair();
        var (own, other) = role == UpgradeRole.Client ? (clientEnd, serverEnd) : (serverEnd, clientEnd);
        var upgrading = Assert.ThrowsAsync<UpgradeException>(() => role == UpgradeRole.Client
            ? UpgradeClient.UpgradeAsync(definition, own, TestCertificates.Host, options: new() { CustomRoots = TestCertificates.Roots })
            : UpgradeServer.AcceptAsync(definition, own, new() { Certificate = TestCertificates.Valid }));
        var peer = new MachinePeer(
            definition, role == UpgradeRole.Client ? UpgradeRole.Server : UpgradeRole.Client, other, last < 0 ? int.MaxValue : last, added);
        await peer.RunAsync().WaitAsync(s_patience);
        var before = own.GetWritten().Length;
        if (last < 0)
            await other.WriteAsync(added);
        await other.WriteAsync(after);
        var draining = DrainAsync(other);
        other.CloseWriting();
        var failure = await upgrading.WaitAsync(s_patience);
        await draining.WaitAsync(s_patience);
        other.Dispose();
        return (failure, own.GetWritten()[before..]);
    }

    private static async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) > 0)
        {
        }
    }
}
