namespace ProtocolKit.Protocols.Tests.Reports;

/// <summary>HTTP, as servers and clients speak it that upgrade to TLS: RFC 2817, RFC 9110, RFC 9112.</summary>
public sealed class HttpTests
{
    private const string Switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\n\r\n";
    private const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";
    private const string Hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n";
    private const string Fine = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";

    [Theory]
    [InlineData(Script.Secured, Continue, Switching, Script.Tls, Fine)]
    [InlineData(Script.Secured, Hints + Continue + "HTTP/1.1 102 \r\n\r\n", Switching, Script.Tls, Continue + Hints + Fine)]
    [InlineData(Script.Secured, Switching, Script.Tls, Chunked + "Allow: GET\r\n\r\n4\r\nabcd\r\n0\r\n\r\n")]
    [InlineData(
        Script.Secured, Switching, Script.Tls,
        Chunked + "\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n000B;a=\"b\"\r\nhello world\r\n00\r\nTrailer: x\r\n\r\n")]
    [InlineData(Script.Secured, Switching, Script.Tls, Chunked + "\r\n0\r\n\r\n")]
    [InlineData(Script.Secured, Switching, Script.Tls, "HTTP/1.1 200 OK\r\ntransfer-encoding:CHUNKED \r\n\r\n1 \r\na\r\n0 ; x\r\n\r\n")]
    [InlineData(Script.Secured, Switching, Script.Tls, "HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData(Script.Secured, Switching, Script.Tls, "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 2\r\n\r\nno")]
    [InlineData(Script.Waits, Switching, Script.Tls, Chunked + "\r\n4\r\nabcd\r\n")]
    [InlineData("Violation", Switching, Script.Tls, Chunked + "\r\nxyz\r\n")]
    [InlineData("Violation", Switching, Script.Tls, Chunked + "\r\n1\r\nab\r\n0\r\n\r\n")]
    [InlineData("Violation", Switching, Script.Tls, Chunked + "Content-Length: 3\r\n\r\n")]
    [InlineData("Violation", Switching, Script.Tls, "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("Violation", Switching, Script.Tls, Switching)]
    [InlineData("Unavailable", Continue, "HTTP/1.1 503 Later\r\n\r\n")]
    [InlineData("Refused", "HTTP/1.1 500 What\r\n\r\n")]
    [InlineData("Refused", "HTTP/1.1 301 There\r\nLocation: https://a/\r\n\r\n")]
    [InlineData("NotOffered", Hints, Fine)]
    public void A_client_hears(string end, params string[] turns) => Assert.Equal(end, Script.Server("http", turns));

    [Theory]
    [InlineData("POST /printers/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", true)]
    [InlineData("POST /printers/a HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n", true)]
    [InlineData("POST /printers/a HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n", true)]
    [InlineData("POST /printers/a HTTP/1.1\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\nHost: a\r\n\r\n", true)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", true)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", true)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: +1\r\n\r\n", true)]
    [InlineData("OPTIONS * HTTP/1.1\r\nUpgrade: TLS/1.2\r\nExpect: 100-continue\r\n\r\n", true)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", false)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 003\r\n\r\nabc", false)]
    [InlineData("OPTIONS * HTTP/1.1\r\nUpgrade: TLS/1.2\r\nContent-Length: 3\r\n\r\nabc", false)]
    [InlineData("\r\n\r\nGET / HTTP/1.0\r\n\r\n", false)]
    [InlineData("OPTIONS * HTTP/1.1\r\nUpgrade: websocket\r\n\r\n", false)]
    public void A_request_without_TLS_is_told_to_upgrade(string request, bool hasUnreadContents)
    {
        var talk = Talk.WithServer("http").Says(request);

        Assert.StartsWith("HTTP/1.1 426 ", talk.Said, StringComparison.Ordinal);
        Assert.Contains("\r\nUpgrade: TLS/1.2, HTTP/1.1\r\n", talk.Said, StringComparison.Ordinal);
        Assert.Equal(hasUnreadContents, talk.Said.Contains("\r\nConnection: close", StringComparison.Ordinal));
        Assert.Equal(hasUnreadContents ? "Closed" : Script.Waits, Script.End(talk));
        Assert.Equal(UpgradeAction.StayInClear, Talk.WithServer("http", mayStayInClear: true).Says(request).Machine.NextAction);
    }

    [Theory]
    [InlineData("PRI * HTTP/2.0\r\n")]
    [InlineData("hello\r\n")]
    [InlineData("GET / HTTP/1.1\n")]
    [InlineData("GET  HTTP/1.1\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno field\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n")]
    public void What_is_no_request_is_a_bad_one(string request)
    {
        var talk = Talk.WithServer("http").Says(request);

        Assert.StartsWith("HTTP/1.1 400 ", talk.Said, StringComparison.Ordinal);
        Assert.Equal(UpgradeOutcome.Violation, talk.Machine.Failure?.Outcome);
    }

    [Theory]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: a\r\nUpgrade: TLS/1.2\r\nConnection: Upgrade\r\n\r\n")]
    [InlineData("\r\nOPTIONS * HTTP/1.1\r\nUpgrade:tls/1.3\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nContent-Length: 0\r\nUpgrade: TLS/1.2\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nUpgrade: TLS/1.2\r\nHost: a\r\nContent-Length: 000\r\nUser-Agent: x\r\n\r\n")]
    public void A_request_for_TLS_is_answered(string request) => Assert.Equal("StartTls", Script.End(Talk.WithServer("http"), request));

    [Theory]
    [InlineData("printer.example", "Host: printer.example\r\n")]
    [InlineData("2001:db8::1", "Host: [2001:db8::1]\r\n")]
    public void An_address_stands_in_Host_as_in_a_URI(string host, string field) =>
        Assert.Contains(
            field, Talk.WithClient(Recordings.Protocol("http"), new ClientMachineOptions { Host = host }).Said, StringComparison.Ordinal);
}
