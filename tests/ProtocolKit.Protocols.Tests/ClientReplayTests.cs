using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What real servers said, against the generated clients: whole, cut at every octet, and octet by octet.</summary>
public sealed class ClientReplayTests
{
    [Theory]
    [InlineData("postfix-smtp", "EHLO, STARTTLS, then inside TLS: EHLO, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postfix-smtp", "starttls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "a server with TLS switched off", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectFeatures")]
    [InlineData("postfix-submission", "EHLO, STARTTLS, then inside TLS: EHLO, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postfix-submission", "starttls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-submission", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "dovecot-imap", "CAPABILITY, STARTTLS, then inside TLS: CAPABILITY, STARTTLS again, LOGIN", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "dovecot-imap", "a server with TLS switched off", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectOkToCommandCapability")]
    [InlineData("dovecot-pop3", "CAPA, STLS, then inside TLS: CAPA, STLS again, USER/PASS", ReplayEnd.Secured, null, "Complete")]
    [InlineData("dovecot-pop3", "a server with TLS switched off", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectCapabilities")]
    [InlineData(
        "inn-nntp", "CAPABILITIES, STARTTLS, then inside TLS: CAPABILITIES, STARTTLS again, AUTHINFO", ReplayEnd.Secured, null, "Complete")]
    [InlineData("inn-nntp", "a server with TLS switched off", ReplayEnd.Failed, UpgradeOutcome.Unavailable, "ExpectBegin")]
    [InlineData("slapd-ldap", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "prosody-xmpp-c2s", "stream header, features, starttls, then inside TLS: stream header, features, starttls again",
        ReplayEnd.Secured, null, "Complete")]
    [InlineData("prosody-xmpp-c2s", "stream to an unknown host, starttls", ReplayEnd.Failed, UpgradeOutcome.Closed, "ExpectFeatures")]
    [InlineData("prosody-xmpp-c2s", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("mariadb-mysql", "greeting, SSLRequest, then inside TLS: HandshakeResponse41", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "mariadb-mysql", "--skip-ssl: greeting without CLIENT_SSL; SSLRequest all the same", ReplayEnd.Failed, UpgradeOutcome.NotOffered,
        "ExpectHandshake")]
    [InlineData(
        "mariadb-mysql", "--skip-ssl: HandshakeResponse41 in plain", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectHandshake")]
    [InlineData("dovecot-lmtp", "LHLO, STARTTLS, then inside TLS: LHLO, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("dovecot-lmtp", "a server with TLS switched off", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectFeatures")]
    [InlineData("dovecot-sieve", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-sieve", "a server with TLS switched off", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectGreeting")]
    [InlineData("proftpd-ftp", "auth tls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "inspircd-irc", "CAP LS, STARTTLS, then inside TLS: CAP LS, STARTTLS again, register, STARTTLS", ReplayEnd.Secured, null,
        "Complete")]
    [InlineData("inspircd-irc", "a server without STARTTLS", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectListed")]
    [InlineData(
        "prosody-xmpp-s2s", "stream header, features, starttls, then inside TLS: stream header, features, starttls again",
        ReplayEnd.Secured, null, "Complete")]
    [InlineData("prosody-xmpp-s2s", "stream to an unknown host, starttls", ReplayEnd.Failed, UpgradeOutcome.Closed, "ExpectFeatures")]
    [InlineData("nats-nats", "INFO with tls_required, TLS at once, then inside TLS: CONNECT, PING", ReplayEnd.Secured, null, "Complete")]
    [InlineData("nats-nats", "no TLS: CONNECT in plain", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "nats-nats", "a server without TLS: INFO, CONNECT tls_required, unknown command", ReplayEnd.Failed, UpgradeOutcome.NotOffered,
        "ExpectInfo")]
    [InlineData("nut-upsd", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("nut-upsd", "a server without TLS", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectOk")]
    [InlineData(
        "cyrus-mupdate", "STARTTLS, then inside TLS: the banner, NOOP, STARTTLS again, LOGOUT", ReplayEnd.Secured, null, "Complete")]
    [InlineData("cyrus-mupdate", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("rfc2595-acap", "STARTTLS, then inside TLS: the greeting", ReplayEnd.Secured, null, "Complete")]
    [InlineData("rfc2595-acap", "no TLS: NOOP, AUTHENTICATE, LOGOUT", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectGreeting")]
    [InlineData("rfc3887-mtqp", "example 5: options available, STARTTLS, then inside TLS: no options", ReplayEnd.Secured, null, "Complete")]
    [InlineData("rfc3887-mtqp", "example 1: no options", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectBanner")]
    [InlineData(
        "rfc3887-mtqp", "example 4: no options, COMMENT, TRACK, an unknown command, QUIT", ReplayEnd.Failed, UpgradeOutcome.NotOffered,
        "ExpectBanner")]
    [InlineData("rfc3887-mtqp", "example 2: service temporarily unavailable", ReplayEnd.Failed, UpgradeOutcome.Unavailable, "ExpectBanner")]
    [InlineData("rfc3887-mtqp", "example 3: service permanently unavailable", ReplayEnd.Failed, UpgradeOutcome.Unavailable, "ExpectBanner")]
    [InlineData(
        "microsocks-socks5", "a login that the proxy demands and does not get", ReplayEnd.Failed, UpgradeOutcome.Refused, "ExpectNone")]
    [InlineData("postgres-postgres", "SSLRequest, then inside TLS: StartupMessage", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postgres-postgres", "SSLRequest again inside TLS", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postgres-postgres", "GSSENCRequest (this build has GSSAPI, so G)", ReplayEnd.Failed, UpgradeOutcome.Violation, "ExpectS")]
    [InlineData("postgres-postgres", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postgres-postgres", "an unknown protocol code", ReplayEnd.Failed, UpgradeOutcome.Refused, "ExpectS")]
    [InlineData(
        "postgres-postgres", "ssl = off: SSLRequest, then StartupMessage in plain", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectS")]
    [InlineData("azure-amqp", "TLS header, then inside TLS: AMQP header", ReplayEnd.Secured, null, "Complete")]
    [InlineData("azure-amqp", "a server without TLS", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectTlsHeader")]
    [InlineData("tigervnc-vnc-vencrypt", "VeNCrypt 0.2 X509None", ReplayEnd.Secured, null, "Complete")]
    [InlineData("tigervnc-vnc-vencrypt", "VeNCrypt version 0.1", ReplayEnd.Failed, UpgradeOutcome.Refused, "ExpectTaken")]
    [InlineData("tigervnc-vnc-vencrypt", "a subtype not offered", ReplayEnd.Failed, UpgradeOutcome.Refused, "ExpectBegin")]
    [InlineData("tigervnc-vnc-vencrypt", "a server without VeNCrypt", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectTypes")]
    [InlineData("xrdp-rdp", "PROTOCOL_SSL", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("xrdp-rdp", "PROTOCOL_SSL|PROTOCOL_HYBRID", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("xrdp-rdp", "PROTOCOL_HYBRID only", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectConfirm")]
    [InlineData("xrdp-rdp", "security_layer=rdp: PROTOCOL_SSL asked", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectConfirm")]
    [InlineData("mstds-tds", "ENCRYPT_NOT_SUP", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectAccepted")]
    [InlineData("nbd-server-nbd", "STARTTLS, then inside TLS: LIST, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("nbd-server-nbd", "no TLS: LIST and GO where TLS is forced", ReplayEnd.Failed, UpgradeOutcome.Violation, "ExpectStarted")]
    [InlineData(
        "nbd-server-nbd", "a server without TLS: STARTTLS, then LIST in plain", ReplayEnd.Failed, UpgradeOutcome.Refused, "ExpectStarted")]
    [InlineData("rfc8253-pcep", "both say StartTLS, then inside TLS: Open", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "rfc8253-pcep", "a server that does not know StartTLS says Open", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectStart")]
    [InlineData("rfc8253-pcep", "a server that can do without TLS", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectStart")]
    [InlineData("rfc8253-pcep", "a server that can't do without TLS", ReplayEnd.Failed, UpgradeOutcome.Refused, "ExpectStart")]
    [InlineData("rfc9289-onc-rpc", "AUTH_TLS, then inside TLS: NULL", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "rfc9289-onc-rpc", "a server that knows AUTH_TLS and has no TLS", ReplayEnd.Failed, UpgradeOutcome.NotOffered, "ExpectStarttls")]
    [InlineData(
        "rfc9289-onc-rpc", "a server that does not know AUTH_TLS: AUTH_REJECTEDCRED", ReplayEnd.Failed, UpgradeOutcome.Refused,
        "ExpectStarttls")]
    public void A_recorded_server_leads_the_client_to_the_same_end_however_its_octets_arrive(
        string file, string title, ReplayEnd end, UpgradeOutcome? outcome, string state)
    {
        var report = Replay.Client(Recordings.ProtocolOf(file), Recordings.Section(file, title));

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal((end, state), (report.Result.End, report.Result.State));
        Assert.Equal(outcome, end == ReplayEnd.Failed ? report.Result.Outcome : null);
    }

    /// <summary>What proxies said: which, the recording's title, the target, its port, parameters for the login, and where the client
    /// ends.</summary>
    public static TheoryData<string, string, string, string, string[], ReplayEnd, UpgradeOutcome?> Proxies => new()
    {
        { "tinyproxy-http-connect", "CONNECT, then inside TLS with the target", "localhost", "14443", [], ReplayEnd.Secured, null },
        { "tinyproxy-http-connect", "a target to which nothing listens", "localhost", "1", [], ReplayEnd.Failed, UpgradeOutcome.Refused },
        { "tinyproxy-http-connect", "a port that the proxy has forbidden", "localhost", "26", [], ReplayEnd.Failed,
            UpgradeOutcome.Refused },
        { "tinyproxy-http-connect", "a login that the proxy demands", "localhost", "14443", [], ReplayEnd.Failed, UpgradeOutcome.Refused },
        { "tinyproxy-http-connect", "with a login", "localhost", "14443", ["authorization", "Basic dXNlcjpzZWNyZXQ="],
            ReplayEnd.TlsStarted, null },
        {
            "tinyproxy-http-connect", "another password", "localhost", "14443", ["authorization", "Basic dXNlcjp3cm9uZw=="],
            ReplayEnd.Failed, UpgradeOutcome.Refused
        },
        { "microsocks-socks5", "no login, then inside TLS with the target", "localhost", "14443", [], ReplayEnd.Secured, null },
        { "microsocks-socks5", "a target to which nothing listens", "localhost", "1", [], ReplayEnd.Failed, UpgradeOutcome.Unavailable },
        { "microsocks-socks5", "a target that has no address", "nowhere.invalid", "443", [], ReplayEnd.Failed, UpgradeOutcome.Refused },
        { "microsocks-socks5", "a login that the proxy demands", "localhost", "443", [], ReplayEnd.Failed, UpgradeOutcome.Refused },
        { "microsocks-socks5", "a login, then TLS", "localhost", "14443", ["login-name", "user", "login-password", "secret"],
            ReplayEnd.TlsStarted, null },
        {
            "microsocks-socks5", "another password", "localhost", "14443", ["login-name", "user", "login-password", "wrong"],
            ReplayEnd.Failed, UpgradeOutcome.Refused
        },
        { "dante-socks5", "no login, then inside TLS with the target", "localhost", "14443", [], ReplayEnd.Secured, null },
        { "dante-socks5", "a target to which nothing listens", "localhost", "1", [], ReplayEnd.Failed, UpgradeOutcome.Unavailable },
        { "dante-socks5", "a target that has no address", "nowhere.invalid", "443", [], ReplayEnd.Failed, UpgradeOutcome.Unavailable },
        { "dante-socks5", "a target that the proxy has forbidden", "localhost", "25", [], ReplayEnd.Failed, UpgradeOutcome.Refused },
    };

    [Theory]
    [MemberData(nameof(Proxies))]
    public void A_recorded_proxy_leads_the_client_to_the_same_end(
        string file, string title, string host, string port, string[] login, ReplayEnd end, UpgradeOutcome? outcome)
    {
        var options = new ReplayOptions
        {
            Host = host,
            Parameters = [new("target-port", port), .. login.Chunk(2).Select(setting => KeyValuePair.Create(setting[0], setting[1]))],
        };

        var report = Replay.Client(Recordings.ProtocolOf(file), Recordings.Section(file, title), options);

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal((end, outcome), (report.Result.End, end == ReplayEnd.Failed ? report.Result.Outcome : null));
    }

    [Theory]
    [InlineData("root DSE, StartTLS, then inside TLS: StartTLS again, bind", ReplayEnd.Secured, null)]
    [InlineData("a server with TLS switched off", ReplayEnd.Failed, UpgradeOutcome.NotOffered)]
    public void A_client_that_asks_for_extensions_first_goes_by_the_answer(string title, ReplayEnd end, UpgradeOutcome? outcome)
    {
        var options = new ReplayOptions { Parameters = [new("ask", "yes")] };

        var report = Replay.Client(Recordings.Protocol("ldap"), Recordings.Section("slapd-ldap", title), options);

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal(end, report.Result.End);
        Assert.Equal(outcome, end == ReplayEnd.Failed ? report.Result.Outcome : null);
    }
}
