using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Lets everybody in, answers every query with one row of one column, and every other command with OK (MySQL Source Code
/// Documentation, Protocol::OK_Packet and Text Resultset).</summary>
internal sealed class MySqlService : IService
{
    private const byte Quit = 1;
    private const byte Query = 3;

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var (number, content) = await ReadPacketAsync(stream, cancellationToken);
        heard.Add("login");
        while (content is not [Quit, ..])
        {
            await stream.WriteAsync(IsSelect(content) ? Row : Packet(number + 1, Ok), cancellationToken);
            (_, content) = await ReadPacketAsync(stream, cancellationToken);
            number = 0;
            heard.Add(Encoding.UTF8.GetString(content.AsSpan(1)));
        }
    }

    private static ReadOnlySpan<byte> Ok => [0, 0, 0, 2, 0, 0, 0];

    private static ReadOnlySpan<byte> End => [0xFE, 0, 0, 2, 0];

    private static byte[] Row =>
    [
        .. Packet(1, [1]),
        .. Packet(
            2, [.. Text("def"), .. Text(""), .. Text(""), .. Text(""), .. Text("answer"), .. Text(""), 12, 45, 0, 0, 1, 0, 0, 0xFD, 0, 0,
            0, 0, 0]),
        .. Packet(3, End),
        .. Packet(4, Text("Served inside TLS")),
        .. Packet(5, End),
    ];

    private static bool IsSelect(byte[] content) =>
        content is [Query, ..] && Encoding.UTF8.GetString(content.AsSpan(1)).StartsWith("select", StringComparison.OrdinalIgnoreCase);

    private static byte[] Packet(int number, ReadOnlySpan<byte> content) => [(byte)content.Length, 0, 0, (byte)number, .. content];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static async Task<(int Number, byte[] Content)> ReadPacketAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        await stream.ReadExactlyAsync(head, cancellationToken);
        var content = new byte[head[0] | head[1] << 8];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return (head[3], content);
    }
}
