using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Protocols;

namespace ProtocolKit.Delivery.Tests.Peers;

/// <summary>The generated server of SMTP, with a port of 127.0.0.1 for each certificate.</summary>
internal sealed class OwnPeer : IDisposable
{
    private readonly List<TcpListener> _listeners = [];

    /// <summary>Adds a port.</summary>
    /// <param name="certificate">Its certificate; null for none, and no TLS.</param>
    /// <param name="issuer">Sent with it.</param>
    public int Add(X509Certificate2? certificate, X509Certificate2 issuer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _listeners.Add(listener);
        _ = ListenAsync(listener, certificate is null ? null : SslStreamCertificateContext.Create(certificate, [issuer], offline: true));
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        foreach (var listener in _listeners)
            listener.Dispose();
    }

    private static async Task ListenAsync(TcpListener listener, SslStreamCertificateContext? certificate)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(), certificate);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task ServeAsync(TcpClient client, SslStreamCertificateContext? certificate)
    {
        using (client)
        {
            try
            {
                if (certificate is null)
                {
                    await ServeInClearAsync(client.GetStream());
                    return;
                }

                var options = new UpgradeServerOptions { AnswerInsideTls = true, CertificateContext = certificate };
                await using var connection = await UpgradeServer.AcceptAsync(Smtp.Definition, client.GetStream(), options);
                await AnswerQuitAsync(connection.Stream);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
            }
        }
    }

    private static async Task ServeInClearAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        await stream.WriteAsync("220 mail.example.org\r\n"u8.ToArray());
        await reader.ReadLineAsync();
        await stream.WriteAsync("250-mail.example.org\r\n250 SIZE\r\n"u8.ToArray());
        await AnswerQuitAsync(stream);
    }

    private static async Task AnswerQuitAsync(Stream stream)
    {
        var octet = new byte[1];
        while (await stream.ReadAsync(octet) > 0)
        {
            if (octet[0] == '\n')
                await stream.WriteAsync("221 Bye\r\n"u8.ToArray());
        }
    }
}
