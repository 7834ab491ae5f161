using Microsoft.Extensions.Logging;
using ProtocolKit.TestSupport;
using ProtocolKit.Testing;

namespace ProtocolKit.Tests;

[Collection(nameof(Listeners))]
public sealed class SilenceTests
{
    [Fact]
    public void Where_nobody_listens_there_is_no_report_and_nothing_is_allocated()
    {
        var machine = ToyProtocol.Instance.CreateClient(new ClientMachineOptions { Host = TestCertificates.Host });
        var reports = 0;
        var allocated = SteadyState.MeasureAllocation(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            reports += UpgradeReport.StartClient(machine, null, TimeProvider.System, TestCertificates.Host, 25) is null ? 0 : 1;
            reports += UpgradeReport.StartServer(machine, null, TimeProvider.System, default) is null ? 0 : 1;
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, allocated);
        Assert.Equal(0, reports);
    }

    [Fact]
    public async Task What_the_level_does_not_let_through_is_not_logged()
    {
        using var heard = new Listeners(LogLevel.Warning);
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, LoggerFactory = heard.LoggerFactory };
        using (await Peers.AgainstAsync(Peers.HonestServer(TestCertificates.Valid), stream => Peers.UpgradeAsync(stream, options)))
            Assert.Empty(heard.Logs);
    }
}
