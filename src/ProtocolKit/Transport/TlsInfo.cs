using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>What was agreed in a TLS handshake. Its certificates and its channel bindings are valid as long as the connection is
/// open.</summary>
public sealed record TlsInfo
{
    /// <summary>The TLS version.</summary>
    public required SslProtocols Protocol { get; init; }

    /// <summary>The cipher suite.</summary>
    public required TlsCipherSuite CipherSuite { get; init; }

    /// <summary>The ALPN protocol name, or null if none was agreed on (RFC 7301).</summary>
    public string? ApplicationProtocol { get; init; }

    /// <summary>The peer's certificate, or null if it has none, or was not asked for it. Owned by the connection.</summary>
    public X509Certificate2? PeerCertificate { get; init; }

    /// <summary>The peer's certificate and those that lead from it to the root, in this order; empty unless the options asked to keep them.
    /// Copies, owned by the caller.</summary>
    public IReadOnlyList<X509Certificate2> PeerChain { get; init; } = [];

    /// <summary>By what the peer was verified.</summary>
    public PeerVerification Verification { get; init; }

    /// <summary>Gives the channel bindings, to tie an authentication to this connection (RFC 5929, RFC 9266); null where it was made
    /// without a connection.</summary>
    public TransportContext? TransportContext { get; init; }

    internal static TlsInfo Of(TlsStream stream) => new()
    {
        Protocol = stream.SslProtocol,
        CipherSuite = stream.NegotiatedCipherSuite,
        ApplicationProtocol =
            stream.NegotiatedApplicationProtocol.Protocol.IsEmpty ? null : stream.NegotiatedApplicationProtocol.ToString(),
        PeerCertificate = stream.IsPeerAnyone ? null : stream.RemoteCertificate as X509Certificate2,
        PeerChain = stream.Peer.Chain,
        Verification = stream.Peer.Verification,
        TransportContext = stream.TransportContext,
    };
}
