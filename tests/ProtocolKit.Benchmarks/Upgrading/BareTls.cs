using System.Net.Security;
using System.Net.Sockets;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>TCP and TLS, and no dialogue but the greeting: without a read the session's ticket is never seen, and no session is
/// resumed.</summary>
internal sealed class BareTls(Endpoints endpoints) : IUpgrader
{
    private readonly SslClientAuthenticationOptions _options = Dialing.CreateOptions(endpoints.Root);

    public string Name => "bare SslStream, no dialogue";

    public async Task RunAsync()
    {
        var socket = await Dialing.ConnectAsync(endpoints.TlsPort).ConfigureAwait(false);
        using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await tls.AuthenticateAsClientAsync(_options).ConfigureAwait(false);
        if (await tls.ReadAsync(new byte[512]).ConfigureAwait(false) == 0)
            throw new InvalidOperationException("The server said nothing.");
    }
}
