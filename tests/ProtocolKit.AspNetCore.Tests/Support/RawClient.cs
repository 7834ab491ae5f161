using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>A client that says whatever the test wants.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly Socket _socket;
    private Stream _stream;

    private RawClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(TestHost.Patience);
        return new RawClient(socket);
    }

    public Task SayAsync(string text) => SayAsync(Encoding.Latin1.GetBytes(text));

    public Task SayAsync(ReadOnlyMemory<byte> octets) => _stream.WriteAsync(octets).AsTask().WaitAsync(TestHost.Patience);

    /// <summary>Tells that nothing more will be said.</summary>
    public void EndSpeech() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads a text and compares it.</summary>
    public async Task HearAsync(string text)
    {
        var octets = new byte[text.Length];
        var heard = await _stream.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false).AsTask().WaitAsync(TestHost.Patience);
        Assert.Equal(text, Encoding.Latin1.GetString(octets, 0, heard));
    }

    /// <summary>Reads to the end of a line.</summary>
    public async Task<string> HearLineAsync()
    {
        var line = new StringBuilder();
        var octet = new byte[1];
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal)
            && await _stream.ReadAsync(octet).AsTask().WaitAsync(TestHost.Patience) > 0)
        {
            line.Append((char)octet[0]);
        }

        return line.ToString();
    }

    /// <summary>Reads until the server closes the connection, and fails if it resets it.</summary>
    public async Task<string> HearOutAsync()
    {
        using var heard = new MemoryStream();
        await _stream.CopyToAsync(heard).WaitAsync(TestHost.Patience);
        return Encoding.Latin1.GetString(heard.ToArray());
    }

    /// <summary>Does the handshake, and goes on inside TLS.</summary>
    /// <returns>The server's certificate.</returns>
    public async Task<X509Certificate2> StartTlsAsync(string host = TestCertificates.Host)
    {
        var tls = new SslStream(_stream);
        _stream = tls;
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { TestCertificates.Authority },
            },
        }).WaitAsync(TestHost.Patience);
        return (X509Certificate2)tls.RemoteCertificate!;
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
