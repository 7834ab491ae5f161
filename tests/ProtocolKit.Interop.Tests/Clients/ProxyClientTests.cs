namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>curl and openssl, which reach a target through a proxy: the generated server is the proxy, and then the target
/// itself.</summary>
public sealed class ProxyClientTests(AuthorityFile authority) : IClassFixture<AuthorityFile>
{
    private static readonly LineService Https = new(line => line.Length > 0
        ? ("", false)
        : ("HTTP/1.1 200 OK\r\nContent-Length: 17\r\nConnection: close\r\n\r\nServed inside TLS", true));

    /// <summary>Protocols, and curl's arguments for the proxy, of which the port is still to be said.</summary>
    public static TheoryData<string, string[]> Curls => new()
    {
        { "http-connect", ["--proxy", "http://127.0.0.1:"] },
        { "http-connect", ["--proxy-user", "user:secret", "--proxy", "http://127.0.0.1:"] },
        { "socks5", ["--socks5-hostname", "127.0.0.1:"] },
        { "socks5", ["--proxy-user", "user:secret", "--socks5-hostname", "127.0.0.1:"] },
        { "socks5", ["--proxy-user", "user:secret", "--socks5-basic", "--socks5-hostname", "127.0.0.1:"] },
    };

    [ClientTheory("curl")]
    [MemberData(nameof(Curls))]
    public async Task Curl_gets_what_the_target_has(string protocol, string[] proxy)
    {
        await using var server = GeneratedServer.Start(protocol, Https);

        var client = await RunCurlAsync(server, proxy, $"https://{TestCertificates.Host}/");

        await ClientAssert.SecuredAsync(client, server, "GET / HTTP/1.1", "Served inside TLS");
    }

    [ClientTheory("curl")]
    [InlineData("http-connect", "--proxy", "https://127.0.0.1:8443/")]
    [InlineData("socks5", "--socks5", "https://127.0.0.1:8443/")]
    public async Task Curl_gets_it_from_an_address(string protocol, string option, string url)
    {
        await using var server = GeneratedServer.Start(protocol, Https);

        var client = await RunCurlAsync(server, [option, "127.0.0.1:"], url);

        await ClientAssert.SecuredAsync(client, server, "GET / HTTP/1.1", "Served inside TLS");
    }

    [ClientTheory("curl")]
    [MemberData(nameof(Curls))]
    public async Task Curl_refuses_a_target_with_another_name(string protocol, string[] proxy)
    {
        await using var server = GeneratedServer.Start(protocol, Https, PresentedCertificate.OfAnotherName);

        var client = await RunCurlAsync(server, proxy, $"https://{TestCertificates.Host}/");

        await ClientAssert.RefusedByLeavingAsync(client, server, "no alternative certificate subject name matches");
    }

    [ClientTheory("curl")]
    [InlineData("http-connect", "--proxy", UpgradeOutcome.Refused, "HTTP/1.1 403 Forbidden")]
    [InlineData("http-connect", "--proxy", UpgradeOutcome.Unavailable, "HTTP/1.1 503 Service Unavailable")]
    [InlineData("http-connect", "--proxy", UpgradeOutcome.NotOffered, "HTTP/1.1 501 Not Implemented")]
    [InlineData("socks5", "--socks5-hostname", UpgradeOutcome.NotOffered, "(7)")]
    public async Task Curl_is_told_why_there_is_no_way(string protocol, string option, UpgradeOutcome refusal, string told)
    {
        await using var server = GeneratedServer.StartRefusing(protocol, refusal);

        var client = await RunCurlAsync(server, [option, "127.0.0.1:"], $"https://{TestCertificates.Host}/");

        Assert.True(client.ExitCode != 0 && client.Output.Contains(told, StringComparison.Ordinal), client.ToString());
        Assert.Equal(refusal, Assert.Single(await server.StopAsync()).Outcome);
    }

    [ClientTheory("openssl")]
    [InlineData]
    [InlineData("-proxy_user", "user", "-proxy_pass", "pass:secret")]
    public async Task Openssl_verifies_the_target(params string[] login)
    {
        await using var server = GeneratedServer.Start("http-connect", LineService.Repeating);

        var client = await RunningProgram.RunAsync(
            "openssl",
            [
                "s_client", "-proxy", $"127.0.0.1:{server.Port}", "-connect", $"{TestCertificates.Host}:443", "-brief", "-ign_eof", "-crlf",
                "-CAfile", authority.Path, "-verify_return_error", "-verify_hostname", TestCertificates.Host, .. login,
            ],
            input: "a line\n");

        await ClientAssert.SecuredAsync(client, server, "a line", "heard a line");
    }

    private Task<ProgramResult> RunCurlAsync(GeneratedServer server, string[] proxy, string url) =>
        RunningProgram.RunAsync(
            "curl",
            [
                "--disable", "--verbose", "--no-progress-meter", "--noproxy", "", "--http1.1", "--cacert", authority.Path,
                .. proxy[..^1], proxy[^1] + $"{server.Port}", url,
            ]);
}
