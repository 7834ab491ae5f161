using System.Buffers.Binary;
using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Lets everybody in, and answers every simple query with one row of one column (PostgreSQL documentation, Message
/// Formats).</summary>
internal sealed class PostgresService : IService
{
    private const int Text = 25;

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var startup = await ReadBodyAsync(stream, cancellationToken);
        heard.Add(Encoding.ASCII.GetString(startup.AsSpan(4)).Replace('\0', ' '));
        await stream.WriteAsync(Welcome, cancellationToken);

        var type = new byte[1];
        while (await stream.ReadAsync(type, cancellationToken) > 0)
        {
            var body = await ReadBodyAsync(stream, cancellationToken);
            if (type[0] == 'X')
                return;
            if (type[0] != 'Q')
                throw new InvalidDataException($"Nobody answers PostgreSQL's message '{(char)type[0]}' here.");
            heard.Add(Encoding.UTF8.GetString(body).TrimEnd('\0'));
            await stream.WriteAsync(Row, cancellationToken);
        }
    }

    private static byte[] Welcome =>
    [
        .. Message('R', Int32(0)),
        .. Message('S', "server_version\015.0\0"u8),
        .. Message('S', "client_encoding\0UTF8\0"u8),
        .. Message('S', "standard_conforming_strings\0on\0"u8),
        .. Ready,
    ];

    private static byte[] Ready => Message('Z', "I"u8);

    private static byte[] Row
    {
        get
        {
            var value = "Served inside TLS"u8;
            return
            [
                .. Message(
                    'T', [.. Int16(1), .. "answer\0"u8, .. Int32(0), .. Int16(0), .. Int32(Text), .. Int16(-1), .. Int32(-1), .. Int16(0)]),
                .. Message('D', [.. Int16(1), .. Int32(value.Length), .. value]),
                .. Message('C', "SELECT 1\0"u8),
                .. Ready,
            ];
        }
    }

    private static async Task<byte[]> ReadBodyAsync(Stream stream, CancellationToken cancellationToken)
    {
        var size = new byte[4];
        await stream.ReadExactlyAsync(size, cancellationToken);
        var body = new byte[Math.Clamp(BinaryPrimitives.ReadInt32BigEndian(size) - size.Length, 0, 8192)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    private static byte[] Message(char type, ReadOnlySpan<byte> body) => [(byte)type, .. Int32(body.Length + 4), .. body];

    private static byte[] Int32(int value)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(octets, value);
        return octets;
    }

    private static byte[] Int16(short value)
    {
        var octets = new byte[2];
        BinaryPrimitives.WriteInt16BigEndian(octets, value);
        return octets;
    }
}
