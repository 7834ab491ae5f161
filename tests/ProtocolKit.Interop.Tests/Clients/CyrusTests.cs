namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>Cyrus' <c>mupdatetest</c>. It goes on whatever the certificate, so only what it says inside is looked at.</summary>
public sealed class CyrusTests
{
    [ClientFact("mupdatetest")]
    public async Task It_logs_out_inside_TLS()
    {
        var parameters = new[] { ("mechanism", "PLAIN") };
        await using var server = GeneratedServer.Start("mupdate", Services.Of("mupdate"), parameters: parameters);

        var client = await RunningProgram.RunAsync(
            "mupdatetest", ["-t", "", "-m", "PLAIN", "-a", "user", "-w", "secret", "-p", $"{server.Port}", "localhost"],
                input: "L01 LOGOUT\r\n");

        await ClientAssert.SecuredAsync(client, server, "AUTHENTICATE \"PLAIN\"", "Served inside TLS");
    }
}
