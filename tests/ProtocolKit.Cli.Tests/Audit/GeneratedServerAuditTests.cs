namespace ProtocolKit.Cli.Tests.Audit;

/// <summary>What an audit finds in the generated servers.</summary>
public sealed class GeneratedServerAuditTests : AuditTestBase
{
    public static TheoryData<string> Protocols => [.. Catalog.All.Definitions.Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task The_generated_server_in_Kestrel_is_acquitted(string protocol)
    {
        await using var server = await ServeRun.StartAsync(protocol, "--port", "0");

        var findings = await FindAsync(protocol, server.Port, ExitCode.Success, "--quiet", "0.1");

        Assert.DoesNotContain(findings, finding => finding.Key != "certificate" && finding.Value.Verdict is "vulnerable" or "weak");
        foreach (
            var probe in findings.Keys.Where(probe => probe.StartsWith("injection-", StringComparison.Ordinal)).Append("upgrade-twice"))
        {
            var (verdict, observed) = findings[probe];
            Assert.True(
                verdict == "rejects" || observed is "The client says nothing to start TLS." or "The server does not answer before TLS.",
                    $"{probe}: {observed}");
        }
    }
}
