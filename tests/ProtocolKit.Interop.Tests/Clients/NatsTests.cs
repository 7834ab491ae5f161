using ProtocolKit.Interop.Tests.Clients.Trials;

namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>nats.js where TLS comes first.</summary>
public sealed class NatsTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ClientFact("node")]
    public async Task It_hears_a_message_where_TLS_comes_first()
    {
        await using var server = GeneratedServer.Start("nats", Services.Of("nats"), implicitTls: true);

        var client = await RunAsync(server);

        await ClientAssert.SecuredAsync(client, server, "SUB answers", "Served inside TLS");
    }

    [ClientFact("node")]
    public async Task It_refuses_a_certificate_for_another_name_there()
    {
        await using var server = GeneratedServer.Start("nats", Services.Of("nats"), PresentedCertificate.OfAnotherName, implicitTls: true);

        var client = await RunAsync(server);

        await ClientAssert.RefusedAsync(server, client);
        Assert.NotEqual(0, client.ExitCode);
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server)
    {
        var client = TriedClients.Find("nats", "nats");
        using var folder = new TemporaryFolder();
        var trial = new Trial(server.Port, authority.Path, folder);
        return RunningProgram.RunAsync(client.Program, [.. client.Arguments(trial), "first"], client.Environment!(trial));
    }
}
