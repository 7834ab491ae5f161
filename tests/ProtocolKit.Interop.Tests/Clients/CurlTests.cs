namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>curl, which knows the protocols themselves.</summary>
public sealed class CurlTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ProgramTheory("curl")]
    [InlineData("smtp", "HELP", "Served inside TLS")]
    [InlineData("imap", "LIST", "Served inside TLS")]
    [InlineData("pop3", "LIST", "1 42")]
    public async Task It_comes_to_TLS(string protocol, string heard, string shown)
    {
        await using var server = GeneratedServer.Start(protocol, LineServices.Of(protocol));

        var client = await RunAsync(server, $"{protocol}://localhost");

        await ClientAssert.SecuredAsync(client, server, heard, shown);
    }

    [ProgramTheory("curl")]
    [InlineData("smtp", "HELP", "Served inside TLS")]
    [InlineData("imap", "LIST", "Served inside TLS")]
    [InlineData("pop3", "LIST", "1 42")]
    public async Task It_comes_to_TLS_at_once(string protocol, string heard, string shown)
    {
        await using var server = GeneratedServer.Start(protocol, LineServices.Of(protocol), implicitTls: true);

        var client = await RunAsync(server, $"{protocol}s://localhost");

        await ClientAssert.SecuredAsync(client, server, heard, shown);
    }

    [ProgramTheory("curl")]
    [InlineData(false, "ldap://127.0.0.1")]
    [InlineData(true, "ldaps://127.0.0.1")]
    public async Task It_searches_inside_TLS(bool implicitTls, string url)
    {
        await using var server = GeneratedServer.Start("ldap", new LdapService(), implicitTls: implicitTls);

        var client = await RunAsync(server, url);

        await ClientAssert.SecuredAsync(client, server, "search", "Served inside TLS");
    }

    [ProgramTheory("curl")]
    [InlineData("smtp")]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task It_refuses_a_certificate_of_another_authority(string protocol)
    {
        await using var server = GeneratedServer.Start(protocol, LineServices.Of(protocol), PresentedCertificate.OfAnotherAuthority);

        var client = await RunAsync(server, $"{protocol}://localhost");

        await ClientAssert.RefusedByAlertAsync(client, server, "unable to get local issuer certificate");
    }

    [ProgramTheory("curl")]
    [InlineData("smtp")]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task It_refuses_a_certificate_for_another_name(string protocol)
    {
        await using var server = GeneratedServer.Start(protocol, LineServices.Of(protocol), PresentedCertificate.OfAnotherName);

        var client = await RunAsync(server, $"{protocol}://localhost");

        await ClientAssert.RefusedByLeavingAsync(client, server, "no alternative certificate subject name matches");
    }

    [ProgramTheory("curl")]
    [InlineData(PresentedCertificate.OfAnotherAuthority)]
    [InlineData(PresentedCertificate.OfAnotherName)]
    public async Task It_refuses_to_search(PresentedCertificate certificate)
    {
        await using var server = GeneratedServer.Start("ldap", new LdapService(), certificate);

        var client = await RunAsync(server, "ldap://127.0.0.1");

        await ClientAssert.RefusedByLeavingAsync(client, server, "Can't contact LDAP server");
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server, string url) =>
        RunningProgram.RunAsync(
            "curl",
            [
                "--silent", "--show-error", "--verbose", "--disable", "--ssl-reqd", "--cacert", authority.Path, "--noproxy", "*",
                $"{url}:{server.Port}/",
            ],
            new Dictionary<string, string> { ["LDAPTLS_CACERT"] = authority.Path });
}
