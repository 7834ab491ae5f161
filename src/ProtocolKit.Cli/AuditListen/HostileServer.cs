using System.Net;
using System.Net.Sockets;

namespace ProtocolKit.Cli;

/// <summary>A hostile server on 127.0.0.1, which runs one script per connection and ends with the last.</summary>
internal static class HostileServer
{
    /// <exception cref="UsageException">The port cannot be listened on.</exception>
    public static async Task<int> RunAsync(ListenOptions options, bool json, ToolConsole console, CancellationToken cancellationToken)
    {
        using var listener = Listen(options.Port);
        using var certificates = new HostileCertificates();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var name = options.Protocol.Name;
        await console.Error.WriteLineAsync(
            $"Waiting for a client of {name} on 127.0.0.1:{port}, {options.Scripts.Count} times; Ctrl+C stops it.").ConfigureAwait(false);
        await console.Error.WriteLineAsync(
            $"The client must demand TLS, call the server localhost, and trust {certificates.AuthorityPath}, "
            + "which is there as long as this runs.").ConfigureAwait(false);

        var connections = new List<ListenConnection>();
        var control = ControlResult.None;
        foreach (var script in options.Scripts)
        {
            var socket = await listener.AcceptSocketAsync(cancellationToken).ConfigureAwait(false);
            socket.NoDelay = true;
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(options.Timeout);
            await using var channel = new AuditChannel(socket, deadline.Token);
            var run = new ListenRun(options, script.Name, channel, certificates, control);
            var connection = await script.RunAsync(run).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            control = run.Control;
            connections.Add(connection);
            if (!json)
                AuditText.Write(
                    console, connection.Script, connection.Verdict.ToString().ToLowerInvariant(), Colour(connection.Verdict),
                        connection.Observed);
        }

        var isConvicted = connections.Exists(connection => connection.Verdict == ListenVerdict.Convicted);
        var report = new ListenReport(name, port, isConvicted, isConvicted ? ExitCode.Vulnerable : ExitCode.Success, connections);
        if (json)
            await console.Out.WriteLineAsync(AuditJson.Write(report)).ConfigureAwait(false);
        return report.ExitCode;
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException failure)
        {
            listener.Dispose();
            throw new UsageException(
                $"127.0.0.1:{port} cannot be listened on: {failure.Message}. --port names another.") { ExitCode = ExitCode.Network };
        }
    }

    private static string Colour(ListenVerdict verdict) => verdict switch
    {
        ListenVerdict.Convicted => "red",
        ListenVerdict.Acquitted => "green",
        _ => "default",
    };
}
