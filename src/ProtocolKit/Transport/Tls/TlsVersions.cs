using System.Security.Authentication;

namespace ProtocolKit;

internal static class TlsVersions
{
    public const SslProtocols Default = SslProtocols.Tls12 | SslProtocols.Tls13;

    public static SslProtocols Check(SslProtocols versions) =>
        versions is SslProtocols.Tls12 or SslProtocols.Tls13 or Default
            ? versions
            : throw new ArgumentException($"{versions} is not TLS 1.2, TLS 1.3 or both (RFC 8996).", nameof(versions));

    /// <summary>The number of a version, such as <c>1.3</c>.</summary>
    public static string NumberOf(SslProtocols version) => version switch
    {
        SslProtocols.Tls12 => "1.2",
        SslProtocols.Tls13 => "1.3",
        _ => version.ToString(),
    };
}
