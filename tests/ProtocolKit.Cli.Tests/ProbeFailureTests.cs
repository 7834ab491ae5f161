using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ProtocolKit.Cli.Tests;

public sealed class ProbeFailureTests : IDisposable
{
    private const string Greeting = "220 mail.example ESMTP\r\n";
    private const string Features = "250-mail.example\r\n250 STARTTLS\r\n";

    private readonly AuthorityFile _authority = new();

    public void Dispose() => _authority.Dispose();

    public static TheoryData<string, string, string> Certificates => new()
    {
        { nameof(TestCertificates.Expired), "expired on", "expired" },
        { nameof(TestCertificates.NotYetValid), "is not valid before", "notYetValid" },
        { nameof(TestCertificates.WrongName), "it is for other.example, another.example, 127.0.0.1, not for localhost", "wrongName" },
        { nameof(TestCertificates.CommonNameOnly), "common name only", "commonNameOnly" },
        { nameof(TestCertificates.UnknownAuthority), "no trusted root", "unknownAuthority" },
        { nameof(TestCertificates.SelfSigned), "self-signed", "selfSigned" },
        { nameof(TestCertificates.WrongUsage), "not issued for this use", "wrongUsage" },
    };

    [Theory]
    [MemberData(nameof(Certificates))]
    public async Task What_is_wrong_with_a_certificate_is_said_in_words(string certificate, string words, string error)
    {
        // A certificate that carries a common name only must carry the host's for that to be what is wrong.
        var host = certificate == nameof(TestCertificates.CommonNameOnly) ? TestCertificates.Host : "localhost";
        await using var server = TestServer.Of("smtp", CertificateOf(certificate));

        var run = await ProbeAsync($"smtp://localhost:{server.Port}", "--sni", host);
        var json = await ProbeAsync($"smtp://localhost:{server.Port}", "--sni", host, "--json");

        Assert.Equal(ExitCode.TlsFailed, run.ExitCode);
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(json.Output);
        Assert.Contains(error, report.RootElement.GetProperty("certificateErrors").EnumerateArray().Select(entry => entry.GetString()));
        Assert.False(report.RootElement.GetProperty("secured").GetBoolean());
        Assert.Equal(ExitCode.TlsFailed, report.RootElement.GetProperty("exitCode").GetInt32());
        Assert.NotEmpty(report.RootElement.GetProperty("certificates").EnumerateArray());
    }

    [Theory]
    [InlineData(UpgradeOutcome.Unavailable, "unavailable", "454")]
    [InlineData(UpgradeOutcome.Refused, "refused", "5")]
    public async Task A_refusal_is_told_with_the_servers_words(UpgradeOutcome refusal, string outcome, string words)
    {
        await using var server = TestServer.Of("smtp", refusal: () => refusal);

        var run = await ProbeAsync($"smtp://localhost:{server.Port}");

        Assert.Equal(ExitCode.NotSecured, run.ExitCode);
        Assert.Contains($"{outcome}  smtp://", run.Output, StringComparison.Ordinal);
        Assert.Contains($"It said (not authenticated): \"{words}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_offer_TLS_is_not_asked_for_it()
    {
        await using var server = TestServer.Saying(Greeting, "250-mail.example\r\n250 SIZE 1000\r\n");

        var run = await ProbeAsync($"smtp://localhost:{server.Port}");

        Assert.Equal(ExitCode.NotSecured, run.ExitCode);
        Assert.Contains("does not offer TLS", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("C: STARTTLS", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plaintext_behind_the_consent_is_an_attack()
    {
        await using var server = TestServer.Saying(Greeting, Features, "220 go\r\n250 injected\r\n");

        var run = await ProbeAsync($"smtp://localhost:{server.Port}");

        Assert.Equal(ExitCode.Violation, run.ExitCode);
        Assert.Contains("leftover", run.Output, StringComparison.Ordinal);
        Assert.Contains("250 injected", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_says_reaches_no_terminal_as_it_is()
    {
        await using var server = TestServer.Saying("no reply \x1b[2J\x1b]0;owned\x07 \xff\r\n");

        var run = await ProbeAsync($"smtp://localhost:{server.Port}");
        var json = await ProbeAsync($"smtp://localhost:{server.Port}", "--json");

        Assert.Equal(ExitCode.Violation, run.ExitCode);
        Assert.Contains(@"\x1b[2J", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output + json.Output, letter => Assert.True(letter is '\r' or '\n' or (>= ' ' and <= '~'), $"U+{(int)letter:X4}"));
    }

    [Fact]
    public async Task A_server_of_something_else_is_recognised_as_such()
    {
        await using var server = TestServer.Saying("SSH-2.0-OpenSSH_9.2\r\n");

        var run = await ProbeAsync($"smtp://localhost:{server.Port}");

        Assert.Equal(ExitCode.Violation, run.ExitCode);
        Assert.Contains("Is it a server of smtp that listens there?", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plaintext_port_that_was_taken_for_a_TLS_port_is_recognised()
    {
        await using var server = TestServer.Of("smtp");

        var run = await ProbeAsync($"smtps://localhost:{server.Port}");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"try smtp://localhost:{server.Port}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_TLS_port_that_was_taken_for_a_plaintext_port_is_suspected()
    {
        await using var server = TestServer.Of("smtp", implicitTls: true);

        var run = await ProbeAsync($"smtp://localhost:{server.Port}", "--timeout", "0.5");

        Assert.Equal(ExitCode.Network, run.ExitCode);
        Assert.Contains($"try smtps://localhost:{server.Port}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_up_or_is_not_there_is_a_matter_of_the_network()
    {
        int port;
        await using (var server = TestServer.Closing())
        {
            port = server.Port;
            Assert.Equal(ExitCode.Network, (await ProbeAsync($"smtp://localhost:{port}")).ExitCode);
        }

        var run = await ProbeAsync($"smtp://127.0.0.1:{port}");
        Assert.Equal(ExitCode.Network, run.ExitCode);
        Assert.Contains("nothing listens on that port", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_ends_it_cleanly()
    {
        await using var server = TestServer.Saying("220-");
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var run = await ToolRun.OfAsync(cancellation.Token, "probe", $"smtp://localhost:{server.Port}");

        Assert.Equal(ExitCode.Canceled, run.ExitCode);
        Assert.Equal("", run.Output);
    }

    private static X509Certificate2 CertificateOf(string name) =>
        (X509Certificate2)typeof(TestCertificates).GetProperty(name)!.GetValue(null)!;

    private Task<ToolRun> ProbeAsync(params string[] arguments) =>
        ToolRun.OfAsync(["probe", .. arguments, "--ca", _authority.Path]);
}
