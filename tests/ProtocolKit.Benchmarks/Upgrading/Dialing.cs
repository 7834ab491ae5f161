using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Benchmarks.Upgrading;

/// <summary>What the clients without ProtocolKit share.</summary>
internal static class Dialing
{
    public static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        return socket;
    }

    /// <summary>The options that ProtocolKit passes to <see cref="SslStream"/>, shared by all connections as it shares them.</summary>
    public static SslClientAuthenticationOptions CreateOptions(X509Certificate2 root) => new()
    {
        TargetHost = Endpoints.Host,
        CertificateChainPolicy = CreatePolicy(root),
        AllowRenegotiation = false,
    };

    public static X509ChainPolicy CreatePolicy(X509Certificate2 root) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { root },
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };
}
