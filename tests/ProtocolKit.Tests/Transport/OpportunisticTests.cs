using System.Text;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

public class OpportunisticTests
{
    [Theory]
    [InlineData("NONE\r\n", null, UpgradeOutcome.NotOffered)]
    [InlineData("HI\r\n", "NO\r\n", UpgradeOutcome.Refused)]
    [InlineData("HI\r\n", "LATER\r\n", UpgradeOutcome.Unavailable)]
    public async Task After_the_servers_own_refusal_the_caller_gets_the_reason_and_the_stream(
        string greeting, string? answer, UpgradeOutcome outcome)
    {
        var heard = await Peers.AgainstAsync(
            async stream =>
            {
                await Peers.SayAsync(stream, greeting);
                if (answer is not null)
                {
                    await Peers.HearAsync(stream, "GO\r\n");
                    await Peers.SayAsync(stream, answer);
                }

                await Peers.EchoAsync(stream);
            },
            async stream =>
            {
                using var result = await TryAsync(stream);
                Assert.False(result.IsSecured);
                Assert.Null(result.Connection);
                Assert.Equal(outcome, result.WhyNot.Outcome);
                await Peers.SayAsync(result.UnprotectedStream, "in the clear");
                await Peers.HearAsync(result.UnprotectedStream, "in the clear");
                return Encoding.Latin1.GetString(stream.GetWritten());
            });

        Assert.EndsWith("in the clear", heard, StringComparison.Ordinal);
    }

    [Fact]
    public Task Where_TLS_is_offered_it_is_used_and_verified() =>
        Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), async stream =>
        {
            using var result = await TryAsync(stream);
            Assert.True(result.IsSecured);
            Assert.Null(result.UnprotectedStream);
            Assert.Equal(PeerVerification.Chain, result.Connection.Tls.Verification);
            return true;
        });

    [Theory]
    [InlineData("NO\r\nITEMS\r\n", UpgradeOutcome.Leftover)]
    [InlineData("BYE\r\n", UpgradeOutcome.Closed)]
    [InlineData("WHAT\r\n", UpgradeOutcome.Violation)]
    [InlineData("OK\r\nx", UpgradeOutcome.Leftover)]
    public async Task Anything_but_a_clean_refusal_is_thrown(string answer, UpgradeOutcome outcome)
    {
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                await Peers.SayAsync(stream, "HI\r\n");
                await Peers.HearAsync(stream, "GO\r\n");
                await Peers.SayAsync(stream, answer);
                Assert.Equal("", await Peers.HearOutAsync(stream));
            },
            TryAsync);

        Assert.Equal(outcome, failure.Outcome);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_verified_is_thrown()
    {
        var failure = await Peers.FailAgainstAsync(Peers.HonestServer(TestCertificates.SelfSigned), TryAsync);

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
    }

    [Fact]
    public async Task There_is_nothing_to_fall_back_to_where_TLS_starts_with_the_first_octet() =>
        await Assert.ThrowsAsync<ArgumentException>(() => UpgradeClient.ConnectOpportunisticAsync(
            ToyProtocol.Instance, TestCertificates.Host, 25, options: new() { ImplicitTls = true }));

    private static Task<OpportunisticConnection> TryAsync(Stream stream) =>
        UpgradeClient.UpgradeOpportunisticAsync(ToyProtocol.Instance, stream, TestCertificates.Host, options: Peers.Trusting);
}
