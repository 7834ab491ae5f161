using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit;

/// <summary>What was agreed in a TLS handshake. Valid as long as its connection is open.</summary>
public sealed class TlsInfo
{
    private readonly TlsStream _stream;

    internal TlsInfo(TlsStream stream) => _stream = stream;

    /// <summary>The TLS version.</summary>
    public SslProtocols Protocol => _stream.SslProtocol;

    /// <summary>The cipher suite.</summary>
    public TlsCipherSuite CipherSuite => _stream.NegotiatedCipherSuite;

    /// <summary>The ALPN protocol name, or null if none was agreed on (RFC 7301).</summary>
    public string? ApplicationProtocol =>
        _stream.NegotiatedApplicationProtocol.Protocol.IsEmpty ? null : _stream.NegotiatedApplicationProtocol.ToString();

    /// <summary>The peer's certificate, or null if it has none, or was not asked for it. Owned by the connection.</summary>
    public X509Certificate2? PeerCertificate => _stream.IsPeerAnyone ? null : _stream.RemoteCertificate as X509Certificate2;

    /// <summary>The peer's certificate and those that lead from it to the root, in this order; empty unless the options asked to keep them.
    /// Copies, owned by the caller.</summary>
    public IReadOnlyList<X509Certificate2> PeerChain => _stream.Peer.Chain;

    /// <summary>By what the peer was verified.</summary>
    public PeerVerification Verification => _stream.Peer.Verification;

    /// <summary>Gives the channel bindings, to tie an authentication to this connection (RFC 5929, RFC 9266).</summary>
    public TransportContext TransportContext => _stream.TransportContext;
}
