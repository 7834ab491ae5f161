using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;
using static ProtocolKit.TestSupport.AlternativeNames;

namespace ProtocolKit.Tests;

/// <summary>A host is found among a certificate's names without decoding them all: what is found so, the platform finds too.</summary>
public class DnsNameTests
{
    private const string Host = TestCertificates.Host;

    private static readonly ECDsa s_key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static readonly string[] Hosts =
        [Host, "MAIL.example", "mail.example.", "example", "a.mail.example", "other.example", "x.example"];

    private static readonly byte[][][] Names =
    [
        [], [Dns(Host)], [Dns("Mail.EXAMPLE")], [Dns("other.example"), Dns(Host)], [Srv($"_toy.{Host}"), Dns(Host), Dns("other.example")],
        [Dns("*.example")], [Dns("*")], [Dns($"{Host}.")], [Dns($"{Host}\0")], [Dns($"{Host}\0.other.example")], [Dns("")], [Dns("example")],
        [Srv(Host)], [[0x81, (byte)Host.Length, .. Dns(Host)[2..]]], [[0x87, 4, 127, 0, 0, 1]], [[0x87, 9, .. "127.0.0.1"u8]],
        [[0xA2, (byte)(Host.Length + 2), .. Dns(Host)]], [Dns(Host), [0x82, 100]], [Dns(Host), [0x82]],
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_found_is_found_by_the_platform(bool isCritical)
    {
        var found = 0;
        foreach (var names in Names)
        {
            byte[] encoded = [0x30, (byte)names.Sum(name => name.Length), .. names.SelectMany(name => name)];
            using var certificate = Issue(new X509Extension("2.5.29.17", encoded, isCritical));
            foreach (var host in Hosts.Where(host => DnsNames.Contain(certificate.RawData, host)))
            {
                Assert.True(certificate.MatchesHostname(host, allowCommonName: false), host);
                found++;
            }
        }

        Assert.InRange(found, 10, Hosts.Length * Names.Length / 2);
    }

    [Fact]
    public void Octets_behind_the_names_make_them_none()
    {
        using var certificate = Issue(new X509Extension("2.5.29.17", [.. Of(Dns(Host)), 5, 0], critical: false));

        Assert.False(DnsNames.Contain(certificate.RawData, Host));
    }

    [Fact]
    public void A_certificate_without_extensions_has_no_names()
    {
        using var certificate = Issue();

        Assert.False(DnsNames.Contain(certificate.RawData, "x"));
    }

    [Fact]
    public void A_certificate_that_is_cut_or_changed_anywhere_is_read_without_a_fault()
    {
        var certificate = TestCertificates.Valid.RawData;
        for (var i = 0; i < certificate.Length; i++)
        {
            Assert.False(DnsNames.Contain(certificate.AsSpan(0, i), Host));
            for (var bit = 1; bit < 256; bit <<= 1)
            {
                certificate[i] ^= (byte)bit;
                DnsNames.Contain(certificate, Host);
                certificate[i] ^= (byte)bit;
            }
        }

        Assert.True(DnsNames.Contain(certificate, Host));
    }

    private static X509Certificate2 Issue(params X509Extension[] extensions)
    {
        var request = new CertificateRequest("CN=x", s_key, HashAlgorithmName.SHA256);
        foreach (var extension in extensions)
            request.CertificateExtensions.Add(extension);
        return request.CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));
    }
}
