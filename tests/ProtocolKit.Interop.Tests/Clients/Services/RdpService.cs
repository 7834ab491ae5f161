using System.Buffers.Binary;
using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Hears an RDP client's first message inside TLS, MCS Connect Initial (MS-RDPBCGR, 2.2.1.3), and says no more.</summary>
internal sealed class RdpService : IService
{
    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        await stream.ReadExactlyAsync(head, cancellationToken);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)) - 4];
        await stream.ReadExactlyAsync(message, cancellationToken);
        heard.Add(Encoding.Latin1.GetString(message));
    }
}
