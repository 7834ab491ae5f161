using System.Net;
using System.Net.Sockets;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>Of several addresses of a host one that is dead does no harm (RFC 8305).</summary>
public class DialerTests
{
    [Fact]
    public async Task An_address_that_does_not_answer_does_not_hold_up_the_next()
    {
        // Linux does not answer a connection where the queue of those to be accepted is full.
        if (!OperatingSystem.IsLinux())
            return;
        using var living = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        living.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        living.Listen();
        using var dead = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        dead.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        dead.Listen(0);
        var waiting = Enumerable.Range(0, 4).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        using var end = new CancellationTokenSource();
        var connecting = waiting.Select(socket => socket.ConnectAsync(dead.LocalEndPoint!, end.Token).AsTask()).ToList();
        await connecting[0];

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var dialled = await Dialer.ConnectToAnyAsync(
            [(IPEndPoint)dead.LocalEndPoint!, (IPEndPoint)living.LocalEndPoint!], patience.Token);

        Assert.Equal(living.LocalEndPoint, dialled.RemoteEndPoint);
        await end.CancelAsync();
        waiting.ForEach(socket => socket.Dispose());
        await Record.ExceptionAsync(() => Task.WhenAll(connecting));
    }

    [Fact]
    public async Task An_address_that_refuses_is_followed_by_the_next_and_the_last_ones_failure_is_told()
    {
        using var living = new TcpListener(IPAddress.Loopback, 0);
        living.Start();
        var (dead, alive) = (new IPEndPoint(IPAddress.Loopback, FreePort()), (IPEndPoint)living.LocalEndpoint);

        using var dialled = await Dialer.ConnectToAnyAsync([dead, dead, alive], default);
        Assert.Equal(alive, dialled.RemoteEndPoint);
        var failure = await Assert.ThrowsAsync<SocketException>(async () => await Dialer.ConnectToAnyAsync([dead, dead], default));
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    [Fact]
    public void The_two_families_of_addresses_come_in_turns()
    {
        IPAddress[] addresses = [.. "::1 ::2 ::3 127.0.0.1 127.0.0.2".Split(' ').Select(IPAddress.Parse)];

        Assert.Equal(
            ["::1", "127.0.0.1", "::2", "127.0.0.2", "::3"], Dialer.InTurns(addresses).Select(address => address.ToString()));
    }

    [Theory]
    [InlineData("my_db")]
    [InlineData("_db")]
    [InlineData("db_")]
    [InlineData("my_db.internal_net.example")]
    [InlineData("_db.internal_net.example")]
    public Task A_host_may_have_an_underscore_in_its_name(string host) => Peers.AgainstAsync(
        Peers.HonestServer(TestCertificates.Issue(TestCertificates.Authority, "x", new() { Names = [host] })),
        async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream, host: host);
            return true;
        });

    [Theory]
    [InlineData("my_db")]
    [InlineData("_db.example")]
    public async Task A_host_with_an_underscore_must_be_in_the_certificate(string host)
    {
        var failure = await Peers.FailAgainstAsync(
            Peers.HonestServer(TestCertificates.Valid), stream => Peers.UpgradeAsync(stream, host: host));

        Assert.Equal(CertificateErrors.WrongName, failure.CertificateErrors);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
