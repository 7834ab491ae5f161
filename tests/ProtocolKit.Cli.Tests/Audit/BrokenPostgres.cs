using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace ProtocolKit.Cli.Tests.Audit;

/// <summary>A server of PostgreSQL's protocol that does not throw away what it has read before TLS: it uses that inside, or complains of it
/// there, as PostgreSQL does.</summary>
internal static class BrokenPostgres
{
    private const int SslRequest = 80877103;

    public static TestServer Start(bool complains) =>
        TestServer.Running((network, stop) => ServeAsync(network, complains, () => false, stop));

    /// <summary>Complains twice, then closes the connection where it would complain again, and so on.</summary>
    public static TestServer StartInconstant()
    {
        var complaints = 0;
        return TestServer.Running((network, stop) => ServeAsync(network, true, () => Interlocked.Increment(ref complaints) % 3 == 0, stop));
    }

    private static async Task ServeAsync(NetworkStream network, bool complains, Func<bool> closes, CancellationToken stop)
    {
        Stream stream = network;
        var isTls = false;
        var buffer = new byte[1024];
        var count = 0;
        while (true)
        {
            while (count < 8)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(count), stop);
                if (read == 0)
                    return;
                count += read;
            }

            var code = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(4));
            buffer.AsSpan(8, count - 8).CopyTo(buffer);
            count -= 8;
            if (isTls)
            {
                await SayAsync(code == SslRequest ? "unsupported frontend protocol 1234.5679" : "invalid length of startup packet");
                return;
            }

            if (code != SslRequest)
                return;
            if (complains && count > 0 && closes())
                return;
            await stream.WriteAsync("S"u8.ToArray(), stop);
            var tls = new SslStream(network);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = TestCertificates.Valid }, stop);
            (stream, isTls) = (tls, true);
            if (complains && count > 0)
            {
                await SayAsync("received unencrypted data after SSL request");
                return;
            }
        }

        async Task SayAsync(string message)
        {
            byte[] fields = [.. Encoding.ASCII.GetBytes($"SFATAL\0C08P01\0M{message}\0"), 0];
            var packet = new byte[5 + fields.Length];
            packet[0] = (byte)'E';
            BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(1), fields.Length + 4);
            fields.CopyTo(packet, 5);
            await stream.WriteAsync(packet, stop);
        }
    }
}
