using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary><c>openssl s_client</c>, which knows the way into TLS of many protocols, and nothing of what they say inside.</summary>
public sealed class OpenSslTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    /// <summary>Protocols, and what they are called here.</summary>
    public static TheoryData<string, string> Protocols => new()
    {
        { "smtp", "smtp" }, { "submission", "smtp" }, { "lmtp", "lmtp" }, { "imap", "imap" }, { "pop3", "pop3" },
            { "managesieve", "sieve" },
        { "nntp", "nntp" }, { "ftp", "ftp" }, { "irc", "irc" }, { "telnet", "telnet" }, { "xmpp", "xmpp" },
            { "xmpp-server", "xmpp-server" },
        { "ldap", "ldap" }, { "postgres", "postgres" }, { "mysql", "mysql" },
    };

    public static TheoryData<string> TlsProtocols =>
        [.. AllProtocols.Definitions.Where(protocol => protocol.TlsPorts.Count > 0).Select(protocol => protocol.Name)];

    [ClientTheory("openssl")]
    [MemberData(nameof(Protocols))]
    public async Task It_comes_to_TLS(string protocol, string option)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating);

        var client = await RunAsync(server, "-starttls", option);

        await ClientAssert.SecuredAsync(client, server, "a line", "heard a line");
    }

    [ClientTheory("openssl")]
    [MemberData(nameof(TlsProtocols))]
    public async Task It_comes_to_TLS_at_once(string protocol)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating, implicitTls: true);

        var client = await RunAsync(server);

        await ClientAssert.SecuredAsync(client, server, "a line", "heard a line");
    }

    [ClientTheory("openssl")]
    [MemberData(nameof(Protocols))]
    public async Task It_refuses_a_certificate_of_another_authority(string protocol, string option)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating, PresentedCertificate.OfAnotherAuthority);

        var client = await RunAsync(server, "-starttls", option);

        await ClientAssert.RefusedByAlertAsync(client, server, "unable to get local issuer certificate");
    }

    [ClientTheory("openssl")]
    [MemberData(nameof(Protocols))]
    public async Task It_refuses_a_certificate_for_another_name(string protocol, string option)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating, PresentedCertificate.OfAnotherName);

        var client = await RunAsync(server, "-starttls", option);

        await ClientAssert.RefusedByAlertAsync(client, server, "hostname mismatch");
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server, params string[] arguments) =>
        RunningProgram.RunAsync(
            "openssl",
            [
                "s_client", "-connect", $"127.0.0.1:{server.Port}", "-brief", "-ign_eof", "-crlf",
                "-CAfile", authority.Path, "-verify_return_error", "-verify_hostname", TestCertificates.Host,
                "-servername", TestCertificates.Host, "-name", TestCertificates.Host, .. arguments,
            ],
            input: "a line\n");
}
