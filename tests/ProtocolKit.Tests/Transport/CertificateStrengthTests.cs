using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>Certificates that could be forged, or whose key could be found, are refused (RFC 9325, sections 4.4 and 4.5).</summary>
public class CertificateStrengthTests
{
    private const string Rsa = "1.2.840.113549.1.1.1", RsaPss = "1.2.840.113549.1.1.10";

    private const string Sha1 = "300D06092A864886F70D0101050500", Md5 = "300D06092A864886F70D0101040500",
        PssWithSha1 = "300D06092A864886F70D01010A3000";

    /// <summary>SHA-1 by the number that the OSI Implementers' Workshop gave it.</summary>
    private const string OldSha1 = "300906052B0E03021D0500";

    private static readonly TestCertificates.Particulars OfAuthority = new() { IsAuthority = true };
    private static readonly RSA AuthoritysKey = RSA.Create(2048), Key = RSA.Create(2048), ShortKey = RSA.Create(1024);
    private static readonly X509Certificate2 Authority = IssueAuthority(AuthoritysKey, Strong(AuthoritysKey));

    [Fact]
    public void RSA_certificates_of_today_are_taken()
    {
        Assert.Equal(CertificateErrors.None, ErrorsOf(Strong(AuthoritysKey), Key));
        Assert.Equal(CertificateErrors.None, ErrorsOf(X509SignatureGenerator.CreateForRSA(AuthoritysKey, RSASignaturePadding.Pss), Key));
    }

    [Theory]
    [InlineData(Sha1, "SHA1")]
    [InlineData(OldSha1, "SHA1")]
    [InlineData(Md5, "MD5")]
    [InlineData(PssWithSha1, "SHA1")]
    [InlineData("301A06092A864886F70D01010A300DA00B300906052B0E03021A0500", "SHA1")]
    [InlineData("301D06092A864886F70D01010A3010A00E300C06082A864886F70D02050500", "MD5")]
    [InlineData("301206092A864886F70D01010A3005A203020120", "SHA1")]
    [InlineData("300D06092A864886F70D0101020500", "MD5")]
    public void A_weak_signature_is_found(string algorithm, string digest) =>
        Assert.Equal(CertificateErrors.WeakSignature, ErrorsOf(new WeakSigner(AuthoritysKey, algorithm, digest), Key));

    [Fact]
    public void A_short_key_is_found()
    {
        using var hardlyTooShort = RSA.Create(2040);
        Assert.Equal(CertificateErrors.WeakKey, ErrorsOf(Strong(AuthoritysKey), ShortKey));
        Assert.Equal(CertificateErrors.WeakKey, ErrorsOf(Strong(AuthoritysKey), hardlyTooShort));
    }

    [Fact]
    public void The_authoritys_key_counts_and_how_it_signed_itself_does_not()
    {
        var leaf = TestCertificates.IssueRsa("Authority", Strong(AuthoritysKey), TestCertificates.Host, Key, new());
        Assert.Equal(CertificateErrors.None, ErrorsOf(IssueAuthority(AuthoritysKey, new WeakSigner(AuthoritysKey, Sha1, "SHA1")), leaf));
        leaf = TestCertificates.IssueRsa("Authority", Strong(ShortKey), TestCertificates.Host, Key, new());
        Assert.Equal(CertificateErrors.WeakKey, ErrorsOf(IssueAuthority(ShortKey, Strong(ShortKey)), leaf));
    }

    [Fact]
    public void What_stands_between_the_certificate_and_the_root_counts_too()
    {
        var between = TestCertificates.IssueRsa("Authority", new WeakSigner(AuthoritysKey, Sha1, "SHA1"), "Between", Key, OfAuthority);
        var leaf = TestCertificates.IssueRsa("Between", Strong(Key), TestCertificates.Host, AuthoritysKey, new());

        Assert.Equal(CertificateErrors.WeakSignature, ErrorsOf(Authority, leaf, between));
    }

    [Theory]
    [InlineData("nistP192", CertificateErrors.WeakKey)]
    [InlineData("nistP224", CertificateErrors.None)]
    [InlineData("nistP256", CertificateErrors.None)]
    [InlineData("nistP521", CertificateErrors.None)]
    public void The_curve_of_a_key_is_looked_at(string curve, CertificateErrors errors)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.Equal(errors, ErrorsOf(certificate, certificate));
    }

    [Fact]
    public void A_certificate_with_its_issuers_name_is_no_root()
    {
        var request = new CertificateRequest("CN=Authority", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Authority, true, false));
        using var leaf = request.Create(
            Authority.SubjectName, new WeakSigner(AuthoritysKey, Sha1, "SHA1"),
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);

        Assert.Equal(CertificateErrors.WeakSignature, ErrorsOf(Authority, leaf));
    }

    [Theory]
    [InlineData(true, CertificateErrors.None)]
    [InlineData(false, CertificateErrors.WeakSignature)]
    public void Where_a_chain_ends_before_its_root_the_last_certificate_counts_unless_it_is_trusted(
        bool isTrusted, CertificateErrors errors)
    {
        var between = TestCertificates.IssueRsa("Authority", new WeakSigner(AuthoritysKey, Sha1, "SHA1"), "Between", Key, OfAuthority);
        using var chain = Build(Authority, TestCertificates.IssueRsa("Between", Strong(Key), TestCertificates.Host, Key, new()), between);

        Assert.Equal(errors, CertificateStrength.OfChain(chain, 2, isTrusted));
    }

    [Theory]
    [InlineData(Rsa, 2040, 0, CertificateErrors.WeakKey)]
    [InlineData(Rsa, 2047, 0, CertificateErrors.WeakKey)]
    [InlineData(Rsa, 2040, 2, CertificateErrors.WeakKey)]
    [InlineData(Rsa, 2048, 0, CertificateErrors.None)]
    [InlineData(RsaPss, 2047, 0, CertificateErrors.WeakKey)]
    [InlineData(RsaPss, 2048, 0, CertificateErrors.None)]
    public void The_bits_of_a_modulus_are_counted(string type, int bits, int zeros, CertificateErrors errors)
    {
        var modulus = Enumerable.Repeat((byte)0xFF, (bits + 7) / 8).ToArray();
        modulus[0] >>= 8 * modulus.Length - bits;
        byte[] number = [.. new byte[modulus[0] > 0x7F ? zeros + 1 : zeros], .. modulus];
        var length = number.Length;
        byte[] integer = [2, 0x82, (byte)(length >> 8), (byte)length, .. number];
        byte[] key = [0x30, 0x82, (byte)(length + 7 >> 8), (byte)(length + 7), .. integer, 2, 1, 3];

        Assert.Equal(errors, ErrorsOf(type, type == Rsa ? "0500" : "", key));
    }

    [Fact]
    public void The_octets_of_a_compressed_point_are_those_of_one_coordinate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;

        byte[] compressed = [(byte)(2 + (point.Y![^1] & 1)), .. point.X!];

        Assert.Equal(CertificateErrors.None, ErrorsOf("1.2.840.10045.2.1", "06082A8648CE3D030107", compressed));
    }

    [Fact]
    public void A_weak_signature_by_an_elliptic_key_is_found()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        using var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-90), DateTimeOffset.UtcNow.AddDays(90));

        var leaf = TestCertificates.IssueRsa("Authority", new WeakEllipticSigner(key), TestCertificates.Host, Key, new());

        Assert.Equal(CertificateErrors.WeakSignature, ErrorsOf(authority, leaf));
    }

    [Theory]
    [InlineData(false, CertificateErrors.WeakSignature, "is signed with a weak digest, such as MD5 or SHA-1 (RFC 9325)")]
    [InlineData(true, CertificateErrors.WeakKey, "is too short (RFC 9325)")]
    public async Task A_weak_certificate_is_refused_and_named(bool isShort, CertificateErrors errors, string text)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var leaf = TestCertificates.IssueRsa(
            "Authority",
            isShort ? Strong(AuthoritysKey) : new WeakSigner(AuthoritysKey, Sha1, "SHA1"),
            TestCertificates.Host,
            isShort ? ShortKey : Key,
            new());
        var failure = await Peers.FailAgainstAsync(
            async stream =>
            {
                // OpenSSL serves such a certificate only where it takes anything else too.
#pragma warning disable SYSLIB0040
                using var tls = await Peers.AuthenticateAsync(
                    stream, new() { ServerCertificate = leaf, EncryptionPolicy = EncryptionPolicy.AllowNoEncryption });
#pragma warning restore SYSLIB0040
                await Peers.EchoAsync(tls);
            },
            stream => Peers.UpgradeAsync(stream, new() { CustomRoots = [Authority], ImplicitTls = true }));

        Assert.Equal(UpgradeOutcome.TlsFailed, failure.Outcome);
        Assert.Equal(errors, failure.CertificateErrors);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    private static X509SignatureGenerator Strong(RSA key) => X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);

    private static X509Certificate2 IssueAuthority(RSA key, X509SignatureGenerator signer) =>
        X509CertificateLoader.LoadCertificate(TestCertificates.IssueRsa("Authority", signer, "Authority", key, OfAuthority).RawData);

    private static CertificateErrors ErrorsOf(X509SignatureGenerator signer, RSA key) =>
        ErrorsOf(Authority, TestCertificates.IssueRsa("Authority", signer, TestCertificates.Host, key, new()));

    /// <summary>Finds what is wrong with a certificate for a key that nobody has.</summary>
    private static CertificateErrors ErrorsOf(string type, string parameters, byte[] key)
    {
        var request = new CertificateRequest(
            new X500DistinguishedName("CN=x"),
            new PublicKey(
                new Oid(type),
                parameters.Length == 0 ? null : new AsnEncodedData(Convert.FromHexString(parameters)),
                new AsnEncodedData(key)),
            HashAlgorithmName.SHA256);
        using var leaf = request.Create(
            Authority.SubjectName, Strong(AuthoritysKey), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);
        return ErrorsOf(Authority, leaf);
    }

    private static CertificateErrors ErrorsOf(X509Certificate2 authority, X509Certificate2 leaf, X509Certificate2? between = null)
    {
        using var chain = Build(authority, leaf, between);
        return CertificateStrength.OfChain(chain);
    }

    private static X509Chain Build(X509Certificate2 authority, X509Certificate2 leaf, X509Certificate2? between)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        if (between is not null)
            chain.ChainPolicy.ExtraStore.Add(between);
        chain.Build(leaf);
        Assert.Equal(authority, chain.ChainElements[^1].Certificate);
        return chain;
    }

    /// <summary>Signs as the platform does not any more.</summary>
    private sealed class WeakSigner(RSA key, string algorithm, string digest) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString(algorithm);

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(
                data, new HashAlgorithmName(digest), algorithm == PssWithSha1 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }

    /// <summary>Signs with SHA-1.</summary>
    private sealed class WeakEllipticSigner(ECDsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            Convert.FromHexString("300906072A8648CE3D0401");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
