using System.Net.Security;
using System.Security.Authentication;

namespace ProtocolKit.Cli;

/// <summary>Tells what was agreed in a handshake.</summary>
internal static class TlsReport
{
    public static ProbeTls Of(TlsInfo tls) => new(
        Version(tls.Protocol),
        tls.CipherSuite.ToString(),
        HasForwardSecrecy(tls.Protocol, tls.CipherSuite),
        tls.ApplicationProtocol is { } agreed ? PeerText.Escape(agreed) : null);

    public static ProbeTls Of(NegotiatedTls tls) => new(
        Version(tls.Protocol),
        tls.CipherSuite.ToString(),
        HasForwardSecrecy(tls.Protocol, tls.CipherSuite),
        tls.ApplicationProtocol is { } agreed ? PeerText.Escape(agreed) : null);

    public static string Version(SslProtocols version) => version switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => version.ToString(),
    };

    /// <summary>Whether a stolen key of the server's opens no recorded connection. The suites of TLS 1.3 do not name the key exchange,
    /// which is always ephemeral there but for bare pre-shared keys, of which there are none without a first connection.</summary>
    public static bool HasForwardSecrecy(SslProtocols version, TlsCipherSuite suite)
    {
        var name = suite.ToString();
        return version == SslProtocols.Tls13
            || name.StartsWith("TLS_ECDHE_", StringComparison.Ordinal)
            || name.StartsWith("TLS_DHE_", StringComparison.Ordinal);
    }
}
