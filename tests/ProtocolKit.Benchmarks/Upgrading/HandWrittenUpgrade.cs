using System.Net.Security;
using System.Net.Sockets;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>The same octets as ProtocolKit sends and receives around <see cref="SslStream"/>, by hand: a reply is what one read gives,
/// and of it only the code is looked at.</summary>
internal sealed class HandWrittenUpgrade(Endpoints endpoints) : IUpgrader
{
    private static readonly byte[] Ehlo = "EHLO localhost\r\n"u8.ToArray();
    private static readonly byte[] StartTls = "STARTTLS\r\n"u8.ToArray();

    private readonly SslClientAuthenticationOptions _options = Dialing.CreateOptions(endpoints.Root);

    public string Name => "bare SslStream, dialogue by hand";

    public async Task RunAsync()
    {
        var socket = await Dialing.ConnectAsync(endpoints.StartTlsPort).ConfigureAwait(false);
        using var plain = new NetworkStream(socket, ownsSocket: true);
        var buffer = new byte[512];
        await ExpectAsync(plain, buffer, (byte)'2').ConfigureAwait(false);
        await plain.WriteAsync(Ehlo).ConfigureAwait(false);
        await ExpectAsync(plain, buffer, (byte)'2').ConfigureAwait(false);
        await plain.WriteAsync(StartTls).ConfigureAwait(false);
        await ExpectAsync(plain, buffer, (byte)'2').ConfigureAwait(false);
        using var tls = new SslStream(plain);
        await tls.AuthenticateAsClientAsync(_options).ConfigureAwait(false);
        await tls.WriteAsync(Ehlo).ConfigureAwait(false);
        await ExpectAsync(tls, buffer, (byte)'2').ConfigureAwait(false);
    }

    private static async ValueTask ExpectAsync(Stream stream, byte[] buffer, byte code)
    {
        if (await stream.ReadAsync(buffer).ConfigureAwait(false) == 0 || buffer[0] != code)
            throw new InvalidOperationException("The server said something else.");
    }
}
