using System.Buffers.Binary;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Lists one export, and acknowledges every other option (NBD protocol, Option haggling).</summary>
internal sealed class NbdService : IService
{
    private const int Acknowledged = 1;
    private const int Export = 2;
    private const int Abort = 2;
    private const int List = 3;

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var head = new byte[16];
        while (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) == head.Length)
        {
            var option = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(8));
            await stream.ReadExactlyAsync(
                new byte[Math.Clamp(BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(12)), 0, 8192)], cancellationToken);
            heard.Add(option switch { List => "LIST", Abort => "ABORT", _ => $"option {option}" });
            if (option == List)
                await stream.WriteAsync(Reply(option, Export, [0, 0, 0, 17, .. "Served inside TLS"u8]), cancellationToken);
            await stream.WriteAsync(Reply(option, Acknowledged, []), cancellationToken);
            if (option == Abort)
                return;
        }
    }

    private static byte[] Reply(int option, int type, ReadOnlySpan<byte> data)
    {
        var reply = new byte[20 + data.Length];
        BinaryPrimitives.WriteUInt64BigEndian(reply, 0x0003E889045565A9);
        BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(8), option);
        BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(12), type);
        BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(16), data.Length);
        data.CopyTo(reply.AsSpan(20));
        return reply;
    }
}
