using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtocolKit.TestSupport;
using static ProtocolKit.TestSupport.AlternativeNames;

namespace ProtocolKit.Tests;

/// <summary>SRV-IDs and names of other types, which count where a protocol has them (RFC 9525, sections 6.3 and 6.5).</summary>
public class ServiceNameTests
{
    private const string Host = TestCertificates.Host;

    private static readonly ECDsa s_key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static readonly Dictionary<string, (byte[][] Names, string Host)> Fitting = new()
    {
        ["an SRV-ID"] = ([Srv($"_toy.{Host}")], Host),
        ["an SRV-ID in other letters"] = ([Srv("_TOY.Mail.EXAMPLE")], Host),
        ["an SRV-ID for a U-label"] = ([Srv("_toy.xn--bcher-kva.example")], "bücher.example"),
        ["another name"] = ([Other(ToyProtocol.OtherName, Host)], Host),
        ["another name in other letters"] = ([Other(ToyProtocol.OtherName, "Mail.Example")], Host),
        ["another name with U-labels"] = ([Other(ToyProtocol.OtherName, "bücher.example")], "bücher.example"),
        ["another name with A-labels"] = ([Other(ToyProtocol.OtherName, "xn--bcher-kva.example")], "bücher.example"),
        ["an SRV-ID behind a host that does not fit"] = ([Dns("other.example"), Srv($"_toy.{Host}")], Host),
        ["another name behind an SRV-ID that does not fit"] = ([Srv($"_toys.{Host}"), Other(ToyProtocol.OtherName, Host)], Host),
        ["an SRV-ID behind a name of an unknown type"] = (
            [Other("1.2.3", [5, 0]), Other("1.3.6.1.5.2.2", [0x30, 0]), Srv($"_toy.{Host}")], Host),
        ["a host with an underscore"] = ([Srv("_toy._x.example")], "_x.example"),
    };

    private static readonly Dictionary<string, byte[][]> Misfits = new()
    {
        ["another service"] = [Srv($"_tea.{Host}")],
        ["the service where TLS comes first"] = [Srv($"_toys.{Host}")],
        ["no underscore"] = [Srv($"toy.{Host}")],
        ["a transport"] = [Srv($"_toy._tcp.{Host}")],
        ["no service"] = [Srv(Host)],
        ["another domain"] = [Srv("_toy.other.example")],
        ["a domain below"] = [Srv($"_toy.a.{Host}")],
        ["a domain above"] = [Srv("_toy.example")],
        ["a wildcard"] = [Srv("_toy.*.example")],
        ["a wildcard alone"] = [Srv("_toy.*")],
        ["a wildcard for the service"] = [Srv($"*.{Host}")],
        ["a NUL behind the name"] = [Srv($"_toy.{Host}\0.other.example")],
        ["a NUL at the end"] = [Srv($"_toy.{Host}\0")],
        ["a final dot"] = [Srv($"_toy.{Host}.")],
        ["a space"] = [Srv($"_toy.{Host} ")],
        ["an SRV-ID of the wrong kind"] = [Other(Service, $"_toy.{Host}")],
        ["an SRV-ID as a host"] = [Dns($"_toy.{Host}")],
        ["a host as an SRV-ID of another type"] = [Other("1.3.6.1.5.5.7.8.8", $"_toy.{Host}", UniversalTagNumber.IA5String)],
        ["another name of another type"] = [Other("1.3.6.1.4.1.32473.8", Host)],
        ["another name of the wrong kind"] = [Other(ToyProtocol.OtherName, Host, UniversalTagNumber.IA5String)],
        ["a user"] = [Other(ToyProtocol.OtherName, $"user@{Host}")],
        ["a resource"] = [Other(ToyProtocol.OtherName, $"{Host}/there")],
        ["another name with a wildcard"] = [Other(ToyProtocol.OtherName, "*.example")],
        ["another name with a NUL"] = [Other(ToyProtocol.OtherName, $"{Host}\0")],
        ["another name with a service"] = [Other(ToyProtocol.OtherName, $"_toy.{Host}")],
        ["another name with U-labels that are none"] = [Other(ToyProtocol.OtherName, "b\u00FC\u200F..example")],
        ["another name of look-alike letters"] = [Other(ToyProtocol.OtherName, "m\u0430il.example")],
    };

    /// <summary>What breaks the encoding, before or behind a name that would fit.</summary>
    private static readonly Dictionary<string, byte[]> Malformed = Encodings();

    public static TheoryData<string> FittingNames => [.. Fitting.Keys];

    public static TheoryData<string> MisfitNames => [.. Misfits.Keys];

    public static TheoryData<string> MalformedNames => [.. Malformed.Keys];

    [Theory]
    [MemberData(nameof(FittingNames))]
    public async Task A_name_that_the_protocol_has_is_taken(string which)
    {
        var (names, host) = Fitting[which];

        Assert.Null(await TryAsync(ToyProtocol.WithIdentity, Issue(Of(names)), host));
    }

    [Theory]
    [MemberData(nameof(FittingNames))]
    public async Task A_name_that_the_protocol_does_not_have_is_refused(string which)
    {
        var (names, host) = Fitting[which];

        AssertWrongName(await TryAsync(ToyProtocol.Instance, Issue(Of(names)), host));
    }

    [Theory]
    [MemberData(nameof(MisfitNames))]
    public async Task A_name_that_does_not_fit_is_refused(string which) =>
        AssertWrongName(await TryAsync(ToyProtocol.WithIdentity, Issue(Of(Misfits[which]))));

    [Theory]
    [MemberData(nameof(MalformedNames))]
    public async Task Malformed_names_are_none(string how)
    {
        var certificate = Issue(Malformed[how]);
        var failure = await TryAsync(ToyProtocol.WithIdentity, certificate);

        Assert.Empty(OtherNames.Of(certificate));
        Assert.Equal(UpgradeOutcome.TlsFailed, failure?.Outcome);
        Assert.NotEqual(
            CertificateErrors.None, failure!.CertificateErrors & (CertificateErrors.WrongName | CertificateErrors.CommonNameOnly));
    }

    [Fact]
    public void A_certificate_that_is_cut_or_changed_anywhere_is_read_without_a_crash()
    {
        var names = Of(Dns("a.example"), Srv("_toy.b.example"), Other(ToyProtocol.OtherName, "c.example"));
        for (var i = 0; i < names.Length; i++)
        {
            foreach (var octet in (byte[])[0, 1, 0x30, 0x7F, 0x80, 0x84, 0xA0, 0xFF, (byte)(names[i] + 1), (byte)(names[i] - 1)])
            {
                byte[] changed = [.. names[..i], octet, .. names[(i + 1)..]];
                using var certificate = Bare(changed);
                Assert.All(OtherNames.Of(certificate), name => Assert.NotEqual("", name.Type));
            }

            using var cut = Bare(names[..i]);
            Assert.Empty(OtherNames.Of(cut));
        }
    }

    [Fact]
    public async Task An_object_identifier_of_any_length_is_passed_over_at_once()
    {
        byte[] type = [6, 0x82, 0x10, 0, .. Enumerable.Repeat((byte)0xFF, 0xFFF), 0x7F];
        byte[] name = [.. type, 0xA0, 2, 5, 0];
        var names = Of([0xA0, 0x82, (byte)(name.Length >> 8), (byte)name.Length, .. name], Srv($"_toy.{Host}"));

        Assert.Null(await TryAsync(ToyProtocol.WithIdentity, Issue(names)));
    }

    [Fact]
    public async Task A_common_name_beside_a_name_of_another_service_is_no_name()
    {
        var failure = await TryAsync(
            ToyProtocol.WithIdentity,
            TestCertificates.Issue(TestCertificates.Authority, Host, new() { RawNames = Of(Srv($"_tea.{Host}")) }));

        AssertWrongName(failure);
        Assert.Contains($"it is for _tea.{Host}, not for {Host}", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_shows_all_names()
    {
        var failure = await TryAsync(ToyProtocol.Instance, Issue(Of(Dns("a.example"), Srv("_b.example"), Other("1.2.3", "c\n.example"))));

        Assert.Contains(@"it is for a.example, _b.example, c\n.example (1.2.3), not for", failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_toys.", true)]
    [InlineData("_toy.", false)]
    public async Task Where_TLS_comes_first_its_own_service_counts(string service, bool fits)
    {
        var failure = await TryAsync(
            ToyProtocol.WithIdentity, Issue(Of(Srv(service + Host))),
            options: new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true });

        Assert.Equal(fits ? null : CertificateErrors.WrongName, failure?.CertificateErrors);
    }

    [Fact]
    public async Task Where_TLS_comes_first_the_one_service_counts_if_there_is_no_other() =>
        Assert.Null(
            await TryAsync(
            ToyProtocol.WithService, Issue(Of(Srv($"_toy.{Host}"))),
            options: new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true }));

    [Fact]
    public async Task It_is_for_the_server_name_and_not_for_the_host_that_is_connected_to()
    {
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots, ServerName = Host };

        Assert.Null(await TryAsync(ToyProtocol.WithIdentity, Issue(Of(Srv($"_toy.{Host}"))), "server.example", options));
        AssertWrongName(await TryAsync(ToyProtocol.WithIdentity, Issue(Of(Srv("_toy.server.example"))), "server.example", options));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task An_address_has_no_service(string address) =>
        AssertWrongName(
            await TryAsync(ToyProtocol.WithIdentity, Issue(Of(Srv($"_toy.{address}"), Other(ToyProtocol.OtherName, address))), address));

    [Fact]
    public async Task A_host_that_looks_like_an_SRV_ID_is_not_known_by_one() =>
        AssertWrongName(await TryAsync(ToyProtocol.WithIdentity, Issue(Of(Srv($"_toy.{Host}"))), $"_toy.{Host}"));

    [Fact]
    public async Task It_makes_up_for_no_other_fault()
    {
        var names = Of(Srv($"_toy.{Host}"));
        var expired = TestCertificates.Issue(
            TestCertificates.Authority, "x",
                new() { RawNames = names, From = DateTimeOffset.UtcNow.AddDays(-20), Until = DateTimeOffset.UtcNow.AddDays(-10) });
        var unknown = TestCertificates.Issue(TestCertificates.OtherAuthority, "x", new() { RawNames = names });
        foreach (var (certificate, error) in new[] { (expired, CertificateErrors.Expired), (unknown, CertificateErrors.UnknownAuthority) })
        {
            var failure = await TryAsync(ToyProtocol.WithIdentity, certificate);

            Assert.Equal(error, failure!.CertificateErrors);
            Assert.Equal(SslPolicyErrors.RemoteCertificateChainErrors, failure.PolicyErrors);
        }
    }

    [Fact]
    public async Task A_pinned_key_is_demanded_as_well() =>
        Assert.Equal(
            CertificateErrors.PinMismatch,
            (await TryAsync(ToyProtocol.WithIdentity, Issue(Of(Srv($"_toy.{Host}"))), options: new()
            {
                CustomRoots = TestCertificates.Roots, PinnedPublicKeys = [PublicKeyPin.FromCertificate(TestCertificates.OtherAuthority)],
            }))!.CertificateErrors);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_callers_own_callback_is_asked_about_a_peer_without_fault(bool accepts)
    {
        var asked = new List<SslPolicyErrors>();
        var failure = await TryAsync(ToyProtocol.WithIdentity, Issue(Of(Srv($"_toy.{Host}"))), options: new()
        {
            CustomRoots = TestCertificates.Roots,
            ConfigureTls = tls => tls.RemoteCertificateValidationCallback = (_, _, _, errors) =>
            {
                asked.Add(errors);
                return accepts;
            },
        });

        Assert.Equal([SslPolicyErrors.None], asked);
        Assert.Equal(accepts ? null : CertificateErrors.RefusedByCaller, failure?.CertificateErrors);
    }

    [Fact]
    public async Task A_session_is_verified_for_the_protocol_that_resumes_it()
    {
        var certificate = Issue(Of(Srv($"_toy.{Host}")));
        var options = new UpgradeClientOptions { CustomRoots = TestCertificates.Roots };

        Assert.Null(await TryAsync(ToyProtocol.WithIdentity, certificate, options: options));
        Assert.Null(await TryAsync(ToyProtocol.WithIdentity, certificate, options: options));
        AssertWrongName(await TryAsync(ToyProtocol.Instance, certificate, options: options));
    }

    [Fact]
    public async Task An_authority_that_may_name_some_hosts_only_can_name_no_service()
    {
        var names = Of(Dns("a.permitted.example"), Srv($"_toy.{Host}"), Other(ToyProtocol.OtherName, Host));
        foreach (var permitted in new[] { "permitted.example", null })
        {
            var authority = TestCertificates.Issue(
                TestCertificates.Authority, "Constrained", new() { IsAuthority = true, Permitted = permitted });
            var context = SslStreamCertificateContext.Create(
                TestCertificates.Issue(authority, "x", new() { RawNames = names }),
                    [X509CertificateLoader.LoadCertificate(authority.RawData)], offline: true);

            Assert.Null(await TryAsync(ToyProtocol.WithIdentity, context, "a.permitted.example"));
            Assert.Equal(
                permitted is null ? null : CertificateErrors.WrongName,
                (await TryAsync(ToyProtocol.WithIdentity, context, Host))?.CertificateErrors);
        }
    }

    private static Dictionary<string, byte[]> Encodings()
    {
        var good = Of(Srv($"_toy.{Host}"));
        var parts = new Dictionary<string, byte[][]>
        {
            ["two values in one name"] = [Other(Service, [0x16, 1, (byte)'x'], [0x16, 1, (byte)'y']), Srv($"_toy.{Host}")],
            ["no value in one name"] = [Other(Service), Srv($"_toy.{Host}")],
            ["UTF-8 that is none"] = [Other(ToyProtocol.OtherName, [0x0C, 2, 0xC3, 0x28]), Srv($"_toy.{Host}")],
            ["an SRV-ID that is not ASCII"] = [Other(Service, [0x16, 1, 0xE9]), Srv($"_toy.{Host}")],
            ["a name of no known kind"] = [[0x89, 1, 0], Srv($"_toy.{Host}")],
            ["a name of no context"] = [[0x04, 1, 0], Srv($"_toy.{Host}")],
            ["no type"] = [[0xA0, 0], Srv($"_toy.{Host}")],
        };
        return new(parts.ToDictionary(part => part.Key, part => Of(part.Value)))
        {
            ["cut"] = good[..^1],
            ["more behind"] = [.. good, 5, 0],
            ["a length in two octets"] = [good[0], 0x81, .. good[1..]],
            ["no end"] = [good[0], 0x80, .. good[2..], 0, 0],
            ["no names"] = [0x30, 0],
            ["nothing"] = [],
            ["a string"] = [4, .. good[1..]],
            ["longer than it is"] = [good[0], (byte)(good[1] + 1), .. good[2..]],
        };
    }

    private static void AssertWrongName(UpgradeException? failure)
    {
        Assert.Equal(UpgradeOutcome.TlsFailed, failure?.Outcome);
        Assert.Equal(CertificateErrors.WrongName, failure!.CertificateErrors);
    }

    private static X509Certificate2 Issue(byte[] names) =>
        TestCertificates.Issue(TestCertificates.Authority, "anyone", new() { RawNames = names });

    /// <summary>A certificate that has names alone.</summary>
    private static X509Certificate2 Bare(byte[] names) =>
        new CertificateRequest(
            "CN=x", s_key, HashAlgorithmName.SHA256) { CertificateExtensions = { new X509Extension("2.5.29.17", names, critical: false) } }
            .CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));

    private static Task<UpgradeException?> TryAsync(
        ToyProtocol protocol, X509Certificate2 certificate, string host = Host, UpgradeClientOptions? options = null) =>
        TryAsync(protocol, SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true), host, options);

    private static Task<UpgradeException?> TryAsync(
        ToyProtocol protocol, SslStreamCertificateContext certificate, string host = Host, UpgradeClientOptions? options = null) =>
        Peers.AgainstAsync(
            async stream =>
            {
                if (options is not { ImplicitTls: true })
                {
                    await Peers.SayAsync(stream, "HI\r\n");
                    await Peers.HearAsync(stream, "GO\r\n");
                    await Peers.SayAsync(stream, "OK\r\n");
                }

                await using var tls = await Peers.AuthenticateAsync(stream, new() { ServerCertificateContext = certificate });
                if (options is { ImplicitTls: true })
                    await Peers.SayAsync(tls, "HI\r\n");
                await Peers.EchoAsync(tls);
            },
            async stream =>
            {
                try
                {
                    await using var connection = await UpgradeClient.UpgradeAsync(protocol, stream, host, null, options ?? Peers.Trusting);
                    return null;
                }
                catch (UpgradeException failure)
                {
                    return failure;
                }
            });
}
