namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Viewers of VNC: TigerVNC's, on a display of its own, and <c>gvnccapture</c>, which trusts the system's authorities only.</summary>
public sealed class VncViewerTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ClientTheory("xtigervncviewer")]
    [InlineData("localhost")]
    public async Task It_upgrades_to_TLS(string host)
    {
        await using var server = GeneratedServer.Start("vnc", new VncService());

        var client = await RunningProgram.RunAsync(
            "xvfb-run",
            [
                "--auto-servernum", Programs.Path("xtigervncviewer"), "-SecurityTypes=X509None", $"-X509CA={authority.Path}", "-Log=*:stderr:100",
                "-AlertOnFatalError=0", "-ReconnectOnError=0", $"{host}::{server.Port}",
            ]);

        await ClientAssert.SecuredAsync(server, "ClientInit", client);
        Assert.Contains("Served inside TLS", client.Output, StringComparison.Ordinal);
    }

    [ClientFact("gvnccapture")]
    public async Task It_refuses_a_certificate_of_another_authority()
    {
        await using var server = GeneratedServer.Start("vnc", new VncService());

        var client = await RunningProgram.RunAsync("gvnccapture", ["--debug", $"localhost:{server.Port - 5900}", "/dev/null"]);

        Assert.Contains("The certificate is not trusted", client.Output, StringComparison.Ordinal);
        await ClientAssert.RefusedAsync(server, client);
    }
}
