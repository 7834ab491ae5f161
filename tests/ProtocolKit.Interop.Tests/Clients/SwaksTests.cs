namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>swaks, which looks at who signed a certificate, and not at its name.</summary>
public sealed class SwaksTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    [ClientTheory("swaks")]
    [InlineData("smtp", "--tls", "EHLO")]
    [InlineData("smtp", "--tls-on-connect", "EHLO")]
    [InlineData("submission", "--tls", "EHLO")]
    [InlineData("submission", "--tls-on-connect", "EHLO")]
    [InlineData("lmtp", "--tls", "LHLO")]
    public async Task It_says_hello_inside_TLS(string protocol, string tls, string hello)
    {
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol), implicitTls: tls == "--tls-on-connect");

        var client = await RunAsync(server, protocol, tls);

        await ClientAssert.SecuredAsync(client, server, $"{hello} client.example\nQUIT\n", "TLS started");
    }

    [ClientTheory("swaks")]
    [InlineData("smtp")]
    [InlineData("submission")]
    [InlineData("lmtp")]
    public async Task It_refuses_a_certificate_of_another_authority(string protocol)
    {
        await using var server = GeneratedServer.Start(protocol, Services.Of(protocol), PresentedCertificate.OfAnotherAuthority);

        var client = await RunAsync(server, protocol, "--tls");

        await ClientAssert.RefusedByAlertAsync(client, server, "certificate verify failed");
    }

    [ClientTheory("swaks")]
    [InlineData("smtp", UpgradeOutcome.Unavailable, "454 TLS")]
    [InlineData("submission", UpgradeOutcome.Refused, "554 TLS")]
    [InlineData("lmtp", UpgradeOutcome.Refused, "554 TLS")]
    public async Task It_does_not_go_on_without_TLS(string protocol, UpgradeOutcome refusal, string told)
    {
        await using var server = GeneratedServer.StartRefusing(protocol, refusal);

        var client = await RunAsync(server, protocol, "--tls");

        await ClientAssert.GaveUpAsync(client, server, told);
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server, string protocol, string tls) =>
        RunningProgram.RunAsync(
            "swaks",
            [
                "--server", "127.0.0.1", "--port", $"{server.Port}", "--protocol", protocol == "lmtp" ? "LMTP" : "ESMTP", "--helo",
                    "client.example", "--to", "someone@mail.example",
                tls, "--tls-verify", "--tls-ca-path", authority.Path, "--tls-sni", TestCertificates.Host, "--quit-after", "HELO",
            ]);
}
