namespace ProtocolKit.Interop.Tests.Clients;

/// <summary><c>openssl s_client</c>, which knows the way into TLS of many protocols, and none inside.</summary>
public sealed class OpenSslTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    public static TheoryData<string, string> StartTls => new()
    {
        { "smtp", "smtp" }, { "imap", "imap" }, { "pop3", "pop3" }, { "nntp", "nntp" }, { "ldap", "ldap" }, { "xmpp", "xmpp" },
        { "postgres", "postgres" }, { "mysql", "mysql" },
    };

    [ProgramTheory("openssl")]
    [MemberData(nameof(StartTls))]
    public async Task It_comes_to_TLS(string protocol, string option)
    {
        await using var server = GeneratedServer.Start(protocol, LineService.Repeating);

        var client = await RunAsync(server, "-starttls", option);

        var served = await server.StopAsync();
        Assert.True(client.ExitCode == 0, $"{client}\n{string.Join('\n', served)}");
        Assert.Contains("Verification: OK", client.Output, StringComparison.Ordinal);
        Assert.Contains("heard a line", client.Output, StringComparison.Ordinal);
        var connection = Assert.Single(served);
        Assert.Equal((UpgradeOutcome.Secured, "a line\n", null), (connection.Outcome, connection.Heard, connection.Failure));
    }

    private Task<ProgramResult> RunAsync(GeneratedServer server, params string[] arguments) =>
        RunningProgram.RunAsync(
            "openssl",
            [
                "s_client", "-connect", $"127.0.0.1:{server.Port}", "-brief", "-ign_eof", "-crlf",
                "-CAfile", authority.Path, "-verify_return_error", "-verify_hostname", TestCertificates.Host,
                "-servername", TestCertificates.Host, .. arguments,
            ],
            input: "a line\n");
}
