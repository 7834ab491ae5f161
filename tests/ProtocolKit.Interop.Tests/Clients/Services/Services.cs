namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What servers say inside TLS, by protocol.</summary>
internal static class Services
{
    private static readonly LineService Imap = new(line =>
    {
        var tag = line.Split(' ')[0];
        return Command(line[tag.Length..].TrimStart()) switch
        {
            "CAPABILITY" => ($"* CAPABILITY IMAP4rev1\r\n{tag} OK done", false),
            "SELECT" => ($"* 0 EXISTS\r\n* 0 RECENT\r\n* FLAGS ()\r\n{tag} OK [READ-WRITE] Served inside TLS", false),
            "LIST" => ($"* LIST () \"/\" \"Served inside TLS\"\r\n{tag} OK done", false),
            "LOGOUT" => ($"* BYE Bye\r\n{tag} OK done", true),
            _ => ($"{tag} OK done", false),
        };
    });

    private static readonly LineService Pop3 = new(line => Command(line) switch
    {
        "CAPA" => ("+OK\r\nUSER\r\nUIDL\r\n.", false),
        "LIST" when line.Contains(' ', StringComparison.Ordinal) => ("+OK 1 42", false),
        "LIST" => ("+OK\r\n1 42 Served inside TLS\r\n.", false),
        "RETR" => ("+OK\r\nSubject: A mail\r\n\r\nServed inside TLS\r\n.", false),
        "STAT" => ("+OK 1 42", false),
        "QUIT" => ("+OK Bye", true),
        _ => ("+OK", false),
    });

    private static readonly LineService Nntp = new(line => Command(line) switch
    {
        "CAPABILITIES" => ("101 Capability list:\r\nVERSION 2\r\nREADER\r\n.", false),
        "HELP" => ("100 Help\r\nServed inside TLS\r\n.", false),
        "QUIT" => ("205 Bye", true),
        _ => ("200 Posting allowed", false),
    });

    private static readonly LineService ManageSieve = new(line => Command(line) switch
    {
        _ when line.EndsWith("+}", StringComparison.Ordinal) => ("", false),
        "NOOP" => ($"OK (TAG {line["NOOP ".Length..]}) \"done\"", false),
        "LISTSCRIPTS" => ("\"Served inside TLS\"\r\nOK \"done\"", false),
        "LOGOUT" => ("OK \"Bye\"", true),
        _ => ("OK \"done\"", false),
    });

    private static readonly LineService Irc = new(line => Command(line) switch
    {
        "USER" => (":irc.example 001 user :Served inside TLS", false),
        "PING" => ($":irc.example PONG irc.example {line[5..]}", false),
        "QUIT" => ("ERROR :Bye", true),
        _ => (":irc.example NOTICE user :Heard", false),
    });

    private static readonly LineService Ftp = new(line => Command(line) switch
    {
        "USER" => ("331 Any password will do", false),
        "PASS" => ("230 Served inside TLS", false),
        "HELP" => ("214 Served inside TLS", false),
        "PWD" => ("257 \"/\"", false),
        "QUIT" => ("221 Bye", true),
        _ => ("200 OK", false),
    });

    private static readonly LineService Nats = new(line => Command(line) switch
    {
        "PING" => ("PONG", false),
        "SUB" => ($"MSG answers {line.Split(' ')[^1]} 17\r\nServed inside TLS", false),
        _ => ("", false),
    });

    private static readonly LineService Nut = new(line => Command(line) switch
    {
        "USERNAME" => ("OK", false),
        _ => ("ERR ACCESS-DENIED", true),
    });

    private static readonly LineService Mupdate = new(line =>
    {
        var tag = line.Split(' ')[0];
        return Command(line[tag.Length..].TrimStart()) switch
        {
            "AUTHENTICATE" => ($"{tag} OK \"Served inside TLS\"", false),
            _ => ($"{tag} BYE \"Bye\"", true),
        };
    });

    /// <summary>Gets what the server of a protocol says.</summary>
    /// <param name="protocol">The protocol, as its grammar spells it.</param>
    public static IService Of(string protocol) => protocol switch
    {
        "smtp" or "submission" or "lmtp" => new SmtpService(),
        "imap" => Imap,
        "pop3" => Pop3,
        "ftp" => Ftp,
        "nntp" => Nntp,
        "managesieve" => ManageSieve,
        "irc" => Irc,
        "nats" => Nats,
        "nut" => Nut,
        "mupdate" => Mupdate,
        "telnet" => new TelnetService(),
        "xmpp" => new XmppService(),
        "ldap" => new LdapService(),
        "http" => new IppService(),
        "postgres" => new PostgresService(),
        "mysql" => new MySqlService(),
        "nbd" => new NbdService(),
        _ => throw new ArgumentException($"Nothing is said here for '{protocol}'.", nameof(protocol)),
    };

    private static string Command(string line) => line.Split(' ')[0].ToUpperInvariant();
}
