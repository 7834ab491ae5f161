using System.Net.Security;
using System.Security.Authentication;

namespace ProtocolKit;

/// <summary>What was agreed in the handshake of an upgrade that failed after it, inside TLS.</summary>
/// <param name="Protocol">The TLS version.</param>
/// <param name="CipherSuite">The cipher suite.</param>
/// <param name="ApplicationProtocol">The ALPN protocol name, or null if none was agreed on (RFC 7301).</param>
public sealed record NegotiatedTls(SslProtocols Protocol, TlsCipherSuite CipherSuite, string? ApplicationProtocol);
