using System.Net.Security;

namespace ProtocolKit;

/// <summary>A verified TLS transport and what was learnt inside it. Made by the upgrade only.</summary>
public sealed class SecuredTransport
{
    internal SecuredTransport(SslStream stream, KeptMessages messages)
    {
        Stream = stream;
        Messages = messages;
    }

    internal SslStream Stream { get; }

    internal KeptMessages Messages { get; }
}
