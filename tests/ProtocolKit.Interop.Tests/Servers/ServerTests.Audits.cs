using System.Text.Json;
using ProtocolKit.Cli;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>What the tool's audit says of a real server, whichever it is.</summary>
public abstract partial class ServerTests<TServer>
{
    [ServiceTheory]
    public async Task The_audit_finds_a_vulnerability_where_there_is_one_and_nowhere_else(string service)
    {
        if (!ServiceOf(service).EndsWithBrokenHandshakes)
        {
            await AuditAsync(service, server);
            return;
        }

        using var own = Activator.CreateInstance<TServer>();
        await own.InitializeAsync();
        try
        {
            await AuditAsync(service, own);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private async Task AuditAsync(string service, TServer audited)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var run = await ToolRun.OfAsync(
            limit.Token,
            [
                "audit", $"{service}://127.0.0.1:{audited.PortOf(service, Listener.Upgrade)}", "--timeout", "10", "--quiet", "0.5",
                    "--json",
                "--ca", audited.Authority, "--sni", ServiceOf(service).Host,
            ]);

        var isVulnerable = ServiceOf(service).AnswersInsideTlsToWhatWasSaidBefore;
        Assert.True(run.ExitCode == (isVulnerable ? ExitCode.Vulnerable : ExitCode.Success), run.Output + run.Error);
        using var report = JsonDocument.Parse(Assert.Single(run.Lines));
        var findings = report.RootElement.GetProperty("findings").EnumerateArray()
            .ToDictionary(finding => finding.GetProperty("probe").GetString()!, finding => finding.GetProperty("verdict").GetString());
        Assert.Equal(AuditProbes.All.Count, findings.Count);
        Assert.Equal(isVulnerable ? "vulnerable" : findings[AuditProbes.SameSegment], findings[AuditProbes.SameSegment]);
        Assert.NotEqual(isVulnerable ? "" : "vulnerable", findings[AuditProbes.SameSegment]);
        Assert.True(findings["tls-1.2"] != "rejects" || findings["tls-1.3"] == "accepts", run.Output);
    }
}
