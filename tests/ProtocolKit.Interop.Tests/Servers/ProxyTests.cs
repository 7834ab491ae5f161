using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>Generated clients that reach a target through a real proxy: the target's certificate is verified, and the proxy sees
/// nothing.</summary>
public sealed class ProxyTests(Proxies proxies) : IClassFixture<Proxies>, IDisposable
{
    private const string Target = "127.0.0.1";

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20));

    /// <summary>Protocols, proxies, and the parameters for the login where one is demanded.</summary>
    public static TheoryData<string, string, string[]> All => new()
    {
        { "http-connect", "tinyproxy", [] },
        { "http-connect", "tinyproxy with a login", ["authorization", "Basic " + Credentials(Proxies.Password)] },
        { "socks5", "microsocks", [] },
        { "socks5", "microsocks with a login", ["login-name", Proxies.Name, "login-password", Proxies.Password] },
        { "socks5", "danted", [] },
    };

    public void Dispose() => _limit.Dispose();

    [ProxyTheory]
    [MemberData(nameof(All))]
    public async Task TLS_with_the_target_is_verified(string protocol, string proxy, string[] login)
    {
        using var target = new TcpListener(IPAddress.Loopback, 0);
        var serving = ServeAsync(target, TestCertificates.Valid);

        await using var connection = await ConnectAsync(protocol, proxy, PortOf(target), login);
        var conversation = new Conversation(connection.Stream, _limit.Token);
        var heard = await conversation.AskAsync("a line", _ => true);
        await serving;

        Assert.Equal(PeerVerification.Chain, connection.Tls.Verification);
        Assert.Equal(["a line"], heard);
    }

    [ProxyTheory]
    [MemberData(nameof(All))]
    public async Task A_target_with_another_name_is_not_accepted(string protocol, string proxy, string[] login)
    {
        using var target = new TcpListener(IPAddress.Loopback, 0);
        var serving = ServeAsync(target, TestCertificates.CommonNameOnly);

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => ConnectAsync(protocol, proxy, PortOf(target), login));
        await serving;

        Assert.Equal((UpgradeOutcome.TlsFailed, CertificateErrors.WrongName), (failure.Outcome, failure.CertificateErrors));
    }

    [ProxyTheory]
    [InlineData("http-connect", "tinyproxy", UpgradeOutcome.Refused)]
    [InlineData("socks5", "microsocks", UpgradeOutcome.Unavailable)]
    [InlineData("socks5", "danted", UpgradeOutcome.Unavailable)]
    public async Task A_target_to_which_nothing_listens_is_told(string protocol, string proxy, UpgradeOutcome outcome) =>
        Assert.Equal(outcome, (await FailAsync(protocol, proxy, FreePorts.Next())).Outcome);

    [ProxyTheory]
    [InlineData("socks5", "danted")]
    public async Task A_target_that_the_proxy_forbids_is_told(string protocol, string proxy) =>
        Assert.Equal(UpgradeOutcome.Refused, (await FailAsync(protocol, proxy, Proxies.Forbidden)).Outcome);

    [ProxyTheory]
    [InlineData("http-connect", "tinyproxy with a login", "HTTP/1.0 407 ")]
    [InlineData("socks5", "microsocks with a login", "\\x05\\xff")]
    public async Task A_login_that_is_missing_is_told(string protocol, string proxy, string told)
    {
        var failure = await FailAsync(protocol, proxy, 443);

        Assert.Equal(UpgradeOutcome.Refused, failure.Outcome);
        Assert.StartsWith(told, failure.ServerText, StringComparison.Ordinal);
    }

    [ProxyTheory]
    [InlineData("http-connect", "tinyproxy with a login", new[] { "authorization", "Basic dXNlcjp3cm9uZw==" })]
    [InlineData("socks5", "microsocks with a login", new[] { "login-name", Proxies.Name, "login-password", "wrong" })]
    public async Task Another_password_is_refused(string protocol, string proxy, string[] login) =>
        Assert.Equal(UpgradeOutcome.Refused, (await FailAsync(protocol, proxy, 443, login)).Outcome);

    private static string Credentials(string password) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Proxies.Name}:{password}"));

    private static int PortOf(TcpListener target)
    {
        target.Start();
        return ((IPEndPoint)target.LocalEndpoint).Port;
    }

    private Task<UpgradeException> FailAsync(string protocol, string proxy, int port, params string[] login) =>
        Assert.ThrowsAsync<UpgradeException>(() => ConnectAsync(protocol, proxy, port, login));

    private Task<SecureConnection> ConnectAsync(string protocol, string proxy, int port, string[] login)
    {
        var definition = Protocols.AllProtocols.Definitions.Single(definition => definition.Name == protocol);
        var parameters = definition.CreateClientParameters();
        parameters.SetValue("target-port", $"{port}");
        foreach (var setting in login.Chunk(2))
            parameters.SetValue(setting[0], setting[1]);
        var options = new UpgradeClientOptions { ServerName = Target, CustomRoots = TestCertificates.Roots };
        return UpgradeClient.ConnectAsync(definition, "127.0.0.1", proxies.PortOf(proxy), parameters, options, _limit.Token);
    }

    /// <summary>The target: takes one connection, and sends back the line that it hears, if TLS is made.</summary>
    private async Task ServeAsync(TcpListener target, X509Certificate2 certificate)
    {
        target.Start();
        using var client = await target.AcceptTcpClientAsync(_limit.Token);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _limit.Token);
            var line = await new Conversation(tls, _limit.Token).HearUntilAsync("\r\n");
            await tls.WriteAsync(Encoding.ASCII.GetBytes(line), _limit.Token);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not like the certificate.
        }
    }
}

/// <summary>A test with arguments that runs real proxies, and is skipped, with the reason, where one is missing.</summary>
internal sealed class ProxyTheoryAttribute : TheoryAttribute
{
    public ProxyTheoryAttribute() => Skip = Programs.WhyNot("tinyproxy", "microsocks", "danted");
}
