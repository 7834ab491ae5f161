namespace ProtocolKit.Interop.Tests.Clients;

/// <summary><c>tsql</c> of FreeTDS.</summary>
public sealed class FreeTdsTests(AuthorityFile authority) : IClassFixture<AuthorityFile>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [ClientTheory("tsql")]
    [InlineData("require")]
    [InlineData("request")]
    public async Task It_logs_in_inside_TLS(string encryption)
    {
        await using var server = GeneratedServer.Start("tds", new TdsService());

        var client = await RunAsync(server, encryption);

        await ClientAssert.SecuredAsync(client, server, "login");
    }

    [ClientTheory("tsql")]
    [InlineData(PresentedCertificate.OfAnotherAuthority)]
    [InlineData(PresentedCertificate.OfAnotherName)]
    public async Task It_refuses_the_certificate(PresentedCertificate certificate)
    {
        await using var server = GeneratedServer.Start("tds", new TdsService(), certificate);

        var client = await RunAsync(server, "require");

        Assert.NotEqual(0, client.ExitCode);
        await ClientAssert.RefusedAsync(server, client);
    }

    [ClientFact("tsql")]
    public async Task It_does_not_go_on_without_TLS()
    {
        await using var server = GeneratedServer.StartRefusing("tds", UpgradeOutcome.NotOffered);

        var client = await RunAsync(server, "require");

        Assert.NotEqual(0, client.ExitCode);
        await ClientAssert.GaveUpAsync(server, client);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProgramResult> RunAsync(GeneratedServer server, string encryption)
    {
        var settings = _folder.Write("freetds.conf", $"""
            [server]
                host = localhost
                port = {server.Port}
                tds version = 7.4
                encryption = {encryption}
                ca file = {authority.Path}
                check certificate hostname = yes

            """);
        return RunningProgram.RunAsync(
            "tsql", ["-S", "server", "-U", "user", "-P", "secret"], new Dictionary<string, string> { ["FREETDSCONF"] = settings },
                input: "quit\n");
    }
}
