using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>A mail server that knows just enough, and one that begins with TLS; both until standard input ends. They run in a process of
/// their own, so that the client's time is the client's.</summary>
internal static class ServeCommand
{
    private static readonly byte[] Greeting = "220 mail.example ESMTP\r\n"u8.ToArray();

    private static readonly byte[] Features =
        "250-mail.example\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-STARTTLS\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250 CHUNKING\r\n"u8.ToArray();

    private static readonly byte[] FeaturesInsideTls =
        "250-mail.example\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250 CHUNKING\r\n"u8.ToArray();

    private static readonly byte[] Ready = "220 2.0.0 Ready to start TLS\r\n"u8.ToArray();

    private static readonly byte[] Bye = "221 2.0.0 Bye\r\n"u8.ToArray();

    private static readonly SslServerAuthenticationOptions Tls = new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(TestCertificates.Valid, additionalCertificates: null, offline: true),
    };

    public static async Task<int> RunAsync()
    {
        using var mail = Listen(socket => ServeMailAsync(socket));
        using var tls = Listen(socket => ServeTlsAsync(socket));
        var root = X509CertificateLoader.LoadCertificate(TestCertificates.Authority.RawData);
        Console.WriteLine(new Endpoints(Port(mail), Port(tls), root));
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        return 0;
    }

    private static int Port(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port;

    private static Socket Listen(Func<Socket, Task> serve)
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        _ = AcceptAsync(listener, serve);
        return listener;
    }

    private static async Task AcceptAsync(Socket listener, Func<Socket, Task> serve)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync().ConfigureAwait(false);
            socket.NoDelay = true;
            _ = GuardAsync(serve(socket));
        }
    }

    private static async Task GuardAsync(Task serving)
    {
        try
        {
            await serving.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // A client that has what it wanted just goes.
        }
    }

    private static async Task ServeMailAsync(Socket socket)
    {
        using var plain = new NetworkStream(socket, ownsSocket: true);
        await plain.WriteAsync(Greeting).ConfigureAwait(false);
        if (!await AnswerAsync(plain, Features).ConfigureAwait(false))
            return;
        using var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(Tls).ConfigureAwait(false);
        await AnswerAsync(tls, FeaturesInsideTls).ConfigureAwait(false);
    }

    private static async Task ServeTlsAsync(Socket socket)
    {
        using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await tls.AuthenticateAsServerAsync(Tls).ConfigureAwait(false);
        await tls.WriteAsync(Greeting).ConfigureAwait(false);
        await AnswerAsync(tls, FeaturesInsideTls).ConfigureAwait(false);
    }

    /// <summary>Answers commands, which come one at a time, until the client leaves or wants TLS.</summary>
    /// <returns>Whether it wants TLS.</returns>
    private static async Task<bool> AnswerAsync(Stream stream, byte[] features)
    {
        var command = new byte[512];
        while (await stream.ReadAsync(command).ConfigureAwait(false) is > 0 and var length)
        {
            var isStartTls = command.AsSpan(0, length).StartsWith("STARTTLS"u8);
            var isQuit = command.AsSpan(0, length).StartsWith("QUIT"u8);
            await stream.WriteAsync(isStartTls ? Ready : isQuit ? Bye : features).ConfigureAwait(false);
            if (isStartTls || isQuit)
                return isStartTls;
        }

        return false;
    }
}
