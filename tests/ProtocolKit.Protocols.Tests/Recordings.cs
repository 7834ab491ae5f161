using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>The dialogues that were recorded from real servers.</summary>
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
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, "No such recording."),
    });

    public static ProtocolDefinition Protocol(string name) => AllProtocols.Definitions.Single(definition => definition.Name == name);

    public static TranscriptSection Section(string file, string title) => Read(file)[title];

    public static Transcript Read(string file) => Transcript.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Transcripts", file + ".txt")));
}
