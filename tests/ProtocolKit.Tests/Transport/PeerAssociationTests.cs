using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;

namespace ProtocolKit.Tests;

/// <summary>Servers that are verified by what DNSSEC says of their certificates (RFC 7671).</summary>
public class PeerAssociationTests
{
    private static readonly X509Certificate2 s_authority = TestCertificates.Issue(
        TestCertificates.Authority, "Anchor", new() { IsAuthority = true });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    public async Task A_server_is_known_by_its_own_certificate_whatever_its_names_dates_and_authority_are(int selector, int matching)
    {
        foreach (var certificate in new[] { TestCertificates.SelfSigned, TestCertificates.Expired, TestCertificates.WrongName,
            TestCertificates.WrongUsage })
            Assert.Equal(PeerVerification.Association, await UpgradeAsync(certificate, [], Record(3, selector, matching, certificate)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    public async Task A_server_is_known_by_an_authority_that_it_sent(int selector, int matching)
    {
        var certificate = TestCertificates.Issue(s_authority, TestCertificates.Host, new());

        Assert.Equal(
            PeerVerification.Association, await UpgradeAsync(certificate, [s_authority], Record(2, selector, matching, s_authority)));
    }

    // RFC 7671, section 9.
    [Theory]
    [InlineData(3, 1, 2, false)]
    [InlineData(3, 0, 2, true)]
    [InlineData(2, 1, 2, true)]
    [InlineData(3, 1, 0, true)]
    [InlineData(3, 1, 1, true)]
    public async Task A_digest_is_not_enough_where_a_stronger_one_of_the_same_does_not_fit(
        int usage, int selector, int matching, bool isEnough)
    {
        CertificateAssociation[] records = [Record(3, 1, 1, TestCertificates.Valid), Record(
            usage, selector, matching, TestCertificates.OtherAuthority)];

        if (isEnough)
            Assert.Equal(PeerVerification.Association, await UpgradeAsync(TestCertificates.Valid, [], records));
        else
            Assert.Equal(CertificateErrors.AssociationMismatch, await FailAsync(TestCertificates.Valid, [], records));
    }

    [Fact]
    public async Task An_authority_that_stands_in_the_record_need_not_be_sent() =>
        Assert.Equal(PeerVerification.Association, await UpgradeAsync(
            TestCertificates.UnknownAuthority, [], Record(2, 0, 0, TestCertificates.OtherAuthority)));

    [Fact]
    public async Task An_authority_of_which_only_a_digest_is_known_must_be_sent() =>
        Assert.Equal(CertificateErrors.AssociationMismatch, await FailAsync(
            TestCertificates.UnknownAuthority, [], Record(2, 0, 1, TestCertificates.OtherAuthority)));

    [Theory]
    [InlineData("other.example", 0, CertificateErrors.WrongName)]
    [InlineData(TestCertificates.Host, -10, CertificateErrors.Expired)]
    public async Task Behind_an_authority_names_and_dates_matter(string name, int until, CertificateErrors error)
    {
        var days = until == 0 ? 20 : until;
        var certificate = TestCertificates.Issue(
            s_authority, name, new() { Names = [name], Addresses = [], From = DateTimeOffset.UtcNow.AddDays(
                -20), Until = DateTimeOffset.UtcNow.AddDays(days) });

        Assert.Equal(error, await FailAsync(certificate, [s_authority], Record(2, 1, 1, s_authority)));
    }

    [Fact]
    public async Task Behind_an_authority_the_use_matters()
    {
        var certificate = TestCertificates.Issue(s_authority, TestCertificates.Host, new() { Usage = "1.3.6.1.5.5.7.3.2" });

        Assert.Equal(CertificateErrors.WrongUsage, await FailAsync(certificate, [s_authority], Record(2, 1, 1, s_authority)));
    }

    [Fact]
    public async Task Behind_an_authority_one_of_the_alternative_names_will_do()
    {
        var certificate = TestCertificates.Issue(s_authority, "example.org", new() { Names = ["example.org"], Addresses = [] });
        var options = new UpgradeClientOptions { PeerAssociations = [Record(2, 1, 1, s_authority)],
            AlternativeServerNames = ["example.org"] };

        Assert.Equal(PeerVerification.Association, await UpgradeAsync(certificate, [s_authority], options));
    }

    [Fact]
    public async Task An_authority_that_did_not_sign_the_certificate_does_not_stand_behind_it()
    {
        // The name of the authority, and not its key.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(s_authority.SubjectName, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        using var impostor = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-40), DateTimeOffset.UtcNow.AddDays(40));
        var certificate = TestCertificates.Issue(impostor, TestCertificates.Host, new());

        var errors = await FailAsync(certificate, [s_authority], Record(2, 0, 0, s_authority));

        Assert.NotEqual(CertificateErrors.None, errors & (CertificateErrors.OtherChainFault | CertificateErrors.UnknownAuthority));
    }

    [Fact]
    public async Task The_servers_own_certificate_is_no_authority() =>
        Assert.Equal(CertificateErrors.AssociationMismatch, await FailAsync(
            TestCertificates.SelfSigned, [], Record(2, 1, 1, TestCertificates.SelfSigned)));

    [Fact]
    public async Task An_authority_is_not_the_server() =>
        Assert.Equal(
            CertificateErrors.AssociationMismatch,
            await FailAsync(
                TestCertificates.BehindIntermediate, [TestCertificates.Intermediate], Record(3, 1, 1, TestCertificates.Intermediate)));

    [Fact]
    public async Task A_certificate_that_the_roots_would_accept_is_refused_where_no_record_tells_of_it()
    {
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots,
            PeerAssociations = [Record(3, 1, 1, TestCertificates.SelfSigned)] };

        var failure = await Peers.FailAgainstAsync(Server(TestCertificates.Valid, []), stream => Peers.UpgradeAsync(stream, options));

        Assert.Equal(CertificateErrors.AssociationMismatch, failure.CertificateErrors);
        Assert.Contains(Record(3, 1, 1, TestCertificates.Valid).ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Pinned_keys_are_demanded_besides(bool isPinned, bool alone)
    {
        var options = new UpgradeClientOptions
        {
            PeerAssociations = [Record(3, 1, 1, TestCertificates.Valid)],
            PinnedPublicKeys = [PublicKeyPin.FromCertificate(isPinned ? TestCertificates.Valid : TestCertificates.SelfSigned)],
            TrustPinnedKeysAlone = alone,
        };
        if (isPinned)
        {
            Assert.Equal(
                PeerVerification.Association | PeerVerification.PinnedKey, await UpgradeAsync(TestCertificates.Valid, [], options));
            return;
        }

        var failure = await Peers.FailAgainstAsync(Server(TestCertificates.Valid, []), stream => Peers.UpgradeAsync(stream, options));
        Assert.Equal(CertificateErrors.PinMismatch, failure.CertificateErrors);
    }

    [Theory]
    [InlineData(3, 1, 1, 32, true)]
    [InlineData(2, 0, 2, 64, true)]
    [InlineData(0, 1, 1, 32, false)]        // PKIX-TA and PKIX-EE: RFC 7672, section 3.1.3
    [InlineData(1, 1, 1, 32, false)]
    [InlineData(255, 1, 1, 32, false)]
    [InlineData(3, 2, 1, 32, false)]
    [InlineData(3, 1, 3, 32, false)]
    [InlineData(3, 1, 1, 31, false)]
    [InlineData(3, 1, 2, 32, false)]
    [InlineData(3, 0, 0, 32, false)]
    [InlineData(3, 1, 0, 32, false)]
    [InlineData(3, 1, 1, 0, false)]
    public void A_record_is_usable_where_its_fields_are_known_and_its_data_is_what_they_say(
        int usage, int selector, int matching, int length, bool isUsable)
    {
        Assert.Equal(isUsable, CertificateAssociation.TryCreate(usage, selector, matching, new byte[length], out var association));
        Assert.Equal(isUsable, association is not null);
    }

    [Fact]
    public void A_record_is_read_as_zone_files_have_it()
    {
        var record = Record(3, 1, 1, TestCertificates.Valid);
        var text = record.ToString();

        Assert.Equal(record, CertificateAssociation.Parse(text));
        Assert.Equal(record, CertificateAssociation.Parse(text[..20].ToUpperInvariant() + " " + text[20..]));
        Assert.Equal(record, CertificateAssociation.FromCertificate(TestCertificates.Valid));
        foreach (var wrong in new[] { "", "3 1 1", "3 1 1 zz", text + "0", "0" + text[1..], "-" + text })
            Assert.Throws<FormatException>(() => CertificateAssociation.Parse(wrong));
    }

    private static CertificateAssociation Record(int usage, int selector, int matching, X509Certificate2 certificate)
    {
        var selected = selector == 0 ? certificate.RawData : certificate.PublicKey.ExportSubjectPublicKeyInfo();
        var data = matching switch { 1 => SHA256.HashData(selected), 2 => SHA512.HashData(selected), _ => selected };
        Assert.True(CertificateAssociation.TryCreate(usage, selector, matching, data, out var association));
        return association;
    }

    private static Task<PeerVerification> UpgradeAsync(
        X509Certificate2 certificate, X509Certificate2Collection sent, params CertificateAssociation[] records) =>
        UpgradeAsync(certificate, sent, new UpgradeClientOptions { PeerAssociations = records });

    private static Task<PeerVerification> UpgradeAsync(
        X509Certificate2 certificate, X509Certificate2Collection sent, UpgradeClientOptions options) =>
        Peers.AgainstAsync(Server(certificate, sent), async stream =>
        {
            using var connection = await Peers.UpgradeAsync(stream, options);
            return connection.Tls.Verification;
        });

    private static async Task<CertificateErrors> FailAsync(
        X509Certificate2 certificate, X509Certificate2Collection sent, params CertificateAssociation[] records)
    {
        var options = new UpgradeClientOptions { PeerAssociations = records };
        return (await Peers.FailAgainstAsync(Server(certificate, sent), stream => Peers.UpgradeAsync(stream, options))).CertificateErrors;
    }

    private static Func<LoopbackStream, Task> Server(X509Certificate2 certificate, X509Certificate2Collection sent) => async stream =>
    {
        await Peers.SayAsync(stream, "HI\r\n");
        await Peers.HearAsync(stream, "GO\r\n");
        await Peers.SayAsync(stream, "OK\r\n");
        var context = SslStreamCertificateContext.Create(certificate, sent, offline: true);
        await using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificateContext = context });
        await Peers.EchoAsync(tls);
    };
}
