using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>The dialogues that were recorded from real servers; where none was at hand, as a specification prints them.</summary>
internal static class Recordings
{
    public static ProtocolDefinition ProtocolOf(string file) => Protocol(file switch
    {
        "postfix-smtp" => "smtp",
        "postfix-submission" => "submission",
        "dovecot-lmtp" => "lmtp",
        "dovecot-sieve" => "managesieve",
        "proftpd-ftp" => "ftp",
        "inspircd-irc" => "irc",
        "prosody-xmpp-s2s" => "xmpp-server",
        "dovecot-imap" => "imap",
        "dovecot-pop3" => "pop3",
        "inn-nntp" => "nntp",
        "slapd-ldap" => "ldap",
        "prosody-xmpp-c2s" => "xmpp",
        "mariadb-mysql" => "mysql",
        "postgres-postgres" => "postgres",
        "azure-amqp" => "amqp",
        "tigervnc-vnc-vencrypt" => "vnc",
        "xrdp-rdp" => "rdp",
        "nats-nats" => "nats",
        "nut-upsd" => "nut",
        "cyrus-mupdate" => "mupdate",
        "tinyproxy-http-connect" => "http-connect",
        "microsocks-socks5" or "dante-socks5" => "socks5",
        "rfc2595-acap" => "acap",
        "rfc3887-mtqp" => "mtqp",
        "mstds-tds" => "tds",
        "nbd-server-nbd" => "nbd",
        "rfc9289-onc-rpc" => "onc-rpc",
        "rfc8253-pcep" => "pcep",
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, "No such recording."),
    });

    public static ProtocolDefinition Protocol(string name) => AllProtocols.Definitions.Single(definition => definition.Name == name);

    public static TranscriptSection Section(string file, string title) => Read(file)[title];

    public static Transcript Read(string file) =>
        Transcript.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Transcripts", file + ".txt")));
}
