using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.Testing;

/// <summary>A certificate authority that lives as long as the object, and a certificate of it. For tests.</summary>
public sealed class ThrowawayAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2 _authority;
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>Makes the authority, and a certificate.</summary>
    /// <param name="host">The name that the certificate carries, besides 127.0.0.1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    public ThrowawayAuthority(string host = "localhost")
    {
        ArgumentNullException.ThrowIfNull(host);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ProtocolKit throwaway authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _authority = request.CreateSelfSigned(_now.AddDays(-3), _now.AddDays(1));
        Roots = [X509CertificateLoader.LoadCertificate(_authority.RawData)];
        Certificate = Issue(host, IPAddress.Loopback, _now.AddHours(23));
    }

    /// <summary>The authority's certificate alone: what a client is to trust (<see cref="UpgradeClientOptions.CustomRoots"/>).</summary>
    public X509Certificate2Collection Roots { get; }

    /// <summary>A certificate for the host and 127.0.0.1, with its key; disposed with this object.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Disposes the authority and <see cref="Certificate"/>.</summary>
    public void Dispose()
    {
        Certificate.Dispose();
        _authority.Dispose();
        foreach (var root in Roots)
            root.Dispose();
    }

    /// <summary>Issues a certificate with a key, valid for two days up to a moment.</summary>
    /// <param name="name">The DNS name that it carries.</param>
    /// <param name="address">The address that it carries, or null for none.</param>
    /// <param name="until">When it expires; within a day of the making of this object, as the authority does.</param>
    /// <returns>The certificate; owned by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="until"/> is later.</exception>
    public X509Certificate2 Issue(string name, IPAddress? address, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
            names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                _authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(_authority, until.AddDays(-2), until, RandomNumberGenerator.GetBytes(16));
        var withKey = certificate.CopyWithPrivateKey(key);
        if (!OperatingSystem.IsWindows())
            return withKey;
        // Windows does TLS with stored keys only.
        using (withKey)
            return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
