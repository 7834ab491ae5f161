using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>A verified TLS transport and what was learnt inside it. Made by the upgrade only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SecuredTransport
{
    internal SecuredTransport(Stream stream, TlsStream tls, KeptMessages messages, int roundTrips)
    {
        Stream = stream;
        Tls = tls;
        Messages = messages;
        RoundTrips = roundTrips;
    }

    internal Stream Stream { get; }

    internal TlsStream Tls { get; }

    internal KeptMessages Messages { get; }

    internal int RoundTrips { get; }

    internal void Dispose()
    {
        Tls.Dispose();
        Messages.Dispose();
    }
}
