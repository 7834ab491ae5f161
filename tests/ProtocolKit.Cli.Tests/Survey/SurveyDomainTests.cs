namespace ProtocolKit.Cli.Tests.Survey;

public sealed class SurveyDomainTests : IDisposable
{
    private readonly SurveyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_mail_exchangers_of_domains_are_surveyed_and_one_that_they_share_is_connected_to_once()
    {
        var connections = 0;
        await using var server = TestServer.Running(async (stream, stop) =>
        {
            connections++;
            await stream.WriteAsync("220 mail.example\r\n"u8.ToArray(), stop);
            _ = await stream.ReadAsync(new byte[100], stop);
            await stream.WriteAsync("250 mail.example\r\n"u8.ToArray(), stop);
        });
        using var dns = new NameServer().WithMailExchanger("a.example", 10, "mx.example.").WithMailExchanger("b.example", 20, "mx.example.")
            .WithAddress("mx.example", "127.0.0.1").WithoutMailDomain("none.example");
        string[] arguments = ["a.example", "b.example", "none.example", "--mx", "--port",
            $"{server.Port}", "--name-server", $"{dns.EndPoint}"];

        var run = await _folder.SurveyToFileAsync(arguments);
        var lines = _folder.ReadResults();
        dns.Asked.Clear();
        var again = await _folder.SurveyToFileAsync(arguments);

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Equal(1, connections);
        Assert.Equal(
            ["a.example 10 mx.example not-offered", "b.example 20 mx.example not-offered", "none.example  none.example unreachable"],
            lines.Select(line => $"{line.GetProperty("surveyed").GetProperty("domain")} "
                + (line.GetProperty("surveyed").TryGetProperty("priority", out var priority) ? $"{priority} " : " ")
                + $"{line.GetProperty("host")} {line.GetProperty("outcome")}").Order());
        Assert.Contains(lines, line => line.GetProperty("surveyed").TryGetProperty("lookupError", out var error)
            && error.GetString() == "noSuchDomain");
        Assert.Contains("3 inputs known before", again.Error, StringComparison.Ordinal);
        Assert.Empty(dns.Asked);
        Assert.Equal(3, _folder.ReadResults().Count);
    }

    [Fact]
    public async Task The_servers_of_SRV_records_are_surveyed()
    {
        await using var server = TestServer.Of("imap");
        using var dns = new NameServer().WithService("_imap._tcp.localhost", 0, 0, server.Port,
            "imap.example.").WithAddress("imap.example", "127.0.0.1");

        var run = await _folder.SurveyAsync("localhost", "--srv", "--protocol", "imap", "--name-server", $"{dns.EndPoint}");

        var line = Assert.Single(SurveyFolder.Parse(run.Output));
        Assert.Equal($"imap://imap.example:{server.Port}", line.GetProperty("target").GetString());
        Assert.Equal("secured", line.GetProperty("outcome").GetString());
        Assert.Equal("srv", line.GetProperty("surveyed").GetProperty("record").GetString());
    }
}
