using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Interop.Tests;

/// <summary>A certificate in files, as programs of the system take it: PEM (RFC 7468).</summary>
/// <param name="Certificate">The file of the certificate.</param>
/// <param name="Key">The file of its private key, which only its owner may read.</param>
/// <param name="Authority">The file of the authority that the tests trust.</param>
internal sealed record CertificateFiles(string Certificate, string Key, string Authority)
{
    /// <summary>Writes a certificate.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="name">What its files are called.</param>
    /// <param name="certificate">The certificate, with an ECDSA key.</param>
    public static CertificateFiles Write(TemporaryFolder folder, string name, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new ArgumentException("There is no ECDSA key.", nameof(certificate));
        return new CertificateFiles(
            folder.Write($"{name}.pem", certificate.ExportCertificatePem()),
            folder.WriteSecret($"{name}.key", key.ExportPkcs8PrivateKeyPem()),
            folder.Write("authority.pem", TestCertificates.Authority.ExportCertificatePem()));
    }
}
