using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtocolKit.TestSupport;

/// <summary>An authority of the tests' own, and certificates of which each has one fault at most. All are for <c>localhost</c>,
/// <c>mail.example</c> and 127.0.0.1 unless their name says otherwise.</summary>
internal static class TestCertificates
{
    public const string Host = "mail.example";

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly string[] UsualNames = [Host, "localhost"];

    public static X509Certificate2 Authority { get; } = Issue(null, "Test Authority", new() { IsAuthority = true });

    public static X509Certificate2 OtherAuthority { get; } = Issue(null, "Other Authority", new() { IsAuthority = true });

    /// <summary>What a client of the tests trusts.</summary>
    public static X509Certificate2Collection Roots { get; } = new(X509CertificateLoader.LoadCertificate(Authority.RawData));

    public static X509Certificate2 Valid { get; } = Issue(Authority, Host, new());

    public static X509Certificate2 Expired { get; } =
        Issue(Authority, Host, new() { From = Now.AddDays(-20), Until = Now.AddDays(-10) });

    public static X509Certificate2 NotYetValid { get; } =
        Issue(Authority, Host, new() { From = Now.AddDays(10), Until = Now.AddDays(20) });

    public static X509Certificate2 WrongName { get; } = Issue(Authority, Host, new() { Names = ["other.example", "another.example"] });

    public static X509Certificate2 Wildcard { get; } = Issue(Authority, Host, new() { Names = ["*.mail.example"] });

    public static X509Certificate2 CommonNameOnly { get; } = Issue(Authority, Host, new() { Names = [], Addresses = [] });

    public static X509Certificate2 UnknownAuthority { get; } = Issue(OtherAuthority, Host, new());

    public static X509Certificate2 SelfSigned { get; } = Issue(null, Host, new());

    public static X509Certificate2 WrongUsage { get; } = Issue(Authority, Host, new() { Usage = ClientUsage });

    /// <summary>For the authentication of a client.</summary>
    public static X509Certificate2 Client { get; } = Issue(Authority, "client", new() { Names = [], Addresses = [], Usage = ClientUsage });

    public static X509Certificate2 Intermediate { get; } = Issue(Authority, "Intermediate", new() { IsAuthority = true });

    /// <summary>Issued by <see cref="Intermediate"/>.</summary>
    public static X509Certificate2 BehindIntermediate { get; } = Issue(Intermediate, Host, new());

    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    /// <summary>Issues a certificate with a key of its own.</summary>
    /// <param name="issuer">Who signs it, or null to let it sign itself.</param>
    /// <param name="commonName">The subject's common name.</param>
    /// <param name="particulars">All else.</param>
    public static X509Certificate2 Issue(X509Certificate2? issuer, string commonName, Particulars particulars)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Describe(new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256), particulars);
        var (from, until) = Validity(particulars);
        if (issuer is null)
            return Usable(request.CreateSelfSigned(from, until));
        using var certificate = request.Create(issuer, from, until, RandomNumberGenerator.GetBytes(8));
        return Usable(certificate.CopyWithPrivateKey(key));
    }

    /// <summary>Issues a certificate for an RSA key.</summary>
    /// <param name="issuer">The name of who signs it.</param>
    /// <param name="signer">Signs it.</param>
    /// <param name="commonName">The subject's common name.</param>
    /// <param name="key">The subject's key.</param>
    /// <param name="particulars">All else.</param>
    public static X509Certificate2 IssueRsa(
        string issuer, X509SignatureGenerator signer, string commonName, RSA key, Particulars particulars)
    {
        var request = Describe(
            new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), particulars);
        var (from, until) = Validity(particulars);
        using var certificate = request.Create(
            new X500DistinguishedName($"CN={issuer}"), signer, from, until, RandomNumberGenerator.GetBytes(8));
        return Usable(certificate.CopyWithPrivateKey(key));
    }

    private static CertificateRequest Describe(CertificateRequest request, Particulars particulars)
    {
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(particulars.IsAuthority, false, 0, critical: true));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (particulars.IsAuthority)
        {
            extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        }
        else
        {
            extensions.Add(new X509EnhancedKeyUsageExtension([new Oid(particulars.Usage)], critical: false));
            AddNames(request, particulars);
        }

        if (particulars.Permitted is { } permitted)
            extensions.Add(new X509Extension("2.5.29.30", AlternativeNames.Permit(permitted), critical: true));

        if (particulars.RevocationList is { } address)
            extensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([address]));
        return request;
    }

    private static (DateTimeOffset From, DateTimeOffset Until) Validity(Particulars particulars) =>
        (particulars.From ?? Now.AddDays(-30), particulars.Until ?? Now.AddDays(30));

    private static void AddNames(CertificateRequest request, Particulars particulars)
    {
        if (particulars.RawNames is { } raw)
        {
            request.CertificateExtensions.Add(new X509Extension("2.5.29.17", raw, critical: false));
            return;
        }

        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in particulars.Names)
            names.AddDnsName(name);
        foreach (var address in particulars.Addresses)
            names.AddIpAddress(IPAddress.Parse(address));
        if (particulars.Names.Count + particulars.Addresses.Count > 0)
            request.CertificateExtensions.Add(names.Build());
    }

    /// <summary>Windows does TLS with stored keys only.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>What a certificate says, but for its subject.</summary>
    internal sealed record Particulars
    {
        public IReadOnlyList<string> Names { get; init; } = UsualNames;

        public IReadOnlyList<string> Addresses { get; init; } = ["127.0.0.1"];

        public DateTimeOffset? From { get; init; }

        public DateTimeOffset? Until { get; init; }

        public string Usage { get; init; } = ServerUsage;

        public bool IsAuthority { get; init; }

        /// <summary>The subject alternative name as it is encoded, in place of all names; or null.</summary>
        public byte[]? RawNames { get; init; }

        /// <summary>The domain that an authority may name, or null for any.</summary>
        public string? Permitted { get; init; }

        /// <summary>Where it is to be looked up whether it was revoked, or null.</summary>
        public string? RevocationList { get; init; }
    }
}
