namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>HTTP's CONNECT, as proxies and their clients speak.</summary>
public sealed class HttpConnectTests
{
    private const string Credentials = "Basic dXNlcjpzZWNyZXQ=";

    /// <summary>What the proxy says, and where the client ends.</summary>
    public static TheoryData<string, string> Proxies => new()
    {
        { "HTTP/1.1 200 OK\r\n\r\n", "StartTls" },
        { "HTTP/1.0 200 Connection established\r\nProxy-agent: tinyproxy/1.11.1\r\n\r\n", "StartTls" },
        { "HTTP/1.1 200\r\n\r\n", "StartTls" },
        { "HTTP/1.1 200 \n\n", "StartTls" },
        { "HTTP/1.1 204 x\r\n\r\n", "StartTls" },

        // RFC 9110, 9.3.6: there are no contents, whatever the fields say.
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "StartTls" },
        { "HTTP/1.1 200 OK\r\nX : y\r\n folded\r\nno field at all\r\n\u00e9: \u00ff\r\n\r\n", "StartTls" },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "StartTls" },

        // Refusals; their contents are not looked at.
        { "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"a\"\r\nContent-Length: 2\r\n\r\nno", "Refused" },
        { "HTTP/1.1 403 Forbidden\r\n\r\n", "Refused" },
        { "HTTP/1.1 400 Bad Request\r\n\r\n", "Refused" },
        { "HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\n\r\n", "Refused" },
        { "HTTP/1.1 500 Unable to connect\r\n\r\n", "Refused" },
        { "HTTP/1.1 502 Bad Gateway\r\n\r\n", "Unavailable" },
        { "HTTP/1.1 503 Service Unavailable\r\n\r\n", "Unavailable" },
        { "HTTP/1.0 504 Gateway Timeout\n\n", "Unavailable" },
        { "HTTP/1.1 405 Method Not Allowed\r\n\r\n", "NotOffered" },
        { "HTTP/1.1 501 Not Implemented\r\n\r\n", "NotOffered" },
        { "HTTP/1.1 101 Switching Protocols\r\n\r\n", "Violation" },
        { "HTTP/1.1 2000 OK\r\n\r\n", "Violation" },
        { "SSH-2.0-x\r\n", "Violation" },
        { "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n", "Violation" },
    };

    /// <summary>What the client says, and the beginning of what the server answers.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\nUser-Agent: curl/7.88.1\r\n\r\n", "HTTP/1.1 200 " },
        { "CONNECT [2001:db8::1]:8443 HTTP/1.0\r\n\r\n", "HTTP/1.1 200 " },
        { "\r\n\r\nCONNECT 192.0.2.1:443 HTTP/1.1\nHost: x\ncontent-length: 0\n\n", "HTTP/1.1 200 " },
        { $"CONNECT a.example:443 HTTP/1.1\r\nProxy-Authorization: {Credentials}\r\n\r\n", "HTTP/1.1 200 " },
        { "connect a.example:443 HTTP/1.1\r\n\r\n", "HTTP/1.1 405 " },
        { "GET http://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n", "HTTP/1.1 405 " },
        { "POST http://a.example/ HTTP/1.1\r\nContent-Length: 5\r\n\r\n", "HTTP/1.1 405 " },
        { "CONNECT a.example HTTP/1.1\r\n\r\n", "HTTP/1.1 400 " },
        { "CONNECT a.example:443 HTTP/1.1\r\nContent-Length: 5\r\n\r\n", "HTTP/1.1 400 " },
        { "CONNECT a.example:443 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 400 " },
        { "CONNECT ::1:443 HTTP/1.1\r\n\r\n", "HTTP/1.1 400 " },
        { "CONNECT a.example:443 HTTP/2.0\r\n\r\n", "HTTP/1.1 400 " },
    };

    [Theory]
    [MemberData(nameof(Proxies))]
    public void Clients_take_what_proxies_say(string answer, string outcome) =>
        Assert.Equal(outcome, Script.End(Talk.WithClient("http-connect"), answer));

    [Theory]
    [MemberData(nameof(Clients))]
    public void Servers_answer_what_clients_say(string request, string answer) =>
        Assert.StartsWith(answer, Script.Client("http-connect", request), StringComparison.Ordinal);

    [Theory]
    [InlineData("target.example", "CONNECT target.example:443 HTTP/1.1\r\nHost: target.example:443\r\n\r\n")]
    [InlineData("192.0.2.1", "CONNECT 192.0.2.1:443 HTTP/1.1\r\nHost: 192.0.2.1:443\r\n\r\n")]
    [InlineData("2001:db8::1", "CONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: [2001:db8::1]:443\r\n\r\n")]
    public void The_target_is_the_name_that_the_certificate_must_carry(string host, string request)
    {
        var talk = Talk.WithClient(Recordings.Protocol("http-connect"), new ClientMachineOptions { Host = host });

        Assert.Equal(request, talk.Said);
        Assert.Equal(UpgradeAction.StartTls, Talk.WithServer("http-connect").Says(request).Machine.NextAction);
    }

    [Fact]
    public void A_client_may_name_a_port_and_log_in() => Assert.Equal(
        $"CONNECT localhost:8443 HTTP/1.1\r\nHost: localhost:8443\r\nProxy-Authorization: {Credentials}\r\n\r\n",
        Talk.WithClient("http-connect", ("target-port", "8443"), ("authorization", Credentials)).Said);

    [Theory]
    [InlineData("Basic a\r\nX: y")]
    [InlineData("")]
    [InlineData(" Basic a")]
    public void No_other_field_gets_into_the_credentials(string credentials)
    {
        var parameters = Recordings.Protocol("http-connect").CreateClientParameters();

        Assert.ThrowsAny<ArgumentException>(() => parameters.SetValue("authorization", credentials));
    }

    [Fact]
    public void Nothing_is_read_behind_the_answer()
    {
        var talk = Talk.WithClient("http-connect").Says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

        Assert.False(talk.Machine.StartTls("hello"u8));
        Assert.Equal(UpgradeOutcome.Leftover, talk.Machine.Failure?.Outcome);
    }
}
