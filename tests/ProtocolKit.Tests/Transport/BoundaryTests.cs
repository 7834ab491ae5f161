using System.Net;
using System.Net.Sockets;
using System.Text;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>Nothing crosses from plaintext into TLS (architecture, promise 7).</summary>
public class BoundaryTests
{
    [Theory]
    [InlineData("OK\r\nITEMS injected\r\n")]
    [InlineData("OK\r\n ")]
    [InlineData("OK\r\n\x16\x03\x03\x00\x00")]
    [InlineData("OK\r\n\x15\x03\x03\x00\x02\x01\x70")]
    public async Task A_client_sends_no_TLS_octet_when_plaintext_is_left_over(string answer)
    {
        byte[] written = [];
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await Peers.SayAsync(stream, "HI\r\n");
                await Peers.HearAsync(stream, "GO\r\n");
                await Peers.SayAsync(stream, answer);
                await Peers.HearOutAsync(stream);
            },
            async stream =>
            {
                try
                {
                    await Peers.UpgradeAsync(stream);
                }
                finally
                {
                    written = stream.GetWritten();
                    Assert.True(stream.IsDisposed);
                }
            });

        Assert.Equal(UpgradeOutcome.Leftover, failure.Outcome);
        Assert.Equal("GO\r\n", Encoding.Latin1.GetString(written));
        Assert.Equal(EscapedText.Escape(Encoding.Latin1.GetBytes(answer[4..])), failure.ServerText);
    }

    [Theory]
    [InlineData("GO\r\nLIST\r\n")]
    [InlineData("GO\r\nL")]
    public async Task A_server_sends_no_TLS_octet_when_plaintext_is_left_over(string request)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var accepting = Assert.ThrowsAsync<UpgradeException>(() =>
            UpgradeServer.AcceptAsync(ToyProtocol.Instance, serverEnd, Peers.Serving));
        await Peers.SayAsync(clientEnd, request);
        var failure = await accepting;

        Assert.Equal(UpgradeOutcome.Leftover, failure.Outcome);
        Assert.Equal("HI\r\n", Encoding.Latin1.GetString(serverEnd.GetWritten()));
        Assert.True(serverEnd.IsDisposed);
    }

    [Theory]
    [InlineData("ITEMS injected\r\n", false)]
    [InlineData("\x16", false)]
    [InlineData("\x15\x03\x03\x00\x02\x02\x28", true)]
    public async Task A_client_looks_at_the_socket_once_more_before_it_sends_TLS(string arrived, bool isAlert)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var dialled = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await dialled.ConnectAsync(listener.LocalEndpoint);
        using var accepted = await listener.AcceptSocketAsync();
        using var server = new NetworkStream(accepted);
        using var client = new NetworkStream(dialled);
        using var channel = new MessageChannel(client, 1000);
        var machine = ToyProtocol.Instance.CreateClient(new() { Host = TestCertificates.Host });

        await Peers.SayAsync(server, "HI\r\n");
        var conversing = Dialogue.RunAsync(machine, channel, Patience.None, default).AsTask();
        await Peers.HearAsync(server, "GO\r\n");
        await Peers.SayAsync(server, "OK\r\n");
        await conversing;
        Assert.Equal(UpgradeAction.StartTls, machine.NextAction);

        await Peers.SayAsync(server, arrived);
        Assert.True(dialled.Poll(TimeSpan.FromSeconds(30), SelectMode.SelectRead));
        Assert.Equal(isAlert, channel.HandOver(machine) is not null);
        if (!isAlert)
            Assert.Equal(UpgradeOutcome.Leftover, machine.Failure!.Outcome);
    }

    [Fact]
    public async Task A_client_looks_at_the_socket_before_it_asks_for_TLS()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var dialled = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await dialled.ConnectAsync(listener.LocalEndpoint);
        using var accepted = await listener.AcceptSocketAsync();
        using var server = new NetworkStream(accepted);
        using var channel = new MessageChannel(new NetworkStream(dialled), 1000);
        var machine = ToyProtocol.Instance.CreateClient(new() { Host = TestCertificates.Host });
        await Peers.SayAsync(server, "HI\r\n");
        Assert.True(channel.TryMakeRoom(machine.MaxMessageOctets));
        channel.Commit(await channel.ReadAsync(default));
        Assert.Equal(System.Buffers.OperationStatus.Done, machine.Receive(channel.Unread, out var consumed));
        channel.Consume(consumed);

        await Peers.SayAsync(server, "OK\r\n");
        Assert.True(dialled.Poll(TimeSpan.FromSeconds(30), SelectMode.SelectRead));
        await Dialogue.RunAsync(machine, channel, Patience.None, default);

        Assert.Equal(UpgradeOutcome.Violation, machine.Failure!.Outcome);
        Assert.Equal(0, accepted.Available);
    }

    [Fact]
    public async Task A_channel_that_gave_its_stream_away_cannot_read_or_write()
    {
        using var inner = new MemoryStream();
        var channel = new MessageChannel(inner, 1000);
        Assert.True(channel.TryMakeRoom(100));
        Assert.Same(inner, channel.GiveAway());

        Assert.Throws<ObjectDisposedException>(channel.GiveAway);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await channel.ReadAsync(default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await channel.SendAsync(default));
    }

    [Fact]
    public async Task A_premature_answer_is_a_violation()
    {
        byte[] written = [];
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await Peers.SayAsync(stream, "HI\r\nOK\r\n");
                await Peers.HearOutAsync(stream);
            },
            async stream =>
            {
                try
                {
                    await Peers.UpgradeAsync(stream);
                }
                finally
                {
                    written = stream.GetWritten();
                }
            });

        Assert.Equal(UpgradeOutcome.Violation, failure.Outcome);
        Assert.Equal("SendGo", failure.State);
        Assert.Empty(written);
    }

    [Fact]
    public Task A_notice_may_stand_before_a_request() => Peers.AgainstAsync(
        async stream =>
        {
            await Peers.SayAsync(stream, "HI\r\n* notice\r\n* and ano");
            await Peers.SayAsync(stream, "ther\r\n");
            await Peers.HearAsync(stream, "GO\r\n");
            await Peers.SayAsync(stream, "OK\r\n");
            using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificate = TestCertificates.Valid });
            await Peers.EchoAsync(tls);
        },
        async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream);
            return true;
        });

    [Fact]
    public async Task A_machine_that_completes_in_the_clear_gets_no_connection()
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (serverEnd)
        {
            var options = new ClientMachineOptions { Host = TestCertificates.Host };
            using var deadline = Deadline.Start(TimeSpan.FromMinutes(1), TimeProvider.System, default);
            using var run = new UpgradeRun(
                new BrokenMachine(options), new ClientHandshake(ToyProtocol.Instance, Peers.Trusting, "x", "x", 1));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await run.RunAsync(clientEnd, 1000, deadline));
            Assert.Empty(clientEnd.GetWritten());
        }
    }

    private sealed class BrokenMachine : ToyMachine
    {
        public BrokenMachine(in ClientMachineOptions options)
            : base(ToyProtocol.Instance, UpgradeRole.Client, isInsideTls: false) =>
            Go(UpgradeAction.Complete, options.Host);

        public override void Send(System.Buffers.IBufferWriter<byte> output)
        {
        }

        protected override UpgradeMachine CreateInsideTls() => this;

        protected override bool Take(ReadOnlySpan<byte> line, bool isUnasked) => false;
    }
}
