using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary><c>gnutls-cli</c>, which knows the way into TLS of many protocols, and nothing of what they say inside.</summary>
public sealed class GnuTlsTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    /// <summary>Protocols, and what they are called here.</summary>
    public static TheoryData<string, string> Protocols => new()
    {
        { "smtp", "smtp" }, { "submission", "smtp" }, { "lmtp", "lmtp" }, { "imap", "imap" }, { "pop3", "pop3" },
            { "managesieve", "sieve" },
        { "nntp", "nntp" }, { "ftp", "ftp" }, { "xmpp", "xmpp" }, { "ldap", "ldap" }, { "postgres", "postgres" },
    };

    public static TheoryData<string> TlsProtocols =>
        [.. AllProtocols.Definitions.Where(protocol => protocol.TlsPorts.Count > 0).Select(protocol => protocol.Name)];

    [ClientTheory("gnutls-cli")]
    [MemberData(nameof(Protocols))]
    public async Task It_comes_to_TLS(string protocol, string option)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating);

        var client = await RunAsync(server, $"--starttls-proto={option}");

        await ClientAssert.SecuredAsync(client, server, "a line", "heard a line");
    }

    [ClientTheory("gnutls-cli")]
    [MemberData(nameof(TlsProtocols))]
    public async Task It_comes_to_TLS_at_once(string protocol)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating, implicitTls: true);

        var client = await RunAsync(server);

        await ClientAssert.SecuredAsync(client, server, "a line", "heard a line");
    }

    [ClientTheory("gnutls-cli")]
    [MemberData(nameof(Protocols))]
    public async Task It_refuses_a_certificate_of_another_authority(string protocol, string option)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating, PresentedCertificate.OfAnotherAuthority);

        var client = await RunAsync(server, $"--starttls-proto={option}");

        await ClientAssert.RefusedByAlertAsync(client, server, "The certificate issuer is unknown");
    }

    [ClientTheory("gnutls-cli")]
    [MemberData(nameof(Protocols))]
    public async Task It_refuses_a_certificate_for_another_name(string protocol, string option)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating, PresentedCertificate.OfAnotherName);

        var client = await RunAsync(server, $"--starttls-proto={option}");

        await ClientAssert.RefusedByAlertAsync(client, server, "The name in the certificate does not match the expected");
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server, params string[] arguments) =>
        RunningProgram.RunAsync(
            "gnutls-cli",
            [
                $"--port={server.Port}", "--crlf", $"--x509cafile={authority.Path}", $"--verify-hostname={TestCertificates.Host}",
                $"--sni-hostname={TestCertificates.Host}", .. arguments, "127.0.0.1",
            ],
            input: "a line\n");
}
