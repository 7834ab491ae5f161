namespace ProtocolKit.Interop.Tests.Clients;

/// <summary><c>xfreerdp</c>, on a display of its own.</summary>
public sealed class FreeRdpTests(AuthorityFile authority) : IClassFixture<AuthorityFile>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [ClientTheory("xfreerdp")]
    [InlineData]
    [InlineData("/sec:tls")]
    [InlineData("/load-balance-info:Cookie: msts=3640205228.15629.0000")]
    public async Task It_upgrades_to_TLS(params string[] options)
    {
        await using var server = GeneratedServer.Start("rdp", new RdpService());

        var client = await RunAsync(server, options);

        await ClientAssert.SecuredAsync(server, "Duca", client);
    }

    [ClientTheory("xfreerdp")]
    [InlineData(PresentedCertificate.OfAnotherAuthority)]
    [InlineData(PresentedCertificate.OfAnotherName)]
    public async Task It_refuses_the_certificate(PresentedCertificate certificate)
    {
        await using var server = GeneratedServer.Start("rdp", new RdpService(), certificate);

        var client = await RunAsync(server);

        Assert.Contains("certificate", client.Output, StringComparison.OrdinalIgnoreCase);
        await ClientAssert.RefusedAsync(server, client);
    }

    [ClientFact("xfreerdp")]
    public async Task It_does_not_go_on_without_TLS()
    {
        await using var server = GeneratedServer.StartRefusing("rdp", UpgradeOutcome.Refused);

        var client = await RunAsync(server, "/sec:tls");

        await ClientAssert.GaveUpAsync(client, server, "SSL_REQUIRED_BY_SERVER");
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProgramResult> RunAsync(GeneratedServer server, params string[] options) =>
        RunningProgram.RunAsync(
            "xvfb-run",
            [
                "--auto-servernum", Programs.Path("xfreerdp"), $"/v:localhost:{server.Port}", "/cert:deny", "/u:user", "/p:secret",
                    "+auth-only", .. options,
            ],
            new Dictionary<string, string> { ["HOME"] = _folder.Path, ["SSL_CERT_FILE"] = authority.Path });
}
