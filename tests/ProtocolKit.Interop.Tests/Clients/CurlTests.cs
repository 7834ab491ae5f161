namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>curl, which knows the protocols themselves. LDAP is asked for with implicit TLS only: behind the answer to StartTLS curl 7.88
/// searches in the clear.</summary>
public sealed class CurlTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ClientTheory("curl")]
    [InlineData("smtp", "HELP")]
    [InlineData("imap", "LIST")]
    [InlineData("pop3", "LIST")]
    [InlineData("ftp", "PASS")]
    public async Task It_comes_to_TLS(string protocol, string heard)
    {
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol));

        var client = await RunAsync($"{protocol}://localhost:{server.Port}");

        await ClientAssert.SecuredAsync(client, server, heard, "Served inside TLS");
    }

    [ClientTheory("curl")]
    [InlineData("smtp", "HELP")]
    [InlineData("imap", "LIST")]
    [InlineData("pop3", "LIST")]
    [InlineData("ftp", "PASS")]
    [InlineData("ldap", "search")]
    public async Task It_comes_to_TLS_at_once(string protocol, string heard)
    {
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol), implicitTls: true);

        var client = await RunAsync($"{protocol}s://localhost:{server.Port}");

        await ClientAssert.SecuredAsync(client, server, heard, "Served inside TLS");
    }

    [ClientTheory("curl")]
    [InlineData("smtp")]
    [InlineData("imap")]
    [InlineData("pop3")]
    [InlineData("ftp")]
    public async Task It_refuses_a_certificate_of_another_authority(string protocol)
    {
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol), PresentedCertificate.OfAnotherAuthority);

        var client = await RunAsync($"{protocol}://localhost:{server.Port}");

        await ClientAssert.RefusedByAlertAsync(client, server, "unable to get local issuer certificate");
    }

    [ClientTheory("curl")]
    [InlineData("smtp")]
    [InlineData("imap")]
    [InlineData("pop3")]
    [InlineData("ftp")]
    public async Task It_refuses_a_certificate_for_another_name(string protocol)
    {
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol), PresentedCertificate.OfAnotherName);

        var client = await RunAsync($"{protocol}://localhost:{server.Port}");

        await ClientAssert.RefusedByLeavingAsync(client, server, "no alternative certificate subject name matches");
    }

    [ClientTheory("curl")]
    [InlineData("smtp", UpgradeOutcome.Unavailable, "454 TLS")]
    [InlineData("smtp", UpgradeOutcome.Refused, "554 TLS")]
    [InlineData("imap", UpgradeOutcome.Refused, "NO TLS")]
    [InlineData("pop3", UpgradeOutcome.Unavailable, "-ERR [SYS/TEMP] TLS")]
    [InlineData("pop3", UpgradeOutcome.Refused, "-ERR TLS")]
    [InlineData("ftp", UpgradeOutcome.NotOffered, "502 TLS")]
    [InlineData("ftp", UpgradeOutcome.Unavailable, "431 TLS")]
    [InlineData("ftp", UpgradeOutcome.Refused, "534 TLS")]
    public async Task It_does_not_go_on_without_TLS(string protocol, UpgradeOutcome refusal, string told)
    {
        await using var server = GeneratedServer.StartRefusing(protocol, refusal);

        var client = await RunAsync($"{protocol}://localhost:{server.Port}");

        await ClientAssert.GaveUpAsync(client, server, told);
    }

    private Task<ProgramResult> RunAsync(string url) =>
        RunningProgram.RunAsync(
            "curl",
            [
                "--disable", "--verbose", "--no-progress-meter", "--noproxy", "*", "--ssl-reqd", "--cacert", authority.Path,
                .. url.StartsWith("ftp", StringComparison.Ordinal) ? ["--head"] : Array.Empty<string>(), url,
            ]);
}
