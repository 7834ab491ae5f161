namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>nbd-client, which lists the exports of a server.</summary>
public sealed class NbdClientTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ClientFact("nbd-client")]
    public async Task It_lists_inside_TLS_what_there_is()
    {
        await using var server = GeneratedServer.Start("nbd", Services.Of("nbd"));

        var client = await RunAsync(server);

        await ClientAssert.SecuredAsync(client, server, "LIST", "Served inside TLS");
    }

    [ClientFact("nbd-client")]
    public async Task It_refuses_a_certificate_of_another_authority()
    {
        await using var server = GeneratedServer.Start("nbd", Services.Of("nbd"), PresentedCertificate.OfAnotherAuthority);

        var client = await RunAsync(server);

        await ClientAssert.RefusedByLeavingAsync(client, server, "");
    }

    [ClientFact("nbd-client")]
    public async Task It_gives_up_where_there_is_no_TLS()
    {
        await using var server = GeneratedServer.StartRefusing("nbd", UpgradeOutcome.NotOffered);

        var client = await RunAsync(server);

        await ClientAssert.GaveUpAsync(client, server, "Option reply type != NBD_REP_ACK");
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server) =>
        RunningProgram.RunAsync(
            "nbd-client", ["-l", "localhost", $"{server.Port}", "-enable-tls", "-cacertfile", authority.Path, "-tlshostname", "localhost"]);
}
