namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Viewers of VNC: TigerVNC's, on a display of its own, and <c>gvnccapture</c>, which trusts the system's authorities
/// only.</summary>
public sealed class VncViewerTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    // With TLS 1.3, TigerVNC 1.12 waits for ever where session tickets and what follows them come together.
    [ClientFact("xtigervncviewer")]
    public async Task It_upgrades_to_TLS()
    {
        await using var server = GeneratedServer.Start("vnc", new VncService());

        var client = await RunningProgram.RunAsync(
            "xvfb-run",
            [
                "--auto-servernum", Programs.Path("xtigervncviewer"), "-SecurityTypes=X509None", $"-X509CA={authority.Path}",
                    "-GnuTLSPriority=NORMAL:-VERS-TLS1.3", "-Log=*:stderr:100",
                "-AlertOnFatalError=0", "-ReconnectOnError=0", $"localhost::{server.Port}",
            ]);

        await ClientAssert.SecuredAsync(server, "ClientInit", client);
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
