namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>The <c>mariadb</c> client.</summary>
public sealed class MariaDbTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ClientFact("mariadb")]
    public async Task It_does_inside_TLS_what_it_is_told()
    {
        await using var server = GeneratedServer.Start("mysql", Services.Of("mysql"));

        var client = await RunAsync(server);

        await ClientAssert.SecuredAsync(client, server, "do 1");
    }

    [ClientFact("mariadb")]
    public async Task It_refuses_a_certificate_of_another_authority()
    {
        await using var server = GeneratedServer.Start("mysql", Services.Of("mysql"), PresentedCertificate.OfAnotherAuthority);

        var client = await RunAsync(server);

        await ClientAssert.RefusedByAlertAsync(client, server, "unable to get local issuer certificate");
    }

    [ClientFact("mariadb")]
    public async Task It_refuses_a_certificate_for_another_name()
    {
        await using var server = GeneratedServer.Start("mysql", Services.Of("mysql"), PresentedCertificate.OfAnotherName);

        var client = await RunAsync(server);

        await ClientAssert.RefusedByLeavingAsync(client, server, "Validation of SSL server certificate failed");
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server) =>
        RunningProgram.RunAsync(
            "mariadb",
            [
                "--no-defaults", "--protocol=tcp", "--host=localhost", $"--port={server.Port}", "--user=test", "--batch", "--execute=do 1",
                $"--ssl-ca={authority.Path}", "--ssl-verify-server-cert",
            ]);
}
