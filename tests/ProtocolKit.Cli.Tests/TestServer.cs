using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProtocolKit.Cli.Tests;

/// <summary>A server on 127.0.0.1 that takes one connection after the other.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    private TestServer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _serving = ServeAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Speaks a protocol as its generated server does.</summary>
    public static TestServer Of(
        string protocol, X509Certificate2? certificate = null, bool implicitTls = false, Func<UpgradeOutcome?>? refusal = null)
    {
        var definition = Catalog.All.Definitions.Single(one => one.Name == protocol);
        var options = new UpgradeServerOptions
        {
            Certificate = certificate ?? TestCertificates.Valid, ImplicitTls = implicitTls, Refusal = refusal, AnswerInsideTls = true,
        };
        return new TestServer(async (stream, stop) =>
        {
            await using var connection = await UpgradeServer.AcceptAsync(definition, stream, options, null, stop);
            _ = await connection.Stream.ReadAsync(new byte[1], stop);
        });
    }

    /// <summary>Does whatever a test wants, in one connection after the other.</summary>
    public static TestServer Running(Func<NetworkStream, CancellationToken, Task> serve) => new(serve);

    /// <summary>Says one text after the other, each but the first when something has come, and then nothing until the client
    /// leaves.</summary>
    public static TestServer Saying(params string[] texts) => new(async (stream, stop) =>
    {
        var buffer = new byte[1024];
        foreach (var text in texts)
        {
            if (text != texts[0])
                _ = await stream.ReadAsync(buffer, stop);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);
        }

        while (await stream.ReadAsync(buffer, stop) > 0)
        {
        }
    });

    /// <summary>Says a greeting, and then answers whatever comes.</summary>
    public static TestServer Answering(string greeting, Func<string, string> answer) => new(async (stream, stop) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(greeting), stop);
        var buffer = new byte[1024];
        while (await stream.ReadAsync(buffer, stop) is > 0 and var octets)
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer(Encoding.Latin1.GetString(buffer, 0, octets))), stop);
    });

    /// <summary>Upgrades as the generated server does, and then says one text after the other, each when something has come; or, without
    /// any, closes the connection when something has come.</summary>
    public static TestServer SayingInsideTls(string protocol, params string[] texts)
    {
        var definition = Catalog.All.Definitions.Single(one => one.Name == protocol);
        var options = new UpgradeServerOptions { Certificate = TestCertificates.Valid };
        return new TestServer(async (stream, stop) =>
        {
            await using var connection = await UpgradeServer.AcceptAsync(definition, stream, options, null, stop);
            var buffer = new byte[1024];
            foreach (var text in texts)
            {
                _ = await connection.Stream.ReadAsync(buffer, stop);
                await connection.Stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);
            }

            while (await connection.Stream.ReadAsync(buffer, stop) > 0 && texts.Length > 0)
            {
            }
        });
    }

    /// <summary>Closes each connection at once.</summary>
    public static TestServer Closing() => new((_, _) => Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await serve(client.GetStream(), _stop.Token);
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // Clients of these tests break off as they like.
            }
        }
    }
}
