using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using static ProtocolKit.TestSupport.AlternativeNames;

namespace ProtocolKit.Cli.Tests;

/// <summary>Certificates by whose names a service alone is known: the tool says what a client does.</summary>
public sealed class IdentityTests : IDisposable
{
    private readonly AuthorityFile _authority = new();

    public static TheoryData<string, bool, int> Cases => new()
    {
        { "xmpp", false, ExitCode.Success }, { "xmpp", true, ExitCode.Success }, { "smtp", false, ExitCode.TlsFailed },
            { "xmpp-server", false, ExitCode.TlsFailed },
    };

    public void Dispose() => _authority.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_probe_takes_the_names_of_its_protocol_and_shows_all(string protocol, bool implicitTls, int exitCode)
    {
        await using var server = TestServer.Of(protocol, Certificate, implicitTls);
        var address = $"{protocol}{(implicitTls ? "s" : "")}://localhost:{server.Port}";

        var text = await ToolRun.OfAsync("probe", address, "--ca", _authority.Path);
        var json = await ToolRun.OfAsync("probe", address, "--ca", _authority.Path, "--json");

        Assert.Equal((exitCode, exitCode), (text.ExitCode, json.ExitCode));
        Assert.Contains(text.Lines, line =>
            line.EndsWith("for other.example, _xmpp-client.localhost, a\\nb (1.2.3)", StringComparison.Ordinal));
        using var report = JsonDocument.Parse(Assert.Single(json.Lines));
        Assert.Equal(
            ["other.example", "_xmpp-client.localhost", "a\\nb (1.2.3)"],
            report.RootElement.GetProperty("certificates")[0].GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            exitCode == ExitCode.Success ? [] : ["wrongName"],
            report.RootElement.GetProperty("certificateErrors").EnumerateArray().Select(error => error.GetString()));
    }

    [Theory]
    [InlineData("xmpp", "good", "Trusted, for other.example, _xmpp-client.localhost")]
    [InlineData("smtp", "weak", "wrongName")]
    public async Task An_audit_takes_the_names_of_its_protocol(string protocol, string verdict, string detail)
    {
        await using var server = TestServer.Of(protocol, Certificate);

        var run = await ToolRun.OfAsync("audit", $"{protocol}://localhost:{server.Port}", "--ca", _authority.Path, "--quiet", "0.1");

        Assert.Contains(run.Lines, line =>
            line.StartsWith("certificate ", StringComparison.Ordinal) && line.Contains($" {verdict} ", StringComparison.Ordinal)
                && line.Contains(detail, StringComparison.Ordinal));
    }

    private static X509Certificate2 Certificate { get; } = TestCertificates.Issue(
        TestCertificates.Authority, "a server",
        new() { RawNames = Of(Dns("other.example"), Srv("_xmpp-client.localhost"), Other("1.2.3", "a\nb")) });
}
