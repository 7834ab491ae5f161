using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Lets everybody in, and answers every command with OK (MySQL Source Code Documentation, Protocol::OK_Packet).</summary>
internal sealed class MySqlService : IService
{
    private const byte Quit = 1;

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var (number, content) = await ReadPacketAsync(stream, cancellationToken);
        heard.Add("login");
        while (content is not [Quit, ..])
        {
            await stream.WriteAsync(Ok(number + 1), cancellationToken);
            (_, content) = await ReadPacketAsync(stream, cancellationToken);
            number = 0;
            heard.Add(Encoding.UTF8.GetString(content.AsSpan(1)));
        }
    }

    private static byte[] Ok(int number) => [7, 0, 0, (byte)number, 0, 0, 0, 2, 0, 0, 0];

    private static async Task<(int Number, byte[] Content)> ReadPacketAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        await stream.ReadExactlyAsync(head, cancellationToken);
        var content = new byte[head[0] | head[1] << 8];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return (head[3], content);
    }
}
