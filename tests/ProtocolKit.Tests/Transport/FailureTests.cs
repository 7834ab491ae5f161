using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

public class FailureTests
{
    [Theory]
    [InlineData("NO go away\r\n", UpgradeOutcome.Refused, "refused to start TLS")]
    [InlineData("LATER \x1b[31m\r\n", UpgradeOutcome.Unavailable, "not available at the moment")]
    [InlineData("BYE\r\n", UpgradeOutcome.Closed, "ended the conversation in place of starting TLS")]
    [InlineData("WHAT\r\n", UpgradeOutcome.Violation, "sent an unexpected message in state ExpectReady")]
    public async Task What_the_server_says_is_told_escaped(string answer, UpgradeOutcome outcome, string text)
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await Peers.SayAsync(stream, "HI\r\n");
                await Peers.HearAsync(stream, "GO\r\n");
                await Peers.SayAsync(stream, answer);
                Assert.Equal("", await Peers.HearOutAsync(stream));
            },
            stream => Peers.UpgradeAsync(stream));

        Assert.Equal(outcome, failure.Outcome);
        Assert.Equal("ExpectReady", failure.State);
        Assert.Equal(UpgradeStep.Request, failure.Step);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.Equal(EscapedText.Escape(System.Text.Encoding.Latin1.GetBytes(answer)), failure.ServerText);
        Assert.DoesNotContain('\x1b', failure.Message);
    }

    [Fact]
    public async Task The_end_of_the_connection_within_a_message_is_truncation()
    {
        var failure = await Peers.FailAgainstAsync(
            async stream => await Peers.SayAsync(stream, "H"), stream => Peers.UpgradeAsync(stream));

        Assert.Equal(UpgradeOutcome.Truncated, failure.Outcome);
        Assert.Equal(UpgradeStep.Greeting, failure.Step);
        Assert.Equal("H", failure.ServerText);
        Assert.Equal("ExpectGreeting", failure.State);
    }

    [Fact]
    public async Task The_end_of_the_connection_within_the_handshake_is_told()
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await Peers.SayAsync(stream, "HI\r\n");
                await Peers.HearAsync(stream, "GO\r\n");
                await Peers.SayAsync(stream, "OK\r\n");
                await stream.ReadExactlyAsync(new byte[5]);
            },
            stream => Peers.UpgradeAsync(stream));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        Assert.Equal(UpgradeStep.Handshake, failure.Step);
        Assert.Contains("closed the connection during the TLS handshake", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("220 plain text\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("* OK IMAP4rev1\r\n")]
    public async Task Plaintext_in_place_of_a_ServerHello_is_told(string text)
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await stream.ReadExactlyAsync(new byte[5]);
                await Peers.SayAsync(stream, text);
                await Peers.HearOutAsync(stream);
            },
            stream => Peers.UpgradeAsync(stream, new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true }));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        Assert.Contains("something that is not TLS. Is it the right port?", failure.Message, StringComparison.Ordinal);
        Assert.Contains("with TLS on port 7002 and in plaintext on port 7001", failure.Message, StringComparison.Ordinal);
        Assert.Equal(EscapedText.Escape(System.Text.Encoding.ASCII.GetBytes(text)), failure.ServerText);
    }

    [Theory]
    [InlineData(40, "handshake_failure")]
    [InlineData(70, "protocol_version")]
    [InlineData(112, "unrecognized_name")]
    public async Task An_alert_is_told_by_number_and_name(int number, string name)
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await stream.ReadExactlyAsync(new byte[5]);
                await stream.WriteAsync(new byte[] { 0x15, 3, 3, 0, 2, 2, (byte)number });
                await Peers.HearOutAsync(stream);
            },
            stream => Peers.UpgradeAsync(stream, new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true }));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        Assert.Contains(name, new TlsAlert((byte)number).ToString(), StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(new TlsAlert((byte)number), failure.TlsAlert);
            Assert.Contains($"alert {number} ({name})", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_agrees_on_another_ALPN_protocol_is_refused()
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                using var tls = await Peers.AuthenticateAsync(stream, new()
                {
                    ServerCertificate = TestCertificates.Valid,
                    ApplicationProtocols = [new SslApplicationProtocol("another")],
                });
            },
            stream => UpgradeClient.UpgradeAsync(
                ToyProtocol.WithAlpn, stream, TestCertificates.Host,
                    options: new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true }));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        if (OperatingSystem.IsLinux())
            Assert.Equal(new TlsAlert(120), failure.TlsAlert);
    }

    [Fact]
    public async Task Where_nothing_but_ALPN_tells_the_protocol_a_server_without_it_is_refused()
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificate = TestCertificates.Valid });
                await Peers.EchoAsync(tls);
            },
            stream => UpgradeClient.UpgradeAsync(
                ToyProtocol.WithAlpn, stream, TestCertificates.Host,
                    options: new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true }));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        Assert.Contains("did not agree on the ALPN protocol \"toy\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_server_without_ALPN_that_speaks_the_protocol_inside_TLS_is_taken() =>
        Peers.AgainstAsync(
            async stream =>
            {
                using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificate = TestCertificates.Valid });
                await Peers.HearAsync(tls, "LIST\r\n");
                await Peers.SayAsync(tls, "ITEMS one\r\n");
                await Peers.EchoAsync(tls);
            },
            async stream =>
            {
                using var connection = await UpgradeClient.UpgradeAsync(
                    ToyProtocol.WithAlpn,
                    stream,
                    TestCertificates.Host,
                    new ToyParameters { List = true },
                    new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true });
                Assert.Null(connection.Tls.ApplicationProtocol);
                return true;
            });

    [Fact]
    public Task Behind_a_plaintext_start_a_server_without_ALPN_is_taken() =>
        Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), async stream =>
        {
            using var connection = await UpgradeClient.UpgradeAsync(
                ToyProtocol.WithAlpn, stream, TestCertificates.Host, options: Peers.Trusting);
            Assert.Null(connection.Tls.ApplicationProtocol);
            return true;
        });

    [Fact]
    public async Task A_violation_inside_TLS_is_told_as_such()
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, Peers.Serving);
                await Peers.HearAsync(server.Stream, "LIST\r\n");
                await Peers.SayAsync(server.Stream, "WHAT\r\n");
                await Peers.EchoAsync(server.Stream);
            },
            stream => Peers.UpgradeAsync(stream, parameters: new() { List = true }));

        Assert.Equal(UpgradeOutcome.Violation, failure.Outcome);
        Assert.True(failure.Failure!.IsInsideTls);
        Assert.Equal(UpgradeStep.InsideTls, failure.Step);
        Assert.NotNull(failure.NegotiatedTls);
        Assert.StartsWith(
            $"TLS with {TestCertificates.Host} was established and verified. Inside TLS it sent an unexpected message", failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_told()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => UpgradeClient.ConnectAsync(ToyProtocol.Instance, "127.0.0.1", port));

        Assert.Equal(UpgradeOutcome.Unreachable, failure.Outcome);
        Assert.Equal("Connect", failure.State);
        Assert.Equal(UpgradeStep.Connect, failure.Step);
        Assert.IsType<SocketException>(failure.InnerException);
        Assert.Contains("nothing listens", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    [InlineData("a..b")]
    [InlineData("mail.example/")]
    public void What_is_no_host_is_an_argument_error(string host) =>
        Assert.ThrowsAny<ArgumentException>(() => { _ = UpgradeClient.ConnectAsync(ToyProtocol.Instance, host, 25); });

    [Fact]
    public async Task A_server_without_certificate_is_an_argument_error() =>
        await Assert.ThrowsAsync<ArgumentException>(() => UpgradeServer.AcceptAsync(ToyProtocol.Instance, Stream.Null, new()));

    [Fact]
    public async Task A_server_that_was_told_to_refuse_says_so_and_closes()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var accepting = Assert.ThrowsAsync<UpgradeException>(() => UpgradeServer.AcceptAsync(
            ToyProtocol.Instance, serverEnd, new() { Certificate = TestCertificates.Valid, Refusal = () => UpgradeOutcome.Unavailable }));
        await Peers.SayAsync(clientEnd, "GO\r\n");

        Assert.Equal("HI\r\nNO not for you\r\n", await Peers.HearOutAsync(clientEnd));
        Assert.Equal(UpgradeOutcome.Unavailable, (await accepting).Outcome);
        Assert.True(serverEnd.IsDisposed);
    }

    [Fact]
    public async Task The_last_word_of_a_server_arrives_over_TCP_even_if_more_was_said_to_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        await Peers.SayAsync(client.GetStream(), "QUIT\r\n" + new string('x', 5000));
        var accepted = await listener.AcceptSocketAsync();
        var failure = await Assert.ThrowsAsync<UpgradeException>(
            () => UpgradeServer.AcceptAsync(ToyProtocol.Instance, new NetworkStream(accepted, true), Peers.Serving));

        Assert.Equal(UpgradeOutcome.Closed, failure.Outcome);
        Assert.Equal("HI\r\nBYE\r\n", await Peers.HearOutAsync(client.GetStream()));
    }
}
