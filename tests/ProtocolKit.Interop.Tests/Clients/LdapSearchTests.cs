namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>OpenLDAP's <c>ldapsearch</c>.</summary>
public sealed class LdapSearchTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ClientTheory("ldapsearch")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_binds_and_searches_inside_TLS(bool implicitTls)
    {
        await using var server = GeneratedServer.Start("ldap", Services.Of("ldap"), implicitTls: implicitTls);

        var client = await RunAsync(server, implicitTls);

        await ClientAssert.SecuredAsync(client, server, "bind\nsearch\nunbind\n", "description: Served inside TLS");
    }

    [ClientTheory("ldapsearch")]
    [InlineData(PresentedCertificate.OfAnotherAuthority)]
    [InlineData(PresentedCertificate.OfAnotherName)]
    public async Task It_refuses_the_certificate(PresentedCertificate certificate)
    {
        await using var server = GeneratedServer.Start("ldap", Services.Of("ldap"), certificate);

        var client = await RunAsync(server, implicitTls: false);

        await ClientAssert.RefusedByLeavingAsync(client, server, "ldap_start_tls");
    }

    [ClientTheory("ldapsearch")]
    [InlineData(UpgradeOutcome.Unavailable, "Server is unavailable (52)")]
    [InlineData(UpgradeOutcome.Refused, "Protocol error (2)")]
    public async Task It_does_not_go_on_without_TLS(UpgradeOutcome refusal, string told)
    {
        await using var server = GeneratedServer.StartRefusing("ldap", refusal);

        var client = await RunAsync(server, implicitTls: false);

        await ClientAssert.GaveUpAsync(client, server, told);
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server, bool implicitTls) =>
        RunningProgram.RunAsync(
            "ldapsearch",
            [
                "-H", $"{(implicitTls ? "ldaps" : "ldap")}://127.0.0.1:{server.Port}", .. implicitTls ? Array.Empty<string>() : ["-ZZ"],
                "-x", "-LLL", "-b", "", "-s", "base",
            ],
            new Dictionary<string, string> { ["LDAPTLS_CACERT"] = authority.Path, ["LDAPTLS_REQCERT"] = "demand" });
}
