using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Testing;

namespace ProtocolKit.Cli;

/// <summary>A certificate that a client can be told to trust, and others that it should not.</summary>
internal sealed class HostileCertificates : IDisposable
{
    private readonly ThrowawayAuthority _authority = new();
    private readonly ThrowawayAuthority _other = new();

    public HostileCertificates()
    {
        var now = DateTimeOffset.UtcNow;
        AuthorityPath = Path.Combine(Path.GetTempPath(), $"protocolkit-{Path.GetRandomFileName()}.pem");
        File.WriteAllText(AuthorityPath, _authority.Roots.ExportCertificatePems());
        Valid = Context(_authority.Certificate);
        Unknown = Context(_other.Certificate);
        Expired = Context(_authority.Issue("localhost", IPAddress.Loopback, now.AddHours(-1)));
        WrongName = Context(_authority.Issue("other.example", null, now.AddHours(23)));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        SelfSigned = Context(request.CreateSelfSigned(now.AddHours(-1), now.AddHours(23)));
    }

    /// <summary>The file of the authority that is to be trusted.</summary>
    public string AuthorityPath { get; }

    public SslStreamCertificateContext Valid { get; }

    public SslStreamCertificateContext Expired { get; }

    public SslStreamCertificateContext WrongName { get; }

    public SslStreamCertificateContext SelfSigned { get; }

    public SslStreamCertificateContext Unknown { get; }

    public void Dispose()
    {
        Expired.TargetCertificate.Dispose();
        WrongName.TargetCertificate.Dispose();
        SelfSigned.TargetCertificate.Dispose();
        _authority.Dispose();
        _other.Dispose();
        File.Delete(AuthorityPath);
    }

    private static SslStreamCertificateContext Context(X509Certificate2 certificate) =>
        SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
}
