using System.Text.Json;

namespace ProtocolKit.Cli.Tests;

public sealed class ProbeSuccessTests : IDisposable
{
    private readonly AuthorityFile _authority = new();

    public static TheoryData<string> Protocols => [.. Catalog.All.Definitions.Select(definition => definition.Name)];

    public void Dispose() => _authority.Dispose();

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Every_protocol_can_be_probed(string protocol)
    {
        await using var server = TestServer.Of(protocol);

        var run = await ToolRun.OfAsync("probe", $"{protocol}://localhost:{server.Port}", "--ca", _authority.Path);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("forward secrecy yes", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task An_s_behind_the_name_starts_with_TLS(string protocol)
    {
        await using var server = TestServer.Of(protocol, implicitTls: true);

        var run = await ToolRun.OfAsync("probe", $"{protocol}s://localhost:{server.Port}", "--ca", _authority.Path);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.StartsWith("-- TLS handshake done", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dialogue_the_capabilities_and_the_certificates_are_shown()
    {
        await using var server = TestServer.Of("smtp");

        var run = await ToolRun.OfAsync("probe", $"smtp://localhost:{server.Port}", "--ca", _authority.Path);

        Assert.Equal("C: EHLO [127.0.0.1]", run.Lines[1]);
        Assert.Contains("S: 250 STARTTLS", run.Lines);
        Assert.Contains("-- TLS handshake done", run.Lines);
        Assert.Contains("  before TLS      capability: STARTTLS", run.Lines);
        Assert.Contains("  inside TLS      capability: HELP", run.Lines);
        Assert.Contains("  certificate     CN=mail.example", run.Lines);
        Assert.Contains("                  for mail.example, localhost, 127.0.0.1", run.Lines);
        Assert.Contains("  issued by       CN=Test Authority", run.Lines);
        Assert.Contains("  round trips     3", run.Lines);
    }

    [Fact]
    public async Task What_belongs_to_a_capability_stands_with_it()
    {
        await using var server = TestServer.SayingInsideTls(
            "smtp", "250-mail.example\r\n250-SIZE 1000\r\n250-AUTH PLAIN LOGIN\r\n250 HELP\r\n");
        await using var again = TestServer.SayingInsideTls("smtp", "250-mail.example\r\n250 SIZE 1000\r\n");

        var text = await ToolRun.OfAsync("probe", $"smtp://localhost:{server.Port}", "--ca", _authority.Path);
        var json = await ToolRun.OfAsync("probe", $"smtp://localhost:{again.Port}", "--ca", _authority.Path, "--json");

        Assert.Contains("  inside TLS      capability: SIZE 1000, AUTH PLAIN LOGIN, HELP", text.Lines);
        using var report = JsonDocument.Parse(Assert.Single(json.Lines));
        Assert.Equal(
            """[{"label":"capability","value":"SIZE","members":[{"label":"argument","value":"1000"},{"label":"param","value":"1000"}]}]""",
            report.RootElement.GetProperty("capabilitiesInsideTls").GetRawText());
    }

    [Fact]
    public async Task Json_is_one_object_and_help_names_all_its_properties()
    {
        await using var server = TestServer.Of("smtp");

        var run = await ToolRun.OfAsync("probe", $"smtp://localhost:{server.Port}", "--ca", _authority.Path, "--json");
        using var report = JsonDocument.Parse(Assert.Single(run.Lines));

        Assert.True(report.RootElement.GetProperty("secured").GetBoolean());
        Assert.Equal("secured", report.RootElement.GetProperty("outcome").GetString());
        Assert.Equal("protocolkit.probe/1", report.RootElement.GetProperty("schema").GetString());
        Assert.Equal("CN=mail.example", report.RootElement.GetProperty("certificates")[0].GetProperty("subject").GetString());
        Assert.Equal("STARTTLS", report.RootElement.GetProperty("capabilitiesBeforeTls")[0].GetProperty("value").GetString());
        Assert.All(NamesIn(report.RootElement), name => Assert.Contains(name, ProbeJson.Help, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parameter_is_set_by_its_name_in_the_grammar()
    {
        await using var server = TestServer.Of("smtp");

        var run = await ToolRun.OfAsync(
            "probe", $"smtp://localhost:{server.Port}", "--ca", _authority.Path, "--set", "client-name=probe.example");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("C: EHLO probe.example", run.Lines);
    }

    [Fact]
    public async Task Another_name_than_the_hosts_can_be_asked_for()
    {
        await using var server = TestServer.Of("smtp");

        var run = await ToolRun.OfAsync("probe", $"smtp://127.0.0.1:{server.Port}", "--ca", _authority.Path, "--sni", "mail.example");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("carries the name \"mail.example\"", run.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> NamesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => NamesIn(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };
}
