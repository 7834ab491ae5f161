namespace ProtocolKit.Cli.Tests.Audit;

/// <summary>Servers that use inside TLS what was said outside are convicted, and proof takes its time.</summary>
public sealed class ConvictionTests : AuditTestBase
{
    [Fact]
    public async Task A_server_that_keeps_what_it_has_read_before_TLS_is_convicted()
    {
        await using var server = new BrokenSmtp { KeepsBuffer = true }.Start();

        var findings = await FindAsync("smtp", server.Port, ExitCode.Vulnerable);

        AssertFound(
            findings, "injection-same-segment", "vulnerable",
            "answered what was said outside, \"EHLO [127.0.0.1]\", with \"250-mail.example Hello");
        AssertFound(findings, "upgrade-twice", "vulnerable", "503 TLS is active");
        AssertFound(findings, "bare-line-feed", "vulnerable", "250-mail.example Hello");
        AssertFound(findings, "state-kept", "rejects", "did not come back");
    }

    [Fact]
    public async Task A_server_that_uses_what_it_has_kept_only_later_is_convicted()
    {
        await using var server = new BrokenSmtp { KeepsBuffer = true, ReadsBeforeItLooks = true }.Start();

        var findings = await FindAsync("smtp", server.Port, ExitCode.Vulnerable, "--quiet", "1");

        AssertFound(findings, "injection-same-segment", "vulnerable", "answered what was said outside");
    }

    [Fact]
    public async Task A_binary_protocol_is_convicted_by_what_it_answers_inside_TLS()
    {
        await using var server = BrokenPostgres.Start(complains: false);

        var findings = await FindAsync("postgres", server.Port, ExitCode.Vulnerable);

        AssertFound(findings, "injection-same-segment", "vulnerable", "unsupported frontend protocol 1234.5679");
    }
}
