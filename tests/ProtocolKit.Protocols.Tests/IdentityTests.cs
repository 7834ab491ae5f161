using System.Security.Cryptography.X509Certificates;
using ProtocolKit.Testing;
using ProtocolKit.TestSupport;
using static ProtocolKit.TestSupport.AlternativeNames;

namespace ProtocolKit.Protocols.Tests;

/// <summary>By which names each protocol's client knows a server: both ways into TLS, real handshakes.</summary>
public sealed class IdentityTests
{
    private const string Host = TestCertificates.Host;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly UpgradeClientOptions s_later = new() { CustomRoots = TestCertificates.Roots };
    private static readonly UpgradeClientOptions s_first = new() { CustomRoots = TestCertificates.Roots, ImplicitTls = true };

    private static readonly X509Certificate2 s_jabber = Issue(Other("1.3.6.1.5.5.7.8.5", Host));
    private static readonly Dictionary<string, X509Certificate2> s_services = AllProtocols.Definitions.Select(definition =>
        definition.Identity)
        .OfType<ServiceIdentity>().SelectMany(identity => new[] { identity.Service, identity.TlsService }).OfType<string>().Distinct()
        .ToDictionary(service => service, service => Issue(Srv($"_{service}.{Host}")));

    public static TheoryData<string> Protocols => [.. AllProtocols.Definitions.Select(definition => definition.Name)];

    [Theory]
    [InlineData("xmpp", "xmpp-client", "xmpp-client", true)]         // RFC 6120, 13.7.1.2
    [InlineData("xmpp-server", "xmpp-server", "xmpp-server", true)]
    [InlineData("imap", "imap", "imaps", false)]                     // RFC 6186, 3 and RFC 7817, 3
    [InlineData("pop3", "pop3", "pop3s", false)]
    [InlineData("submission", "submission", "submissions", false)]   // RFC 8314, 5.1
    [InlineData("managesieve", "sieve", "sieve", false)]             // RFC 7817, 3
    [InlineData("smtp", null, null, false)]                          // RFC 7817 is not about relays
    [InlineData("lmtp", null, null, false)]
    public void A_protocol_has_the_names_of_its_specification(string protocol, string? service, string? tlsService, bool isKnownByJabber)
    {
        var identity = Recordings.Protocol(protocol).Identity;

        Assert.Equal(service, identity?.Service);
        Assert.Equal(tlsService, identity?.TlsService ?? identity?.Service);
        Assert.Equal(isKnownByJabber ? "1.3.6.1.5.5.7.8.5" : null, identity?.OtherNameType);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_client_takes_the_names_of_its_own_service(string protocol)
    {
        var definition = Recordings.Protocol(protocol);
        foreach (var options in new[] { s_later, s_first })
        {
            var own = options.ImplicitTls ? definition.Identity?.TlsService ?? definition.Identity?.Service : definition.Identity?.Service;
            foreach (var (service, certificate) in s_services)
                Assert.Equal(service == own, await IsTakenAsync(definition, certificate, options));
            Assert.Equal(definition.Identity is { OtherNameType: not null }, await IsTakenAsync(definition, s_jabber, options));
        }
    }

    private static async Task<bool> IsTakenAsync(ProtocolDefinition definition, X509Certificate2 certificate, UpgradeClientOptions options)
    {
        var (clientEnd, serverEnd) = new LoopbackPair();
        var serving = UpgradeServer.AcceptAsync(
            definition, serverEnd, new() { Certificate = certificate, ImplicitTls = options.ImplicitTls, AnswerInsideTls = true });
        try
        {
            await using var client = await UpgradeClient.UpgradeAsync(definition, clientEnd, Host, options: options).WaitAsync(s_patience);
            await using var server = await serving.WaitAsync(s_patience);
            return true;
        }
        catch (UpgradeException failure) when (failure.CertificateErrors == CertificateErrors.WrongName)
        {
            clientEnd.Dispose();
            await ((Task)serving).WaitAsync(s_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (serving.IsCompletedSuccessfully)
                await (await serving).DisposeAsync();
            return false;
        }
    }

    private static X509Certificate2 Issue(byte[] name) =>
        TestCertificates.Issue(TestCertificates.Authority, "a server", new() { RawNames = Of(Dns("other.example"), name) });
}
