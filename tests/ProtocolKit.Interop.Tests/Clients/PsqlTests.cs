namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>PostgreSQL's <c>psql</c>.</summary>
public sealed class PsqlTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ClientFact("psql")]
    public async Task It_asks_inside_TLS()
    {
        await using var server = GeneratedServer.Start("postgres", Services.Of("postgres"));

        var client = await RunAsync(server);

        await ClientAssert.SecuredAsync(client, server, "select answer", "Served inside TLS");
    }

    [ClientFact("psql")]
    public async Task It_refuses_a_certificate_of_another_authority()
    {
        await using var server = GeneratedServer.Start("postgres", Services.Of("postgres"), PresentedCertificate.OfAnotherAuthority);

        var client = await RunAsync(server);

        await ClientAssert.RefusedByAlertAsync(client, server, "certificate verify failed");
    }

    [ClientFact("psql")]
    public async Task It_refuses_a_certificate_for_another_name()
    {
        await using var server = GeneratedServer.Start("postgres", Services.Of("postgres"), PresentedCertificate.OfAnotherName);

        var client = await RunAsync(server);

        await ClientAssert.RefusedByLeavingAsync(client, server, "does not match host name");
    }

    [ClientFact("psql")]
    public async Task It_does_not_go_on_without_TLS()
    {
        await using var server = GeneratedServer.StartRefusing("postgres", UpgradeOutcome.NotOffered);

        var client = await RunAsync(server);

        await ClientAssert.GaveUpAsync(client, server, "server does not support SSL");
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server) =>
        RunningProgram.RunAsync(
            "psql",
            [
                "--no-psqlrc", "--no-password", "--command=select answer",
                $"host={TestCertificates.Host} hostaddr=127.0.0.1 port={server.Port} user=test dbname=test sslmode=verify-full sslrootcert={authority.Path}",
            ]);
}
