using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

using ProtocolKit.TestSupport;

namespace ProtocolKit.Benchmarks.Surveying;

/// <summary>Generated servers of SMTP on ten addresses of 127.0.0.0/8, and one on each that begins with TLS; until standard input ends.</summary>
internal static class SurveyServers
{
    /// <summary>The variable of the folder where it writes <c>targets.txt</c>, <c>tls.txt</c> and <c>authority.pem</c>.</summary>
    public const string Folder = "SURVEY_FOLDER";

    public const int Count = 10_000;

    private const int Addresses = 10;

    private static readonly UpgradeServerOptions Options = new()
    {
        Certificate = TestCertificates.Issue(TestCertificates.Authority, "survey.example", new()
        {
            Names = [], Addresses = [.. Enumerable.Range(1, Addresses).Select(last => $"127.0.0.{last}")],
        }),
        AnswerInsideTls = true,
    };

    private static readonly SslServerAuthenticationOptions Tls = new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(Options.Certificate!, additionalCertificates: null, offline: true),
    };

    public static async Task<int> RunAsync()
    {
        var folder = Environment.GetEnvironmentVariable(Folder)!;
        var upgrading = Enumerable.Range(0, Count).Select(i => Listen(i % Addresses, UpgradeAsync)).ToArray();
        var tls = Enumerable.Range(0, Addresses).Select(i => Listen(i, HandshakeAsync)).ToArray();
        await File.WriteAllLinesAsync(Path.Combine(folder, "targets.txt"), upgrading).ConfigureAwait(false);
        await File.WriteAllLinesAsync(Path.Combine(folder, "tls.txt"), tls).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "authority.pem"), TestCertificates.Authority.ExportCertificatePem()).ConfigureAwait(false);
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        return 0;
    }

    private static string Listen(int address, Func<NetworkStream, Task> serve)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(address + 1)]), 0));
        listener.Listen(64);
        _ = AcceptAsync(listener, serve);
        return listener.LocalEndPoint!.ToString()!;
    }

    private static async Task AcceptAsync(Socket listener, Func<NetworkStream, Task> serve)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync().ConfigureAwait(false);
            socket.NoDelay = true;
            _ = ServeAsync(new NetworkStream(socket, ownsSocket: true), serve);
        }
    }

    private static async Task ServeAsync(NetworkStream stream, Func<NetworkStream, Task> serve)
    {
        using (stream)
        {
            try
            {
                await serve(stream).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
            {
                // A client that has what it wanted just goes.
            }
        }
    }

    private static async Task UpgradeAsync(NetworkStream stream)
    {
        var connection = await Protocols.Smtp.AcceptAsync(stream, Options).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            _ = await connection.Stream.ReadAsync(new byte[1]).ConfigureAwait(false);
    }

    private static async Task HandshakeAsync(NetworkStream stream)
    {
        using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(Tls).ConfigureAwait(false);
        _ = await tls.ReadAsync(new byte[1]).ConfigureAwait(false);
    }
}
