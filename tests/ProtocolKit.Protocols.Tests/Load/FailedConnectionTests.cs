using System.Net;
using System.Net.Sockets;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Protocols.Tests.Load;

/// <summary>What is left of connections by TCP whose upgrades fail, at both ends.</summary>
[Collection(nameof(HostileCrowdTests))]
public sealed class FailedConnectionTests
{
    private const int Connections = 2500;
    private const int AtATime = 50;
    private const string Descriptors = "/proc/self/fd";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly UpgradeClientOptions s_client = new() { CustomRoots = [TestCertificates.OtherAuthority] };

    [Fact]
    public async Task Five_thousand_failed_upgrades_over_TCP_leave_no_socket()
    {
        await FailAsync(AtATime);
        var sockets = CountSockets();

        await FailAsync(Connections);

        Assert.InRange(CountSockets(), 0, sockets);
    }

    private static async Task FailAsync(int count)
    {
        for (var i = 0; i < count; i += AtATime)
        {
            await Task.WhenAll(Enumerable.Range(i, AtATime).Select(
                number =>
                    FailOneAsync(
                    AllProtocols.Definitions[number % AllProtocols.Definitions.Count], number / AllProtocols.Definitions.Count % 3)))
                    .WaitAsync(s_patience);
        }
    }

    /// <summary>Lets both ends of a connection fail: the client trusts nobody whom it meets, the server refuses, or it resets the
    /// connection.</summary>
    private static async Task FailOneAsync(ProtocolDefinition definition, int way)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connecting = Assert.ThrowsAsync<UpgradeException>(
            () => UpgradeClient.ConnectAsync(definition, "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, options: s_client));
        var accepted = await listener.AcceptSocketAsync();
        if (way == 0)
        {
            accepted.LingerState = new LingerOption(true, 0);
            accepted.Dispose();
        }
        else
        {
            await ServeAsync(definition, accepted, refuses: way == 1);
        }

        await connecting;
    }

    private static async Task ServeAsync(ProtocolDefinition definition, Socket accepted, bool refuses)
    {
        try
        {
            // The server may have come to TLS before it hears that its certificate will not do.
            await using var connection = await UpgradeServer.AcceptAsync(
                definition, new NetworkStream(accepted, ownsSocket: true),
                new() { Certificate = TestCertificates.Valid, Refusal = refuses ? () => UpgradeOutcome.Unavailable : null });
        }
        catch (Exception exception) when (exception is UpgradeException or IOException)
        {
        }
    }

    private static int CountSockets() => Directory.Exists(Descriptors)
        ? Directory.GetFiles(Descriptors)
            .Count(file =>
            File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true)
        : 0;
}
