using System.Text;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Answers an AMQP client's header inside TLS with the same.</summary>
internal sealed class AmqpService : IService
{
    public async Task ServeAsync(Stream stream, HeardText heard, CancellationToken cancellationToken)
    {
        var header = new byte[8];
        await stream.ReadExactlyAsync(header, cancellationToken);
        heard.Add(Encoding.Latin1.GetString(header));
        await stream.WriteAsync(header, cancellationToken);
    }
}
