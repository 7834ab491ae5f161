namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Shows a VNC client a desktop, and leaves (RFC 6143, 7.1.3 and 7.3).</summary>
internal sealed class VncService : IService
{
    private static readonly byte[] Name = "Served inside TLS"u8.ToArray();

    /// <summary>16 x 16 pixels of 32 bits.</summary>
    private static readonly byte[] Desktop =
        [0, 16, 0, 16, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0, 0, 0, 0, (byte)Name.Length, .. Name];

    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(new byte[4], cancellationToken);
        var shared = new byte[1];
        await stream.ReadExactlyAsync(shared, cancellationToken);
        heard.Add("ClientInit");
        await stream.WriteAsync(Desktop, cancellationToken);
    }
}
