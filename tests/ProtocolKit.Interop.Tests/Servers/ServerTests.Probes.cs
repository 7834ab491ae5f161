using System.Text.Json;
using ProtocolKit.Cli;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>What the tool's probe says of a real server, whichever it is.</summary>
public abstract partial class ServerTests<TServer>
{
    [ServiceTheory]
    public async Task The_probe_finds_it_secured(string service)
    {
        var run = await ProbeAsync(service, Listener.Upgrade);

        Assert.True(run.ExitCode == ExitCode.Success, run.Output + run.Error);
        Assert.Contains("-- TLS handshake done", run.Lines);
        Assert.Contains($"secured  {service}://127.0.0.1:", run.Output, StringComparison.Ordinal);
        Assert.Contains("forward secrecy yes", run.Output, StringComparison.Ordinal);
    }

    [ServiceTheory(Listener.Tls)]
    public async Task The_probe_finds_it_secured_from_the_first_octet(string service)
    {
        var run = await ProbeAsync(service, Listener.Tls);

        Assert.True(run.ExitCode == ExitCode.Success, run.Output + run.Error);
        Assert.StartsWith("-- TLS handshake done", run.Output, StringComparison.Ordinal);
    }

    [ServiceTheory]
    public async Task The_probe_says_so_in_JSON(string service)
    {
        using var report = JsonDocument.Parse(Assert.Single((await ProbeAsync(service, Listener.Upgrade, "--json")).Lines));

        Assert.True(report.RootElement.GetProperty("secured").GetBoolean());
        Assert.Equal("secured", report.RootElement.GetProperty("outcome").GetString());
        Assert.Equal($"CN={TestCertificates.Host}", report.RootElement.GetProperty("certificates")[0].GetProperty("subject").GetString());
    }

    [ServiceTheory(Listener.NoTls)]
    public async Task The_probe_tells_that_there_is_no_TLS(string service)
    {
        var run = await ProbeAsync(service, Listener.NoTls);

        Assert.Equal(ExitCode.NotSecured, run.ExitCode);
        Assert.Contains($"{OutcomeText()}  {service}://127.0.0.1:", run.Output, StringComparison.Ordinal);

        string OutcomeText() => ServiceOf(service).WithoutTls switch
        {
            UpgradeOutcome.NotOffered => "not-offered",
            UpgradeOutcome.Unavailable => "unavailable",
            _ => "refused",
        };
    }

    [ServiceTheory]
    public async Task The_probe_tells_what_is_wrong_with_the_certificate(string service)
    {
        var untrusted = await ProbeAsync(service, Listener.Upgrade, "--ca", server.OtherAuthority);
        var misnamed = await ProbeAsync(service, Listener.Upgrade, "--sni", ServiceOf(service).OtherHost);
        var expired = await ProbeAsync(service, Listener.Expired);

        Assert.All([untrusted, misnamed, expired], run => Assert.Equal(ExitCode.TlsFailed, run.ExitCode));
        Assert.Contains("no trusted root stands behind", Unwrapped(untrusted), StringComparison.Ordinal);
        Assert.Contains($"not for {ServiceOf(service).OtherHost}", Unwrapped(misnamed), StringComparison.Ordinal);
        Assert.Contains("expired on", Unwrapped(expired), StringComparison.Ordinal);
    }

    /// <summary>What the probe said, whatever the width of its lines.</summary>
    private protected static string Unwrapped(ToolRun run) =>
        string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs the probe on a port of the server, with the right authority and name unless the arguments say otherwise.</summary>
    private protected Task<ToolRun> ProbeAsync(string service, Listener listener, params IReadOnlyList<string> arguments)
    {
        var scheme = listener == Listener.Tls ? service + "s" : service;
        string[] authority = arguments.Contains("--ca") ? [] : ["--ca", server.Authority];
        string[] name = arguments.Contains("--sni") ? [] : ["--sni", ServiceOf(service).Host];
        return ToolRun.OfAsync(
            Limit, ["probe", $"{scheme}://127.0.0.1:{server.PortOf(service, listener)}", "--timeout", "15", .. authority, .. name,
                .. arguments]);
    }
}
