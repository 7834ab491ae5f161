using System.Net;
using System.Net.Sockets;
using System.Text;
using ProtocolKit;
using ProtocolKit.Testing;

namespace Sample_Namespace.Sample;

/// <summary>Serves the protocol on a free port of this machine, and upgrades a connection to it.</summary>
internal static class Program
{
    private static async Task Main()
    {
        using var authority = new ThrowawayAuthority();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, authority);

        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using (var client = await SampleProtocol.ConnectAsync("localhost", port, options: new() { CustomRoots = authority.Roots }))
        {
            Console.WriteLine($"localhost:{port} is {client.Tls.Protocol} with {client.Tls.CipherSuite}.");
            foreach (var offer in client.Menu.Offers)
                Console.WriteLine($"It offers {Encoding.ASCII.GetString(offer)}.");
            await client.Stream.WriteAsync("hello inside TLS"u8.ToArray());
        }

        Console.WriteLine($"The server read: {await serving}");
    }

    private static async Task<string> ServeAsync(TcpListener listener, ThrowawayAuthority authority)
    {
        var socket = await listener.AcceptSocketAsync();
        var parameters = new SampleProtocol.ServerParameters();
        parameters.AddOffer("fish");
        // It answers inside TLS as well, until the client has what the grammar's dialogue gives it there. Then the stream is yours.
        var options = new UpgradeServerOptions { Certificate = authority.Certificate, AnswerInsideTls = true };
        await using var server = await SampleProtocol.AcceptAsync(new NetworkStream(socket, ownsSocket: true), options, parameters);
        using var reader = new StreamReader(server.Stream);
        return await reader.ReadToEndAsync();
    }
}
