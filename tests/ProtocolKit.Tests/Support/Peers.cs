using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>Peers that are no part of what is tested.</summary>
internal static class Peers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static UpgradeClientOptions Trusting { get; } = new() { CustomRoots = TestCertificates.Roots };

    public static UpgradeServerOptions Serving { get; } = new() { Certificate = TestCertificates.Valid };

    /// <summary>Runs a client against a server within the process.</summary>
    /// <param name="server">The server's part; its stream is closed when it ends.</param>
    /// <param name="client">The client's part.</param>
    public static async Task<T> AgainstAsync<T>(Func<LoopbackStream, Task> server, Func<LoopbackStream, Task<T>> client)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var serving = ServeAsync();
        try
        {
            return await client(clientEnd).WaitAsync(Patience);
        }
        finally
        {
            // A peer that was hung up on has nothing left to say.
            clientEnd.Dispose();
            await serving.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task ServeAsync()
        {
            await Task.Yield();
            using (serverEnd)
                await server(serverEnd);
        }
    }

    /// <summary>Runs a client that is to fail.</summary>
    public static Task<UpgradeException> FailAgainstAsync(Func<LoopbackStream, Task> server, Func<LoopbackStream, Task> client) =>
        AgainstAsync(server, stream => Assert.ThrowsAsync<UpgradeException>(() => client(stream)));

    /// <summary>Upgrades a toy client that trusts the tests' authority.</summary>
    public static Task<SecureConnection> UpgradeAsync(
        Stream stream, UpgradeClientOptions? options = null, ToyParameters? parameters = null, string host = TestCertificates.Host) =>
        UpgradeClient.UpgradeAsync(ToyProtocol.Instance, stream, host, parameters, options ?? Trusting);

    /// <summary>A server that does what it should, with a certificate that may not be what it should.</summary>
    public static Func<LoopbackStream, Task> HonestServer(X509Certificate2 certificate) => async stream =>
    {
        await SayAsync(stream, "HI\r\n");
        await HearAsync(stream, "GO\r\n");
        await SayAsync(stream, "OK\r\n");
        await using var tls = await AuthenticateAsync(stream, new() { ServerCertificate = certificate });
        await EchoAsync(tls);
    };

    public static async Task<SslStream> AuthenticateAsync(Stream stream, SslServerAuthenticationOptions options)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(options);
        return tls;
    }

    public static async Task EchoAsync(Stream stream)
    {
        var buffer = new byte[256];
        while (await stream.ReadAsync(buffer) is > 0 and var octets)
            await stream.WriteAsync(buffer.AsMemory(0, octets));
    }

    public static async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    public static async Task HearAsync(Stream stream, string text)
    {
        var octets = new byte[text.Length];
        await stream.ReadExactlyAsync(octets).AsTask().WaitAsync(Patience);
        Assert.Equal(text, Encoding.Latin1.GetString(octets));
    }

    /// <summary>Reads until the other end closes, so that nothing that it says is lost to it.</summary>
    public static async Task<string> HearOutAsync(Stream stream)
    {
        using var heard = new MemoryStream();
        await stream.CopyToAsync(heard).WaitAsync(Patience);
        return Encoding.Latin1.GetString(heard.ToArray());
    }
}
