using System.Text.Json;

namespace ProtocolKit.Cli.Tests.Audit;

/// <summary>Audits a server of the tests. Audits wait for silence most of the time: their classes run beside each other.</summary>
public abstract class AuditTestBase : IDisposable
{
    private readonly AuthorityFile _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<Dictionary<string, (string Verdict, string Observed)>> FindAsync(
        string scheme, int port, int exitCode, params string[] arguments)
    {
        string[] quiet = arguments.Contains("--quiet") ? [] : ["--quiet", "3"];
        var run = await ToolRun.OfAsync(
            ["audit", $"{scheme}://localhost:{port}", "--ca", _authority.Path, "--timeout", "30", "--json", .. quiet, .. arguments]);
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        using var report = JsonDocument.Parse(Assert.Single(run.Lines));
        Assert.Equal(exitCode == ExitCode.Vulnerable, report.RootElement.GetProperty("vulnerable").GetBoolean());
        return report.RootElement.GetProperty("findings").EnumerateArray().ToDictionary(
            finding => finding.GetProperty("probe").GetString()!,
            finding => (finding.GetProperty("verdict").GetString()!, finding.GetProperty("observed").GetString()!));
    }

    private protected static void AssertFound(
        Dictionary<string, (string Verdict, string Observed)> findings, string probe, string verdict, string observed)
    {
        var found = findings[probe];
        Assert.True(found.Verdict == verdict && found.Observed.Contains(observed, StringComparison.Ordinal), $"{probe}: {found}");
    }
}
