using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Lets everybody in, and is done with every batch (MS-TDS, 2.2.7.14 LOGINACK and 2.2.7.6 DONE). On a connection of TDS 8,
/// PRELOGIN comes first inside TLS.</summary>
internal sealed class TdsService : IService
{
    private const byte Batch = 1, Login = 0x10, Prelogin = 0x12;

    /// <summary>VERSION, and ENCRYPTION, which TDS 8 does not look at.</summary>
    private static readonly byte[] Options = [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 16, 0, 0, 0, 0, 0, 2];

    private static readonly byte[] LoginAcknowledged = [
        0xAD, 18, 0, 1, 0x74, 0, 0, 4, 4, .. Encoding.Unicode.GetBytes("Test"), 16, 0, 0, 0];

    private static readonly byte[] Done = [0xFD, 0, 0, 0, 0, .. new byte[8]];

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        while (await ReadMessageAsync(stream, cancellationToken) is var (type, content) && type is Batch or Login or Prelogin)
        {
            heard.Add(type switch { Batch => Encoding.Unicode.GetString(content), Login => "login", _ => "prelogin" });
            byte[] answer = type switch { Batch => Done, Login => [.. LoginAcknowledged, .. Done], _ => Options };
            await stream.WriteAsync((byte[])[4, 1, 0, (byte)(answer.Length + 8), 0, 0, 1, 0, .. answer], cancellationToken);
        }
    }

    /// <summary>Reads packets up to the last one of a message.</summary>
    private static async Task<(byte Type, byte[] Content)> ReadMessageAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[8];
        var content = new List<byte>();
        do
        {
            if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) < head.Length)
                return default;
            var part = new byte[(head[2] << 8 | head[3]) - head.Length];
            await stream.ReadExactlyAsync(part, cancellationToken);
            content.AddRange(part);
        }
        while ((head[1] & 1) == 0);
        return (head[0], [.. content]);
    }
}
