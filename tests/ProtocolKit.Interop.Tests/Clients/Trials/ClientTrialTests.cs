namespace ProtocolKit.Interop.Tests.Clients.Trials;

/// <summary>What every client has to come to with the generated server of its protocol.</summary>
public sealed class ClientTrialTests(AuthorityFile authority) : IClassFixture<AuthorityFile>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [ClientTrial]
    public async Task It_upgrades_to_TLS(string name, string protocol)
    {
        var client = TriedClients.Find(name, protocol);
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol), parameters: client.Parameters);

        var result = await RunAsync(client, server);

        await ClientAssert.SecuredAsync(result, server, heard: "", client.Shows);
    }

    [ClientTrial]
    public Task It_refuses_a_certificate_of_another_authority(string name, string protocol) =>
        RefusesAsync(name, protocol, PresentedCertificate.OfAnotherAuthority);

    [ClientTrial]
    public Task It_refuses_a_certificate_for_another_name(string name, string protocol) =>
        RefusesAsync(name, protocol, PresentedCertificate.OfAnotherName);

    [ClientTrial(Refuses = true)]
    public async Task It_does_not_go_on_without_TLS(string name, string protocol)
    {
        var client = TriedClients.Find(name, protocol);
        await using var server = GeneratedServer.StartRefusing(protocol, client.Refusal!.Value);

        var result = await RunAsync(client, server);

        await ClientAssert.GaveUpAsync(server, result);
        Assert.True(result.ExitCode != 0 || !client.TellsFailure, result.ToString());
    }

    public void Dispose() => _folder.Dispose();

    private async Task RefusesAsync(string name, string protocol, PresentedCertificate certificate)
    {
        var client = TriedClients.Find(name, protocol);
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol), certificate, parameters: client.Parameters);

        var result = await RunAsync(client, server);

        await ClientAssert.RefusedAsync(server, result, client.SaysUnverified);
        Assert.True(result.ExitCode != 0 || !client.TellsFailure, result.ToString());
    }

    private Task<ProgramResult> RunAsync(TriedClient client, GeneratedServer server) =>
        client.RunAsync(new Trial(server.Port, authority.Path, _folder));
}
