using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What real clients said, against the generated servers: whole, cut at every octet, and octet by octet.</summary>
public sealed class ServerReplayTests
{
    [Theory]
    [InlineData("postfix-smtp", "EHLO, STARTTLS, then inside TLS: EHLO, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postfix-smtp", "STARTTLS before EHLO", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "postfix-smtp", "no TLS: AUTH, unknown command, MAIL, STARTTLS within a mail transaction", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "STARTTLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("postfix-smtp", "STARTTLS after HELO", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "starttls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "postfix-smtp", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendReady")]
    [InlineData("postfix-smtp", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "a server that demands TLS", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("postfix-submission", "EHLO, STARTTLS, then inside TLS: EHLO, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postfix-submission", "STARTTLS before EHLO", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "postfix-submission", "no TLS: AUTH, unknown command, MAIL, STARTTLS within a mail transaction", ReplayEnd.TlsStarted, null,
        "StartTls")]
    [InlineData("postfix-submission", "STARTTLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("postfix-submission", "STARTTLS after HELO", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-submission", "starttls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "postfix-submission", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendReady")]
    [InlineData("postfix-submission", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "dovecot-imap", "CAPABILITY, STARTTLS, then inside TLS: CAPABILITY, STARTTLS again, LOGIN", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "dovecot-imap", "no TLS: LOGIN, AUTHENTICATE, unknown command, SELECT", ReplayEnd.Failed, UpgradeOutcome.Closed,
        "AnswerCommandLogout")]
    [InlineData("dovecot-imap", "STARTTLS without a tag", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerCommandLogout")]
    [InlineData("dovecot-imap", "STARTTLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerCommandLogout")]
    [InlineData("dovecot-imap", "the client has the address of the server: LOGIN without TLS", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "dovecot-imap", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover,
        "SendOkToCommandStarttls")]
    [InlineData("dovecot-imap", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-imap", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-pop3", "CAPA, STLS, then inside TLS: CAPA, STLS again, USER/PASS", ReplayEnd.Secured, null, "Complete")]
    [InlineData("dovecot-pop3", "no TLS: USER/PASS, AUTH, unknown command", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("dovecot-pop3", "STLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("dovecot-pop3", "command injection: STLS and CAPA in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendBegin")]
    [InlineData("dovecot-pop3", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-pop3", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "inn-nntp", "CAPABILITIES, STARTTLS, then inside TLS: CAPABILITIES, STARTTLS again, AUTHINFO", ReplayEnd.Secured, null, "Complete")]
    [InlineData("inn-nntp", "no TLS: AUTHINFO, unknown command, GROUP", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("inn-nntp", "STARTTLS with a parameter; MODE READER then STARTTLS", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("inn-nntp", "command injection: STARTTLS and DATE in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendBegin")]
    [InlineData("inn-nntp", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("inn-nntp", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("slapd-ldap", "root DSE, StartTLS, then inside TLS: StartTLS again, bind", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "slapd-ldap", "no TLS: bind, unknown extended operation, StartTLS with a value", ReplayEnd.Failed, UpgradeOutcome.Closed,
        "ExpectCommand")]
    [InlineData("slapd-ldap", "search and StartTLS in one write (operations outstanding)", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "slapd-ldap", "command injection: StartTLS and search in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendSuccess")]
    [InlineData("slapd-ldap", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("slapd-ldap", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "prosody-xmpp-c2s", "stream header, features, starttls, then inside TLS: stream header, features, starttls again",
        ReplayEnd.Secured, null, "Complete")]
    [InlineData("prosody-xmpp-c2s", "no TLS: auth, then iq", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerAny")]
    [InlineData("prosody-xmpp-c2s", "no TLS: an unknown element", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerAny")]
    [InlineData("prosody-xmpp-c2s", "stream to an unknown host, starttls", ReplayEnd.Awaiting, null, "ExpectStarttls")]
    [InlineData("prosody-xmpp-c2s", "pipelined: stream header and starttls in one write", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "prosody-xmpp-c2s", "command injection: starttls and auth in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendProceed")]
    [InlineData("prosody-xmpp-c2s", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("mariadb-mysql", "greeting, SSLRequest, then inside TLS: HandshakeResponse41", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "mariadb-mysql", "no TLS: HandshakeResponse41 (require_secure_transport)", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerLogin")]
    [InlineData("mariadb-mysql", "plaintext instead of a ClientHello", ReplayEnd.Failed, UpgradeOutcome.Leftover, "StartTls")]
    [InlineData(
        "mariadb-mysql", "command injection: SSLRequest and HandshakeResponse41 in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover,
        "StartTls")]
    [InlineData(
        "mariadb-mysql", "--skip-ssl: greeting without CLIENT_SSL; SSLRequest all the same", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("mariadb-mysql", "--skip-ssl: HandshakeResponse41 in plain", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerLogin")]
    [InlineData("dovecot-lmtp", "LHLO, STARTTLS, then inside TLS: LHLO, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("dovecot-lmtp", "STARTTLS before LHLO", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "dovecot-lmtp", "no TLS: AUTH, unknown command, MAIL, STARTTLS within a mail transaction", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-lmtp", "STARTTLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("dovecot-lmtp", "starttls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "dovecot-lmtp", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendReady")]
    [InlineData("dovecot-lmtp", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-lmtp", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "dovecot-sieve", "CAPABILITY, STARTTLS, then inside TLS: CAPABILITY, STARTTLS again, AUTHENTICATE", ReplayEnd.Secured, null,
        "Complete")]
    [InlineData("dovecot-sieve", "no TLS: AUTHENTICATE, unknown command", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerLogout")]
    [InlineData("dovecot-sieve", "STARTTLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerLogout")]
    [InlineData(
        "dovecot-sieve", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendBegin")]
    [InlineData("dovecot-sieve", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-sieve", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "proftpd-ftp", "FEAT, AUTH TLS, then inside TLS: FEAT, PBSZ, PROT, AUTH TLS again, USER/PASS, CCC", ReplayEnd.Secured, null,
        "Complete")]
    [InlineData(
        "proftpd-ftp", "no TLS: USER/PASS, unknown command, AUTH FOO, AUTH, PROT, PBSZ", ReplayEnd.Failed, UpgradeOutcome.Closed,
        "AnswerQuit")]
    [InlineData("proftpd-ftp", "AUTH SSL", ReplayEnd.Awaiting, null, "ExpectCommand")]
    [InlineData("proftpd-ftp", "AUTH TLS-C", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("proftpd-ftp", "auth tls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("proftpd-ftp", "command injection: AUTH TLS and SYST in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendBegin")]
    [InlineData("proftpd-ftp", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("proftpd-ftp", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "inspircd-irc", "CAP LS, STARTTLS, then inside TLS: CAP LS, STARTTLS again, register, STARTTLS", ReplayEnd.Secured, null,
        "Complete")]
    [InlineData(
        "inspircd-irc", "no TLS: unknown command, CAP REQ tls, register, then STARTTLS (too late)", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "inspircd-irc", "command injection: STARTTLS and CAP LS in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendStarted")]
    [InlineData("inspircd-irc", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("inspircd-irc", "a server without STARTTLS", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendStarted")]
    [InlineData(
        "prosody-xmpp-s2s", "stream header, features, starttls, then inside TLS: stream header, features, starttls again",
        ReplayEnd.Secured, null, "Complete")]
    [InlineData("prosody-xmpp-s2s", "no TLS: auth, then iq", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerAny")]
    [InlineData("prosody-xmpp-s2s", "no TLS: an unknown element", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerAny")]
    [InlineData("prosody-xmpp-s2s", "stream to an unknown host, starttls", ReplayEnd.Awaiting, null, "ExpectStarttls")]
    [InlineData("prosody-xmpp-s2s", "pipelined: stream header and starttls in one write", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "prosody-xmpp-s2s", "command injection: starttls and auth in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendProceed")]
    [InlineData("prosody-xmpp-s2s", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("nats-nats", "INFO with tls_required, TLS at once, then inside TLS: CONNECT, PING", ReplayEnd.Secured, null, "Complete")]
    [InlineData("nats-nats", "no TLS: CONNECT in plain", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerProper")]
    [InlineData("nut-upsd", "VER, STARTTLS, then inside TLS: STARTTLS again, USERNAME/PASSWORD", ReplayEnd.Secured, null, "Complete")]
    [InlineData("nut-upsd", "command injection: STARTTLS and VER in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendOk")]
    [InlineData("nut-upsd", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("nut-upsd", "no TLS: USERNAME/PASSWORD, unknown command", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerCommandLogout")]
    [InlineData(
        "cyrus-mupdate", "STARTTLS, then inside TLS: the banner, NOOP, STARTTLS again, LOGOUT", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "cyrus-mupdate", "no TLS: NOOP, AUTHENTICATE, an unknown command, an empty line, STARTTLS with an argument", ReplayEnd.Failed,
        UpgradeOutcome.Closed, "AnswerTagLogout")]
    [InlineData("cyrus-mupdate", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendOk")]
    [InlineData("cyrus-mupdate", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("rfc2595-acap", "STARTTLS, then inside TLS: the greeting", ReplayEnd.Secured, null, "Complete")]
    [InlineData("rfc2595-acap", "no TLS: NOOP, AUTHENTICATE, LOGOUT", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerCommandLogout")]
    [InlineData("rfc3887-mtqp", "example 5: options available, STARTTLS, then inside TLS: no options", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "rfc3887-mtqp", "example 4: no options, COMMENT, TRACK, an unknown command, QUIT", ReplayEnd.Failed, UpgradeOutcome.Closed,
        "AnswerCommandQuit")]
    [InlineData(
        "tinyproxy-http-connect", "CONNECT, then inside TLS with the target: a line that it says backwards", ReplayEnd.Secured, null,
        "Complete")]
    [InlineData("tinyproxy-http-connect", "with a login", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData(
        "microsocks-socks5", "no login, then inside TLS with the target: a line that it says backwards", ReplayEnd.Secured, null,
        "Complete")]
    [InlineData("microsocks-socks5", "no method that the proxy takes: GSSAPI", ReplayEnd.Failed, UpgradeOutcome.Refused, "SendNoMethod")]
    [InlineData("postgres-postgres", "SSLRequest, then inside TLS: StartupMessage", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postgres-postgres", "SSLRequest again inside TLS", ReplayEnd.Secured, null, "Complete")]
    [InlineData(
        "postgres-postgres", "no TLS: StartupMessage where pg_hba.conf has only hostssl", ReplayEnd.Failed, UpgradeOutcome.Closed,
        "AnswerStartup")]
    [InlineData("postgres-postgres", "GSSENCRequest (this build has GSSAPI, so G)", ReplayEnd.Awaiting, null, "ExpectSslRequest")]
    [InlineData(
        "postgres-postgres", "command injection: SSLRequest and StartupMessage in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover,
        "SendS")]
    [InlineData("postgres-postgres", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postgres-postgres", "an unknown protocol code", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerUnknown")]
    [InlineData("postgres-postgres", "ssl = off: SSLRequest, then StartupMessage in plain", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("azure-amqp", "TLS header, then inside TLS: AMQP header", ReplayEnd.Secured, null, "Complete")]
    [InlineData("azure-amqp", "no TLS: AMQP header", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerClearHeader")]
    [InlineData("azure-amqp", "no TLS: SASL header", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerClearHeader")]
    [InlineData("azure-amqp", "no header", ReplayEnd.Failed, UpgradeOutcome.Violation, "AnswerUnreadable")]
    [InlineData("azure-amqp", "plaintext behind the TLS header", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendTlsHeader")]
    [InlineData("tigervnc-vnc-vencrypt", "VeNCrypt 0.2 X509None", ReplayEnd.Secured, null, "Complete")]
    [InlineData("tigervnc-vnc-vencrypt", "VeNCrypt 0.2 X509Vnc", ReplayEnd.Secured, null, "Complete")]
    [InlineData("tigervnc-vnc-vencrypt", "VeNCrypt version 0.1", ReplayEnd.Failed, UpgradeOutcome.Violation, "AnswerUnreadable")]
    [InlineData("tigervnc-vnc-vencrypt", "a subtype not offered", ReplayEnd.Failed, UpgradeOutcome.Violation, "AnswerUnreadable")]
    [InlineData("tigervnc-vnc-vencrypt", "no TLS: security type None", ReplayEnd.Failed, UpgradeOutcome.Violation, "AnswerUnreadable")]
    [InlineData("tigervnc-vnc-vencrypt", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("xrdp-rdp", "PROTOCOL_SSL", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("xrdp-rdp", "PROTOCOL_SSL|PROTOCOL_HYBRID", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("xrdp-rdp", "PROTOCOL_HYBRID only", ReplayEnd.Failed, UpgradeOutcome.Refused, "SendFailureMessage")]
    [InlineData("xrdp-rdp", "PROTOCOL_RDP (0): no TLS", ReplayEnd.Failed, UpgradeOutcome.Refused, "SendFailureMessage")]
    [InlineData("xrdp-rdp", "no RDP_NEG_REQ", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerPlainRequest")]
    [InlineData("xrdp-rdp", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("mstds-tds", "PRELOGIN of the specification (4.1), answered", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("mstds-tds", "ENCRYPT_NOT_SUP", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerClearPrelogin")]
    [InlineData("nbd-server-nbd", "STARTTLS, then inside TLS: LIST, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("nbd-server-nbd", "no TLS: LIST and GO where TLS is forced", ReplayEnd.Awaiting, null, "ExpectCommand")]
    [InlineData("nbd-server-nbd", "a server without TLS: STARTTLS, then LIST in plain", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("rfc9289-onc-rpc", "AUTH_TLS, then inside TLS: NULL", ReplayEnd.Secured, null, "Complete")]
    [InlineData("rfc8253-pcep", "both say StartTLS, then inside TLS: Open", ReplayEnd.Secured, null, "Complete")]
    public void A_recorded_client_leads_the_server_to_the_same_end_however_its_octets_arrive(
        string file, string title, ReplayEnd end, UpgradeOutcome? outcome, string state)
    {
        var report = Replay.Server(Recordings.ProtocolOf(file), Recordings.Section(file, title));

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal((end, state), (report.Result.End, report.Result.State));
        Assert.Equal(outcome, end == ReplayEnd.Failed ? report.Result.Outcome : null);
    }
}
