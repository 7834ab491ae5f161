using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>A client that says whatever the test wants.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly Socket _socket;
    private Stream _stream;
    private PrefixedStream? _records;

    private RawClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<RawClient> ConnectAsync(int port, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } octets)
            socket.ReceiveBufferSize = octets;
        await socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(TestHost.Patience);
        return new RawClient(socket);
    }

    public Task SayAsync(string text) => SayAsync(Encoding.Latin1.GetBytes(text));

    public Task SayAsync(ReadOnlyMemory<byte> octets) => _stream.WriteAsync(octets).AsTask().WaitAsync(TestHost.Patience);

    /// <summary>Tells that nothing more will be said.</summary>
    public void EndSpeech() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Says a text and hears its answer.</summary>
    public async Task AskAsync(string text, string answer)
    {
        await SayAsync(text);
        await HearAsync(answer);
    }

    /// <summary>Reads a text and compares it.</summary>
    public async Task HearAsync(string text)
    {
        var octets = new byte[text.Length];
        var heard = await _stream.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false).AsTask().WaitAsync(TestHost.Patience);
        Assert.Equal(text, Encoding.Latin1.GetString(octets, 0, heard));
    }

    public async Task<byte[]> HearOctetsAsync(int count)
    {
        var octets = new byte[count];
        await _stream.ReadExactlyAsync(octets).AsTask().WaitAsync(TestHost.Patience);
        return octets;
    }

    /// <summary>Reads until the server closes the connection, and fails if it resets it.</summary>
    public async Task<string> HearOutAsync()
    {
        using var heard = new MemoryStream();
        await _stream.CopyToAsync(heard).WaitAsync(TestHost.Patience);
        return Encoding.Latin1.GetString(heard.ToArray());
    }

    /// <summary>Waits until the server has closed the connection or reset it.</summary>
    /// <returns>Whether it has said nothing before.</returns>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await HearOutAsync() == "";
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Does the handshake, and goes on inside TLS.</summary>
    /// <param name="prefix">What is sent in one segment with the first octets of TLS.</param>
    /// <param name="version">The TLS version, or none for any.</param>
    /// <returns>The server's certificate.</returns>
    public async Task<X509Certificate2> StartTlsAsync(string prefix = "", SslProtocols version = SslProtocols.None)
    {
        _records = new PrefixedStream(_stream, Encoding.Latin1.GetBytes(prefix));
        var tls = new SslStream(_records);
        _stream = tls;
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = TestCertificates.Host, CertificateChainPolicy = Servers.TrustingPolicy, EnabledSslProtocols = version,
        }).WaitAsync(TestHost.Patience);
        return (X509Certificate2)tls.RemoteCertificate!;
    }

    /// <summary>Sends octets below TLS.</summary>
    public Task SayBelowTlsAsync(ReadOnlyMemory<byte> octets) => _socket.SendAsync(octets).AsTask().WaitAsync(TestHost.Patience);

    /// <summary>The type of the last TLS record that was read.</summary>
    public byte LastRecordType => _records!.RecordTypes[^1];

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
