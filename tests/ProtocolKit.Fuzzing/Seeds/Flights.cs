using System.Net.Security;
using System.Security.Authentication;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Fuzzing.Seeds;

/// <summary>What the sides of a real handshake say.</summary>
internal static class Flights
{
    /// <summary>Where the session ID's length stands in a hello, with its record's and its message's header before it.</summary>
    public const int SessionIdAt = 5 + 4 + 2 + 32;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>The octets of each side, for each version. Where the server repeats the client's session ID, that is marked.</summary>
    public static (bool FromServer, byte[] Octets)[] Record() =>
        [.. new[] { SslProtocols.Tls12, SslProtocols.Tls13 }.SelectMany(version => RecordAsync(version).GetAwaiter().GetResult())];

    private static async Task<IEnumerable<(bool FromServer, byte[] Octets)>> RecordAsync(SslProtocols version)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        using var client = new SslStream(clientEnd);
        using var server = new SslStream(serverEnd);
        var serving = server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = TestCertificates.Valid, EnabledSslProtocols = version,
        });
        await client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = TestCertificates.Host,
            EnabledSslProtocols = version,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        }).WaitAsync(s_patience);
        await serving.WaitAsync(s_patience);
        return [(false, clientEnd.GetWritten()), (true, MarkSessionId(serverEnd.GetWritten()))];
    }

    private static byte[] MarkSessionId(byte[] server)
    {
        var end = SessionIdAt + 1 + server[SessionIdAt];
        return end == SessionIdAt + 1 ? server : [.. server[..(SessionIdAt + 1)], .. Turns.FreshText, .. server[end..]];
    }
}
