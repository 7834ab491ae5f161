using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>Brings a generated client and a generated server of one protocol together on 127.0.0.1.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task<DemoResult> RunAsync(
        ProtocolDefinition protocol, ThrowawayAuthority authority, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(protocol, listener, authority, cancellationToken);
        var recorder = new TranscriptRecorder();
        var watch = Stopwatch.StartNew();
        try
        {
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            var options =
                new UpgradeClientOptions { CustomRoots = authority.Roots, ServerName = "localhost", Timeout = Deadline,
                Observer = recorder };
            var connection = await UpgradeClient.ConnectAsync(protocol, "127.0.0.1", port, null, options, cancellationToken)
                .ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var line = "the same line, inside TLS\r\n"u8.ToArray();
                await connection.Stream.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                var echo = new byte[line.Length];
                await connection.Stream.ReadExactlyAsync(echo, cancellationToken).ConfigureAwait(false);
                watch.Stop();
                recorder.AddNote($"inside TLS, to the server and back: {PeerText.Escape(echo)}");
                await serving.ConfigureAwait(false);
                var isSame = line.AsSpan().SequenceEqual(echo);
                return new DemoResult(
                    protocol, isSame, connection.RoundTrips, TlsReport.Of(connection.Tls),
                    isSame ? "trusted, names localhost" : "the line came back changed", watch.Elapsed, MeasureAllocation(protocol),
                        recorder.Lines);
            }
        }
        catch (Exception failure) when (failure is UpgradeException or IOException or ArgumentException)
        {
            listener.Stop();
            await serving.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .ConfigureAwait(false);
            var reason = serving.Exception?.InnerException is { } atServer ? $"{failure.Message} At the server: {atServer.Message}"
                : failure.Message;
            return new DemoResult(protocol, false, 0, null, reason, watch.Elapsed, null, recorder.Lines);
        }
    }

    /// <summary>The server: upgrades to TLS, answers the client's lines inside TLS as the grammar has them, and sends back what comes
    /// then.</summary>
    private static async Task ServeAsync(
        ProtocolDefinition protocol, TcpListener listener, ThrowawayAuthority authority, CancellationToken cancellationToken)
    {
        using var client = await listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
        client.NoDelay = true;
        var options = new UpgradeServerOptions { Certificate = authority.Certificate, Timeout = Deadline, AnswerInsideTls = true };
        var connection = await UpgradeServer.AcceptAsync(protocol, client.GetStream(), options, null, cancellationToken)
            .ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var buffer = new byte[256];
            var length = await connection.Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            await connection.Stream.WriteAsync(buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the machines allocate when they talk to each other without I/O, after everything has been compiled.</summary>
    private static long? MeasureAllocation(ProtocolDefinition protocol)
    {
        var conversation = new MachineConversation();
        var isComplete = true;
        var allocated = SteadyState.MeasureAllocation(() =>
        {
            var client = protocol.CreateClient(new ClientMachineOptions { Host = "localhost" });
            var server = protocol.CreateServer(new ServerMachineOptions { AnswerInsideTls = true });
            isComplete &= conversation.Run(client, server);
            return conversation.AllocatedOctets;
        });
        return isComplete ? allocated : null;
    }
}
