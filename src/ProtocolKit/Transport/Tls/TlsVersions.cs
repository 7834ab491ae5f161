using System.Security.Authentication;

namespace ProtocolKit;

internal static class TlsVersions
{
    public const SslProtocols Default = SslProtocols.Tls12 | SslProtocols.Tls13;

    public static SslProtocols Check(SslProtocols versions) =>
        versions is SslProtocols.Tls12 or SslProtocols.Tls13 or Default
            ? versions
            : throw new ArgumentException($"{versions} is not TLS 1.2, TLS 1.3 or both (RFC 8996).", nameof(versions));

    /// <summary>The versions where packets carry the handshake: 1.2 unless the caller wants 1.3 alone, whose session tickets come at a
    /// time when one side takes the handshake for done, and the other does not.</summary>
    public static SslProtocols InPackets(SslProtocols versions) =>
        versions == SslProtocols.None || (versions & SslProtocols.Tls12) != 0 ? SslProtocols.Tls12 : versions;

    /// <summary>The number of a version, such as <c>1.3</c>.</summary>
    public static string NumberOf(SslProtocols version) => version switch
    {
        SslProtocols.Tls12 => "1.2",
        SslProtocols.Tls13 => "1.3",
        _ => version.ToString(),
    };
}
