using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

[Collection(nameof(Listeners))]
public sealed class FailedUpgradeTests : IDisposable
{
    private readonly Listeners _heard = new();

    public void Dispose() => _heard.Dispose();

    [Theory]
    [InlineData("NONE\r\n", "not-offered", "Failed", LogLevel.Information)]
    [InlineData("HI\r\nOK\r\n", "violation", "Failed", LogLevel.Information)]
    [InlineData("what\r\n", "violation", "Failed", LogLevel.Information)]
    [InlineData("H", "truncated", "Failed", LogLevel.Information)]
    public Task What_a_server_says_instead_of_a_greeting_is_told(string said, string outcome, string name, LogLevel level) =>
        FailAsync(stream => Peers.SayAsync(stream, said), outcome, outcome, name, level);

    [Theory]
    [InlineData("NO\r\n", "refused", "Failed", LogLevel.Information)]
    [InlineData("LATER\r\n", "unavailable", "Failed", LogLevel.Information)]
    [InlineData("BYE\r\n", "closed", "Failed", LogLevel.Information)]
    [InlineData("OK\r\nx", "leftover", "PlaintextLeftOver", LogLevel.Warning)]
    public Task What_a_server_answers_is_told(string said, string outcome, string name, LogLevel level) => FailAsync(
        async stream =>
        {
            await Peers.SayAsync(stream, "HI\r\n");
            await Peers.HearAsync(stream, "GO\r\n");
            await Peers.SayAsync(stream, said);
        },
        outcome,
        outcome,
        name,
        level);

    [Fact]
    public Task A_certificate_that_has_expired_is_a_warning() => FailAsync(
        Peers.HonestServer(TestCertificates.Expired), "tls-failed", "certificate-expired", "CertificateRefused", LogLevel.Warning);

    [Fact]
    public Task An_alert_is_told_by_its_name() => FailAsync(
        async stream =>
        {
            await Peers.SayAsync(stream, "HI\r\n");
            await Peers.HearAsync(stream, "GO\r\n");
            await Peers.SayAsync(stream, "OK\r\n");
            await stream.ReadExactlyAsync(new byte[5]);
            await stream.WriteAsync(new byte[] { 0x15, 3, 3, 0, 2, 2, 70 });
            await Peers.HearOutAsync(stream);
        },
        "tls-failed",
        OperatingSystem.IsLinux() ? "alert-protocol-version" : "tls-failed",
        "Failed",
        LogLevel.Information);

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_told()
    {
        var time = new ManualTimeProvider();
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (serverEnd)
        {
            var upgrading = Peers.UpgradeAsync(clientEnd, new() { LoggerFactory = _heard.LoggerFactory, TimeProvider = time });
            time.LetTimeRunOut();
            await Assert.ThrowsAsync<UpgradeException>(() => upgrading);
        }

        Check("client", "timeout", "timeout", "Failed", LogLevel.Information);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        await Assert.ThrowsAsync<UpgradeException>(() => UpgradeClient.ConnectAsync<ToyProtocol>("127.0.0.1", port, options: Trusting()));

        Check("client", "unreachable", "unreachable", "Failed", LogLevel.Information);
        Assert.Equal("Connect", Listeners.Tags(_heard.Span)["protocolkit.state"]);
        Assert.Equal(port, Listeners.Tags(_heard.Span)["server.port"]);
    }

    [Fact]
    public async Task A_callers_second_thoughts_are_told()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (serverEnd)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => UpgradeClient.UpgradeAsync<ToyProtocol>(
                clientEnd, TestCertificates.Host, options: Trusting(), cancellationToken: new CancellationToken(canceled: true)));
        }

        Check("client", "canceled", "canceled", "Canceled", LogLevel.Debug);
    }

    [Fact]
    public async Task An_error_of_the_hosts_own_is_told_as_such()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (clientEnd)
        {
            var options = new UpgradeServerOptions
            {
                Certificate = TestCertificates.Valid, LoggerFactory = _heard.LoggerFactory, Refusal = () =>
                    throw new NotSupportedException("Not today."),
            };
            await Peers.SayAsync(clientEnd, "GO\r\n");
            await Assert.ThrowsAsync<NotSupportedException>(() => UpgradeServer.AcceptAsync<ToyProtocol>(serverEnd, options));
        }

        Check("server", "error", "System.NotSupportedException", "Faulted", LogLevel.Error);
        Assert.IsType<NotSupportedException>(_heard.Logs[^1].Exception);
    }

    [Theory]
    [InlineData("QUIT\r\n", "closed", "Ended", LogLevel.Debug)]
    [InlineData("G", "truncated", "Ended", LogLevel.Debug)]
    [InlineData("GET / HTTP/1.1\r\n", "violation", "Failed", LogLevel.Information)]
    [InlineData("GO\r\nx", "leftover", "PlaintextLeftOver", LogLevel.Warning)]
    public async Task What_a_client_says_is_told(string said, string outcome, string name, LogLevel level)
    {
        await FailServerAsync(said, new() { Certificate = TestCertificates.Valid, LoggerFactory = _heard.LoggerFactory });

        Check("server", outcome, outcome, name, level);
    }

    [Fact]
    public async Task A_refusal_of_the_hosts_is_told()
    {
        await FailServerAsync("GO\r\n", new()
        {
            Certificate = TestCertificates.Valid, LoggerFactory = _heard.LoggerFactory, Refusal = () => UpgradeOutcome.Refused,
        });

        Check("server", "refused", "refused", "Failed", LogLevel.Information);
    }

    [Fact]
    public async Task A_client_that_goes_on_without_TLS_is_no_error()
    {
        await Peers.AgainstAsync(stream => Peers.SayAsync(stream, "NONE\r\n"), async stream =>
        {
            using var result = await UpgradeClient.UpgradeOpportunisticAsync(
                ToyProtocol.Instance, stream, TestCertificates.Host, options: Trusting());
            return result.IsSecured;
        });

        Assert.Equal("not-offered", _heard.Upgrade.Tags["protocolkit.outcome"]);
        Assert.DoesNotContain("error.type", _heard.Upgrade.Tags.Keys);
        Assert.Equal(ActivityStatusCode.Unset, _heard.Span.Status);
        Assert.Equal("WithoutTls", _heard.LastUpgradeLog.Id.Name);
        Assert.Equal(LogLevel.Information, _heard.LastUpgradeLog.Level);
    }

    private UpgradeClientOptions Trusting() => new() { CustomRoots = TestCertificates.Roots, LoggerFactory = _heard.LoggerFactory };

    private async Task FailAsync(Func<LoopbackStream, Task> server, string outcome, string errorType, string name, LogLevel level)
    {
        await Peers.FailAgainstAsync(server, stream => Peers.UpgradeAsync(stream, Trusting()));
        Check("client", outcome, errorType, name, level);
    }

    private static async Task FailServerAsync(string said, UpgradeServerOptions options)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (clientEnd)
        {
            await Peers.SayAsync(clientEnd, said);
            var accepting = UpgradeServer.AcceptAsync<ToyProtocol>(serverEnd, options);
            await Peers.HearAsync(clientEnd, "HI\r\n");
            clientEnd.Dispose();
            await Assert.ThrowsAsync<UpgradeException>(() => accepting);
        }
    }

    private void Check(string role, string outcome, string errorType, string name, LogLevel level)
    {
        string[] names = ["network.protocol.name", "protocolkit.role", "protocolkit.outcome", "error.type"];
        Assert.Equal(names.Order(), _heard.Upgrade.Tags.Keys.Order());
        Assert.Equal(role, _heard.Upgrade.Tags["protocolkit.role"]);
        Assert.Equal(outcome, _heard.Upgrade.Tags["protocolkit.outcome"]);
        Assert.Equal(errorType, _heard.Upgrade.Tags["error.type"]);
        Assert.Equal(_heard.Upgrade.Tags, _heard.Duration.Tags);
        Assert.Equal([1, -1], _heard.Active);

        Assert.Equal(ActivityStatusCode.Error, _heard.Span.Status);
        Assert.NotEmpty(_heard.Span.StatusDescription!);
        Assert.Equal(outcome, Listeners.Tags(_heard.Span)["protocolkit.outcome"]);
        Assert.Equal(errorType, Listeners.Tags(_heard.Span)["error.type"]);

        Assert.Equal(name, _heard.LastUpgradeLog.Id.Name);
        Assert.Equal(level, _heard.LastUpgradeLog.Level);
    }
}
