using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Cli;

/// <summary>Tells what is in a certificate.</summary>
internal static class CertificateReport
{
    public static ProbeCertificate Of(X509Certificate2 certificate) => new(
        PeerText.Escape(certificate.Subject),
        PeerText.Escape(certificate.Issuer),
        [.. CertificateFaults.AlternativeNames(certificate).Select(PeerText.Escape)],
        certificate.NotBefore.ToUniversalTime(),
        certificate.NotAfter.ToUniversalTime(),
        Key(certificate),
        Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)));

    /// <summary>The names of the flags, camel case.</summary>
    public static IReadOnlyList<string> Errors(CertificateErrors errors) =>
    [
        .. Enum.GetValues<CertificateErrors>()
            .Where(error => error != CertificateErrors.None && errors.HasFlag(error))
            .Select(error => char.ToLowerInvariant(error.ToString()[0]) + error.ToString()[1..]),
    ];

    private static string Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
            return string.Create(CultureInfo.InvariantCulture, $"RSA {rsa.KeySize}");
        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa is null
            ? PeerText.Escape(certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "unknown")
            : string.Create(CultureInfo.InvariantCulture, $"ECDSA {ecdsa.KeySize}");
    }
}
