using System.Net.Security;
using System.Net.Sockets;
using System.Text;

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

    [Fact]
    public async Task A_certificate_for_the_domain_is_as_good_as_one_for_its_exchanger()
    {
        await using var server = TestServer.Of("smtp");
        using var dns = new NameServer().WithMailExchanger("localhost", 10, "mx.example.").WithMailExchanger("other.example", 10, "mx.example.")
            .WithAddress("mx.example", "127.0.0.1");

        await _folder.SurveyToFileAsync("localhost", "other.example", "--mx", "--port", $"{server.Port}", "--name-server", $"{dns.EndPoint}");

        Assert.Equal(["localhost secured", "other.example tls-failed"], _folder.ReadResults().Select(line =>
            $"{line.GetProperty("surveyed").GetProperty("domain")} {line.GetProperty("outcome")}").Order());
    }

    [Theory]
    [InlineData("match", true, true)]
    [InlineData("other", true, false)]
    [InlineData("none", false, null)]
    public async Task The_TLSA_records_of_exchangers_are_compared_with_their_certificates(string records, bool exist, bool? matches)
    {
        await using var server = TestServer.Of("smtp");
        using var dns = new NameServer { IsSigned = true }.WithMailExchanger("a.example", 10, "localhost.").WithAddress("localhost", "127.0.0.1");
        if (records != "none")
        {
            var certificate = records == "match" ? TestCertificates.Valid : TestCertificates.Authority;
            dns.WithTlsa($"_{server.Port}._tcp.localhost", 3, 1, 1, CertificateAssociation.FromCertificate(certificate).Data.ToArray());
        }

        await _folder.SurveyToFileAsync("a.example", "--mx", "--port", $"{server.Port}", "--name-server", $"{dns.EndPoint}");
        await _folder.SurveyToFileAsync($"smtp://127.0.0.1:{server.Port}");

        var lines = _folder.ReadResults();
        var dane = lines[0].GetProperty("policy").GetProperty("dane");
        Assert.Equal(exist, dane.GetProperty("records").GetBoolean());
        Assert.Equal(exist ? 1 : 0, dane.GetProperty("usable").GetInt32());
        Assert.Equal(matches, dane.TryGetProperty("matches", out var found) ? found.GetBoolean() : null);
        Assert.False(lines[1].TryGetProperty("policy", out _));
        Assert.Contains(exist ? matches == true ? "DANE" : "DANE mismatch" : "none", await ReadCsvAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_of_a_domain_is_told_with_its_mode()
    {
        await using var policy = PolicyHost("version: STSv1\r\nmode: enforce\r\nmx: *.a.example\r\nmax_age: 86400\r\n");
        using var dns = new NameServer()
            .WithMailExchanger("a.example", 10, "mx.a.example.").WithMailExchanger("a.example", 20, "mx.elsewhere.example.")
            .WithText("_mta-sts.a.example", "v=STSv1; id=1;").WithAddress("mta-sts.a.example", "127.0.0.1");
        var options = new SurveyOptions { Lookup = SurveyLookup.Mx, Schemes = ["smtp"], Timeout = TimeSpan.FromSeconds(20) };
        var resolver = dns.Resolver();
        var policies = new SurveyPolicies(options, resolver, new MtaStsResolver(new MtaStsOptions
        {
            CustomRoots = [TestCertificates.Authority], ConnectCallback = async (_, stop) =>
            {
                var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", policy.Port, stop);
                return client.GetStream();
            },
        }));
        var targets = new SurveyTargets(options, Catalog.All, resolver, new SurveyDone());

        var found = await targets.FindAsync(targets.Ask("a.example").Single(), CancellationToken.None);

        Assert.Equal(new ProbeMtaSts("enforce", true, null), await policies.FindMtaStsAsync(found[0], CancellationToken.None));
        Assert.Equal(new ProbeMtaSts("enforce", false, null), await policies.FindMtaStsAsync(found[1], CancellationToken.None));
        Assert.Null(await policies.FindMtaStsAsync(new SurveyTarget("x", found[0].Server), CancellationToken.None));
    }

    private async Task<string> ReadCsvAsync() => (await ToolRun.OfAsync("report", _folder.Results, "--csv")).Output;

    /// <summary>A web server that has one page.</summary>
    private static TestServer PolicyHost(string page) => TestServer.Running(async (stream, stop) =>
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = TestCertificates.Issue(
                TestCertificates.Authority, "mta-sts.a.example", new() { Names = ["mta-sts.a.example"] }),
        }, stop);
        _ = await tls.ReadAsync(new byte[4096], stop);
        await tls.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n{page}"), stop);
        await tls.ShutdownAsync();
    });
}
