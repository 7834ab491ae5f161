using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What real clients said, against the generated servers: whole, cut at every octet, and octet by octet.</summary>
public sealed class ServerReplayTests
{
    [Theory]
    [InlineData("postfix-smtp", "EHLO, STARTTLS, then inside TLS: EHLO, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postfix-smtp", "STARTTLS before EHLO", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postfix-smtp", "no TLS: AUTH, unknown command, MAIL, STARTTLS within a mail transaction", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "STARTTLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("postfix-smtp", "STARTTLS after HELO", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "starttls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendReady")]
    [InlineData("postfix-smtp", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-smtp", "a server that demands TLS", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("postfix-submission", "EHLO, STARTTLS, then inside TLS: EHLO, STARTTLS again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postfix-submission", "STARTTLS before EHLO", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postfix-submission", "no TLS: AUTH, unknown command, MAIL, STARTTLS within a mail transaction", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-submission", "STARTTLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("postfix-submission", "STARTTLS after HELO", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-submission", "starttls in lower case", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postfix-submission", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendReady")]
    [InlineData("postfix-submission", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-imap", "CAPABILITY, STARTTLS, then inside TLS: CAPABILITY, STARTTLS again, LOGIN", ReplayEnd.Secured, null, "Complete")]
    [InlineData("dovecot-imap", "no TLS: LOGIN, AUTHENTICATE, unknown command, SELECT", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerCommandLogout")]
    [InlineData("dovecot-imap", "STARTTLS without a tag", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerCommandLogout")]
    [InlineData("dovecot-imap", "STARTTLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerCommandLogout")]
    [InlineData("dovecot-imap", "the client has the address of the server: LOGIN without TLS", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-imap", "command injection: STARTTLS and NOOP in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendOkToCommandStarttls")]
    [InlineData("dovecot-imap", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-imap", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-pop3", "CAPA, STLS, then inside TLS: CAPA, STLS again, USER/PASS", ReplayEnd.Secured, null, "Complete")]
    [InlineData("dovecot-pop3", "no TLS: USER/PASS, AUTH, unknown command", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("dovecot-pop3", "STLS with a parameter", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("dovecot-pop3", "command injection: STLS and CAPA in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendBegin")]
    [InlineData("dovecot-pop3", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("dovecot-pop3", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("inn-nntp", "CAPABILITIES, STARTTLS, then inside TLS: CAPABILITIES, STARTTLS again, AUTHINFO", ReplayEnd.Secured, null, "Complete")]
    [InlineData("inn-nntp", "no TLS: AUTHINFO, unknown command, GROUP", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerQuit")]
    [InlineData("inn-nntp", "STARTTLS with a parameter; MODE READER then STARTTLS", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("inn-nntp", "command injection: STARTTLS and DATE in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendBegin")]
    [InlineData("inn-nntp", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("inn-nntp", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("slapd-ldap", "root DSE, StartTLS, then inside TLS: StartTLS again, bind", ReplayEnd.Secured, null, "Complete")]
    [InlineData("slapd-ldap", "no TLS: bind, unknown extended operation, StartTLS with a value", ReplayEnd.Failed, UpgradeOutcome.Closed, "ExpectCommand")]
    [InlineData("slapd-ldap", "search and StartTLS in one write (operations outstanding)", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("slapd-ldap", "command injection: StartTLS and search in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendSuccess")]
    [InlineData("slapd-ldap", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("slapd-ldap", "a server with TLS switched off", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("prosody-xmpp-c2s", "stream header, features, starttls, then inside TLS: stream header, features, starttls again", ReplayEnd.Secured, null, "Complete")]
    [InlineData("prosody-xmpp-c2s", "no TLS: auth, then iq", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerAny")]
    [InlineData("prosody-xmpp-c2s", "no TLS: an unknown element", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerAny")]
    [InlineData("prosody-xmpp-c2s", "stream to an unknown host, starttls", ReplayEnd.Awaiting, null, "ExpectStarttls")]
    [InlineData("prosody-xmpp-c2s", "pipelined: stream header and starttls in one write", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("prosody-xmpp-c2s", "command injection: starttls and auth in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendProceed")]
    [InlineData("prosody-xmpp-c2s", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("mariadb-mysql", "greeting, SSLRequest, then inside TLS: HandshakeResponse41", ReplayEnd.Secured, null, "Complete")]
    [InlineData("mariadb-mysql", "no TLS: HandshakeResponse41 (require_secure_transport)", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerLogin")]
    [InlineData("mariadb-mysql", "plaintext instead of a ClientHello", ReplayEnd.Failed, UpgradeOutcome.Leftover, "StartTls")]
    [InlineData("mariadb-mysql", "command injection: SSLRequest and HandshakeResponse41 in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "StartTls")]
    [InlineData("mariadb-mysql", "--skip-ssl: greeting without CLIENT_SSL; SSLRequest all the same", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("mariadb-mysql", "--skip-ssl: HandshakeResponse41 in plain", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerLogin")]
    [InlineData("postgres-postgres", "SSLRequest, then inside TLS: StartupMessage", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postgres-postgres", "SSLRequest again inside TLS", ReplayEnd.Secured, null, "Complete")]
    [InlineData("postgres-postgres", "no TLS: StartupMessage where pg_hba.conf has only hostssl", ReplayEnd.Failed, UpgradeOutcome.Closed, "AnswerStartup")]
    [InlineData("postgres-postgres", "GSSENCRequest (this build has GSSAPI, so G)", ReplayEnd.Awaiting, null, "ExpectSslRequest")]
    [InlineData("postgres-postgres", "command injection: SSLRequest and StartupMessage in one write", ReplayEnd.Failed, UpgradeOutcome.Leftover, "SendS")]
    [InlineData("postgres-postgres", "plaintext instead of a ClientHello", ReplayEnd.TlsStarted, null, "StartTls")]
    [InlineData("postgres-postgres", "an unknown protocol code", ReplayEnd.Failed, UpgradeOutcome.Violation, "ExpectSslRequest")]
    [InlineData("postgres-postgres", "ssl = off: SSLRequest, then StartupMessage in plain", ReplayEnd.TlsStarted, null, "StartTls")]
    public void A_recorded_client_leads_the_server_to_the_same_end_however_its_octets_arrive(
        string file, string title, ReplayEnd end, UpgradeOutcome? outcome, string state)
    {
        var report = Replay.Server(Recordings.ProtocolOf(file), Recordings.Section(file, title));

        Assert.True(report.IsConsistent, report.ToString());
        Assert.Equal((end, state), (report.Result.End, report.Result.State));
        Assert.Equal(outcome, end == ReplayEnd.Failed ? report.Result.Outcome : null);
    }
}
