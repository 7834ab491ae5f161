using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

public class LimitTests
{
    [Fact]
    public async Task A_silent_server_is_left_at_the_deadline()
    {
        var time = new ManualTimeProvider();
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (serverEnd)
        {
            var upgrading = Peers.UpgradeAsync(clientEnd, Hurried(time));
            time.LetTimeRunOut();
            var failure = await Assert.ThrowsAsync<UpgradeException>(() => upgrading);

            Assert.Equal(TimeSpan.FromSeconds(7), time.DueTime);
            Assert.Equal(UpgradeOutcome.Timeout, failure.Outcome);
            Assert.Contains("did not answer in time in state ExpectGreeting", failure.Message, StringComparison.Ordinal);
            Assert.True(clientEnd.IsDisposed);
        }
    }

    [Fact]
    public async Task A_server_that_says_an_octet_now_and_then_gains_no_time()
    {
        var time = new ManualTimeProvider();
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (serverEnd)
        {
            // Whoever reads again has looked at what the first read gave.
            clientEnd.Reading = count =>
            {
                if (count == 2)
                    time.LetTimeRunOut();
            };
            await Peers.SayAsync(serverEnd, "H");
            var upgrading = Peers.UpgradeAsync(clientEnd, Hurried(time));
            var failure = await Assert.ThrowsAsync<UpgradeException>(() => upgrading);

            Assert.Equal(UpgradeOutcome.Timeout, failure.Outcome);
            Assert.Equal("H", failure.ServerText);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\x16\x03\x03\xff\xff")]
    public async Task A_handshake_that_stalls_ends_at_the_deadline(string beginning)
    {
        var time = new ManualTimeProvider();
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await stream.ReadExactlyAsync(new byte[5]);
                await Peers.SayAsync(stream, beginning);
                time.LetTimeRunOut();
                await Peers.HearOutAsync(stream);
            },
            stream => Peers.UpgradeAsync(stream, new() { TimeProvider = time, ImplicitTls = true }));

        Assert.Equal(UpgradeOutcome.Timeout, failure.Outcome);
        Assert.Contains("did not finish the TLS handshake in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_client_is_left_at_the_deadline()
    {
        var time = new ManualTimeProvider();
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (clientEnd)
        {
            var accepting = UpgradeServer.AcceptAsync(
                ToyProtocol.Instance, serverEnd, new() { Certificate = TestCertificates.Valid, TimeProvider = time });
            await Peers.HearAsync(clientEnd, "HI\r\n");
            time.LetTimeRunOut();
            var failure = await Assert.ThrowsAsync<UpgradeException>(() => accepting);

            Assert.Equal(UpgradeOutcome.Timeout, failure.Outcome);
            Assert.True(serverEnd.IsDisposed);
        }
    }

    [Fact]
    public async Task A_canceled_upgrade_closes_the_connection()
    {
        using var source = new CancellationTokenSource();
        var (clientEnd, serverEnd) = new LoopbackPair();
        using (serverEnd)
        {
            var upgrading = UpgradeClient.UpgradeAsync(
                ToyProtocol.Instance, clientEnd, TestCertificates.Host, options: Peers.Trusting, cancellationToken: source.Token);
            await source.CancelAsync();
            var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upgrading);

            Assert.Equal(source.Token, canceled.CancellationToken);
            Assert.True(clientEnd.IsDisposed);
        }
    }

    [Fact]
    public async Task A_canceled_upgrade_closes_the_connection_wherever_it_stands()
    {
        var reads = 1;
        while (await IsCanceledAtAsync(reads))
            reads++;

        Assert.InRange(reads, 4, 20);
    }

    [Fact]
    public async Task One_deadline_that_has_passed_does_not_touch_the_next_upgrade()
    {
        var hurried = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, Timeout = TimeSpan.FromMilliseconds(1) };
        for (var i = 0; i < 20; i++)
        {
            var failure = await Peers.FailAgainstAsync(
                stream => Peers.HearOutAsync(stream), stream => Peers.UpgradeAsync(stream, hurried));
            Assert.Equal(UpgradeOutcome.Timeout, failure.Outcome);

            await Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), async stream =>
            {
                using var connection = await Peers.UpgradeAsync(stream);
                return true;
            });
        }
    }

    [Fact]
    public async Task A_message_over_its_limit_is_a_violation()
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await Peers.SayAsync(stream, new string('x', 100_000));
                await Peers.HearOutAsync(stream);
            },
            stream => Peers.UpgradeAsync(stream));

        Assert.Equal(UpgradeOutcome.Violation, failure.Outcome);
        Assert.EndsWith("...\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_fills_its_limit_exactly_is_read()
    {
        var heard = await Peers.AgainstAsync(
            async stream =>
            {
                using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, Peers.Serving);
                await Peers.HearAsync(server.Stream, "LIST\r\n");
                foreach (var octet in "ITEMS " + new string('x', ToyMachine.MaxLine - 8) + "\r\n")
                    await Peers.SayAsync(server.Stream, octet.ToString());
            },
            async stream =>
            {
                using var connection = await Peers.UpgradeAsync(stream, parameters: new() { List = true });
                return ((ToyConnection)connection).Items.Length;
            });

        Assert.Equal(ToyMachine.MaxLine, heard);
    }

    [Fact]
    public async Task Notices_without_end_are_a_violation()
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                for (var i = 0; i < 10_000; i++)
                    await Peers.SayAsync(stream, "* on and on\r\n");
            },
            stream => Peers.UpgradeAsync(stream, new() { MaxDialogueOctets = 2000 }));

        Assert.Equal(UpgradeOutcome.Violation, failure.Outcome);
    }

    [Fact]
    public async Task Notices_without_end_inside_TLS_are_a_violation()
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, Peers.Serving);
                for (var i = 0; i < 10_000; i++)
                    await Peers.SayAsync(server.Stream, "* on and on\r\n");
                await Peers.SayAsync(server.Stream, "ITEMS after all\r\n");
            },
            stream => Peers.UpgradeAsync(
                stream, new() { CustomRoots = TestCertificates.Roots, MaxDialogueOctets = 2000 }, new() { List = true }));

        Assert.Equal(UpgradeOutcome.Violation, failure.Outcome);
        Assert.Equal(UpgradeStep.InsideTls, failure.Step);
    }

    [Fact]
    public async Task A_server_that_is_silent_inside_TLS_is_left_at_the_deadline()
    {
        var time = new ManualTimeProvider();
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                using var server = await UpgradeServer.AcceptAsync(ToyProtocol.Instance, stream, Peers.Serving);
                await Peers.HearAsync(server.Stream, "LIST\r\n");
                time.LetTimeRunOut();
                await Peers.HearOutAsync(stream);
            },
            stream => Peers.UpgradeAsync(
                stream, new() { CustomRoots = TestCertificates.Roots, TimeProvider = time }, new() { List = true }));

        Assert.Equal(UpgradeOutcome.Timeout, failure.Outcome);
        Assert.Equal(UpgradeStep.InsideTls, failure.Step);
    }

    [Fact]
    public void An_upgrade_always_has_a_deadline()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UpgradeClientOptions { Timeout = Timeout.InfiniteTimeSpan });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UpgradeServerOptions { Timeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UpgradeClientOptions { MaxDialogueOctets = 0 });
    }

    private static Task<bool> IsCanceledAtAsync(int read) => Peers.AgainstAsync(
        Peers.HonestServer(TestCertificates.Valid),
        async stream =>
        {
            using var source = new CancellationTokenSource();
            stream.Reading = count =>
            {
                if (count == read)
                    source.Cancel();
            };
            try
            {
                using var connection = await UpgradeClient.UpgradeAsync(
                    ToyProtocol.Instance, stream, TestCertificates.Host, options: Peers.Trusting, cancellationToken: source.Token);
                return false;
            }
            catch (OperationCanceledException canceled)
            {
                Assert.Equal(source.Token, canceled.CancellationToken);
                Assert.True(stream.IsDisposed);
                return true;
            }
        });

    private static UpgradeClientOptions Hurried(TimeProvider time) => new() { TimeProvider = time, Timeout = TimeSpan.FromSeconds(7) };
}
