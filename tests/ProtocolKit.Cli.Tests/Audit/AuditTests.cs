namespace ProtocolKit.Cli.Tests.Audit;

/// <summary>What an audit finds in servers that are sound, odd, or weak.</summary>
public sealed class AuditTests : AuditTestBase
{
    [Fact]
    public async Task A_server_that_throws_it_away_is_acquitted()
    {
        await using var server = new BrokenSmtp { OffersLogin = true }.Start();

        var findings = await FindAsync("smtp", server.Port, ExitCode.Success, "--quiet", "0.2");

        AssertFound(findings, "injection-same-segment", "rejects", "threw it away");
        AssertFound(findings, "bare-line-feed", "accepts", "LF alone ends the line");
        AssertFound(findings, "upgrade-inside-tls", "rejects", "503 TLS is active");
        AssertFound(findings, "upgrade-offered-inside-tls", "rejects", "STARTTLS is not offered inside TLS");
        AssertFound(findings, "login-before-tls", "accepts", "AUTH PLAIN LOGIN");
        AssertFound(findings, "tls-1.0", "rejects", "alert");
        AssertFound(findings, "certificate", "good", "ECDSA 256");
    }

    [Fact]
    public async Task A_server_that_answers_with_a_name_from_before_TLS_is_convicted()
    {
        await using var server = new BrokenSmtp { KeepsName = true }.Start();

        var findings = await FindAsync("smtp", server.Port, ExitCode.Vulnerable, "--quiet", "0.2");

        AssertFound(findings, "state-kept", "vulnerable", "Hello q7zk5-audit");
    }

    [Fact]
    public async Task A_server_that_remembers_the_greeting_from_before_TLS_is_convicted()
    {
        await using var server = new BrokenSmtp { KeepsGreeted = true }.Start();

        var findings = await FindAsync("smtp", server.Port, ExitCode.Vulnerable, "--quiet", "0.2");

        AssertFound(findings, "state-kept", "vulnerable", "rejected in place of features");
    }

    [Fact]
    public async Task A_server_that_offers_and_starts_TLS_inside_TLS_is_weak()
    {
        await using var server = new BrokenSmtp { OffersInside = true }.Start();

        var findings = await FindAsync("smtp", server.Port, ExitCode.Success, "--quiet", "0.2");

        AssertFound(findings, "upgrade-offered-inside-tls", "weak", "STARTTLS is offered inside TLS");
        AssertFound(findings, "upgrade-inside-tls", "weak", "agreed to start TLS again");
    }

    [Fact]
    public async Task A_server_that_complains_inside_TLS_of_what_was_said_outside_is_acquitted()
    {
        await using var server = BrokenPostgres.Start(complains: true);

        var findings = await FindAsync("postgres", server.Port, ExitCode.Success, "--quiet", "0.5");

        AssertFound(findings, "injection-same-segment", "rejects", "Whatever stands there, the server says inside TLS");
    }

    [Fact]
    public async Task A_server_that_does_not_always_do_the_same_is_not_convicted()
    {
        await using var server = BrokenPostgres.StartInconstant();

        var findings = await FindAsync("postgres", server.Port, ExitCode.Success, "--quiet", "0.5");

        AssertFound(findings, "injection-same-segment", "inconclusive", "The server does not always do the same.");
    }

    [Fact]
    public async Task A_bad_certificate_does_not_keep_the_rest_from_being_found()
    {
        await using var server = TestServer.Of("smtp", TestCertificates.Expired);

        var findings = await FindAsync("smtp", server.Port, ExitCode.Success, "--quiet", "0.1");

        AssertFound(findings, "certificate", "weak", "expired");
        AssertFound(findings, "injection-same-segment", "rejects", "");
    }

    [Fact]
    public async Task A_server_without_TLS_is_told_with_the_reason()
    {
        await using var server = TestServer.Of("smtp", refusal: () => UpgradeOutcome.Refused);

        var run = await ToolRun.OfAsync("audit", $"smtp://localhost:{server.Port}", "--timeout", "5");

        Assert.Equal(ExitCode.NotSecured, run.ExitCode);
        Assert.StartsWith(
            "Without a probe the upgrade does not come about: The server answered \"554 ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_TLS_from_the_first_octet_the_rest_is_probed()
    {
        await using var server = TestServer.Of("smtp", implicitTls: true);

        var findings = await FindAsync("smtps", server.Port, ExitCode.Success, "--quiet", "0.1");

        AssertFound(findings, "injection-same-segment", "inconclusive", "Nothing is said before TLS.");
        AssertFound(findings, "tls-1.3", "accepts", "TLS_AES_");
    }
}
