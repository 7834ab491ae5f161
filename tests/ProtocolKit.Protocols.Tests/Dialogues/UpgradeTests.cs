using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Dialogues;

/// <summary>What a driver does for a dialogue, over streams and real TLS.</summary>
public sealed class UpgradeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_client_that_begins_TLS_in_place_of_the_first_message_is_served()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var serving = Rook.AcceptAsync(serverEnd, Serving);

        await using var tls = await HandshakeAsync(clientEnd, "rook");

        await using var server = await serving.WaitAsync(s_patience);
        await server.Stream.WriteAsync("inside"u8.ToArray());
        var octets = new byte[6];
        await tls.ReadExactlyAsync(octets);
        Assert.Equal("inside"u8, octets);
    }

    [Fact]
    public async Task Without_the_ALPN_name_nothing_tells_what_such_a_connection_is_for()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var serving = Rook.AcceptAsync(serverEnd, Serving);

        await using var tls = await HandshakeAsync(clientEnd, alpn: null);

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => serving.WaitAsync(s_patience));
        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
    }

    [Fact]
    public async Task What_a_server_does_not_send_by_itself_inside_TLS_is_asked_for()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var serving = ServeLarkAsync(serverEnd);
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, TimeProvider = new ImpatientTime() };

        await using var client = await Lark.UpgradeAsync(clientEnd, TestCertificates.Host, options: options).WaitAsync(s_patience);

        Assert.Equal("y", Encoding.ASCII.GetString(client.Hello.Session));
        await serving.WaitAsync(s_patience);
    }

    private static UpgradeServerOptions Serving { get; } = new() { Certificate = TestCertificates.Valid };

    private static async Task<SslStream> HandshakeAsync(Stream stream, string? alpn)
    {
        var tls = new SslStream(stream);
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
        }).WaitAsync(s_patience);
        return tls;
    }

    /// <summary>A server that says nothing inside TLS but what it is asked for.</summary>
    private static async Task ServeLarkAsync(Stream stream)
    {
        await SayAsync(stream, "* HELLO x\r\n");
        await HearAsync(stream, "LIST\r\n");
        await SayAsync(stream, "* OFFERS TLS\r\n");
        await HearAsync(stream, "START\r\n");
        await SayAsync(stream, "GO\r\n");
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = TestCertificates.Valid });
        await HearAsync(tls, "AGAIN\r\n");
        await SayAsync(tls, "* HELLO y\r\n");
        await HearAsync(tls, "LIST\r\n");
        await SayAsync(tls, "* OFFERS SONGS\r\n");
    }

    private static async Task SayAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        await stream.FlushAsync();
    }

    private static async Task HearAsync(Stream stream, string text)
    {
        var octets = new byte[text.Length];
        await stream.ReadExactlyAsync(octets);
        Assert.Equal(text, Encoding.ASCII.GetString(octets));
    }

    /// <summary>Time in which a moment is over at once, and all else takes as long as it does.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, IsAMoment(dueTime) ? TimeSpan.FromMilliseconds(1) : dueTime, period);

        private static bool IsAMoment(TimeSpan time) => time > TimeSpan.Zero && time <= TimeSpan.FromSeconds(2);
    }
}
