using System.Text.Json;

namespace ProtocolKit.Cli.Tests.Audit;

public sealed class AuditListenTests
{
    public static TheoryData<string> Protocols => [.. Catalog.All.Definitions.Select(definition => definition.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task The_generated_client_is_acquitted(string protocol)
    {
        var definition = Catalog.All.Definitions.Single(one => one.Name == protocol);
        await using var server = await HostileRun.StartAsync("--listen", protocol, "--quiet", "0.2", "--timeout", "20");

        foreach (var _ in ListenScripts.All)
            await ConnectAsync(definition, server);

        Assert.True(await server.EndAsync() == ExitCode.Success, server.Output);
        Assert.Equal("acquitted", server["control"].Verdict);
        Assert.DoesNotContain("convicted", server.Output, StringComparison.Ordinal);
        Assert.All(
            ListenScripts.Names.Where(name => name.StartsWith("certificate-", StringComparison.Ordinal)),
            script => Assert.True(server[script].Verdict == "acquitted", server.Output));
        Assert.True(
            server["injection-same-segment"] is ("acquitted", _) or (_, "The server of this protocol says nothing before TLS starts."),
                server.Output);
    }

    [Fact]
    public async Task A_client_that_reads_ahead_across_the_upgrade_is_convicted()
    {
        await using var server = await HostileRun.StartAsync("--listen", "smtp", "--quiet", "1");

        foreach (var _ in ListenScripts.All)
            await NaiveSmtpClient.RunAsync(server.Port);

        Assert.Equal(ExitCode.Vulnerable, await server.EndAsync());
        Assert.Equal("acquitted", server["control"].Verdict);
        Assert.True(server["injection-same-segment"] is ("convicted", _), server.Output);
        Assert.Contains("\"MAIL ...\"", server["injection-same-segment"].Observed, StringComparison.Ordinal);
        Assert.True(server["injection-fragment"] is ("convicted", _), server.Output);
        Assert.True(server["reply-changed-first"] is ("acquitted", _), server.Output);
        Assert.True(server["offer-stripped"] is ("convicted", "It went on in the clear: \"MAIL ...\"."), server.Output);
        Assert.True(server["certificate-expired"] is ("convicted", _), server.Output);
        Assert.True(server["certificate-self-signed"] is ("convicted", _), server.Output);
        Assert.True(server["refused"] is ("acquitted", _), server.Output);
    }

    [Fact]
    public async Task One_script_can_be_chosen_and_the_result_is_one_object()
    {
        await using var server = await HostileRun.StartAsync(
            "--listen", "smtp", "--quiet", "1", "--script", "injection-same-segment", "--json");

        await NaiveSmtpClient.RunAsync(server.Port);
        await NaiveSmtpClient.RunAsync(server.Port);

        Assert.Equal(ExitCode.Vulnerable, await server.EndAsync());
        using var report = JsonDocument.Parse(server.Output);
        Assert.Equal("protocolkit.audit-listen/1", report.RootElement.GetProperty("schema").GetString());
        Assert.Equal(
            ["control acquitted", "injection-same-segment convicted"],
            report.RootElement.GetProperty("connections").EnumerateArray()
                .Select(connection => $"{connection.GetProperty("script").GetString()} {connection.GetProperty("verdict").GetString()}"));
        Assert.All(report.RootElement.EnumerateObject(), property =>
            Assert.Contains(property.Name, AuditJson.Help, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_does_not_trust_the_server_is_told_to()
    {
        await using var server = await HostileRun.StartAsync("--listen", "smtp", "--quiet", "0.2", "--script", "certificate-expired");

        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<UpgradeException>(() => UpgradeClient.ConnectAsync(
                Catalog.All.Definitions.Single(one => one.Name == "smtp"), "localhost", server.Port, null,
                    new UpgradeClientOptions { CustomRoots = TestCertificates.Roots }));
        }

        Assert.Equal(ExitCode.Success, await server.EndAsync());
        Assert.Equal("unclear", server["certificate-expired"].Verdict);
    }

    private static async Task ConnectAsync(ProtocolDefinition protocol, HostileRun server)
    {
        try
        {
            var options = new UpgradeClientOptions { CustomRoots = server.Roots, Timeout = TimeSpan.FromSeconds(5) };
            await using var connection = await UpgradeClient.ConnectAsync(protocol, "localhost", server.Port, null, options);
        }
        catch (UpgradeException)
        {
            // That is what it should do.
        }
    }
}
