namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>CUPS' <c>ipptool</c>, which upgrades HTTP to TLS. It trusts any certificate at first sight, so only what it says inside is
/// looked at.</summary>
public sealed class IppToolTests
{
    [ClientFact("ipptool")]
    public async Task It_asks_for_printers_inside_TLS()
    {
        await using var server = GeneratedServer.Start("http", Services.Of("http"));
        using var home = new TemporaryFolder();

        var client = await RunningProgram.RunAsync(
            "ipptool", ["-E", "-T", "20", "-tv", $"ipp://localhost:{server.Port}/", "get-printers.test"],
                new Dictionary<string, string> { ["HOME"] = home.Path });

        await ClientAssert.SecuredAsync(client, server, "POST / HTTP/1.1", "[PASS]");
    }
}
