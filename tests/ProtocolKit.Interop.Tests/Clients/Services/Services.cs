namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What servers say inside TLS, by protocol.</summary>
internal static class Services
{
    private static readonly LineService Smtp = new(line => Command(line) switch
    {
        "EHLO" or "LHLO" => ("250-mail.example\r\n250 8BITMIME", false),
        "HELP" => ("214 Served inside TLS", false),
        "QUIT" => ("221 Bye", true),
        _ => ("250 OK", false),
    });

    private static readonly LineService Imap = new(line =>
    {
        var tag = line.Split(' ')[0];
        return Command(line[tag.Length..].TrimStart()) switch
        {
            "CAPABILITY" => ($"* CAPABILITY IMAP4rev1\r\n{tag} OK done", false),
            "LIST" => ($"* LIST () \"/\" \"Served inside TLS\"\r\n{tag} OK done", false),
            "LOGOUT" => ($"* BYE\r\n{tag} OK done", true),
            _ => ($"{tag} OK done", false),
        };
    });

    private static readonly LineService Pop3 = new(line => Command(line) switch
    {
        "CAPA" => ("+OK\r\nUSER\r\nUIDL\r\n.", false),
        "LIST" => ("+OK\r\n1 42 Served inside TLS\r\n.", false),
        "QUIT" => ("+OK Bye", true),
        _ => ("+OK", false),
    });

    private static readonly LineService Ftp = new(line => Command(line) switch
    {
        "USER" => ("331 Any password will do", false),
        "PASS" => ("230 Served inside TLS", false),
        "PWD" => ("257 \"/\"", false),
        "QUIT" => ("221 Bye", true),
        _ => ("200 OK", false),
    });

    /// <summary>Gets what the server of a protocol says.</summary>
    /// <param name="protocol">The protocol, as its grammar spells it.</param>
    public static IService Of(string protocol) => protocol switch
    {
        "smtp" or "submission" or "lmtp" => Smtp,
        "imap" => Imap,
        "pop3" => Pop3,
        "ftp" => Ftp,
        "ldap" => new LdapService(),
        "http" => new IppService(),
        "postgres" => new PostgresService(),
        "mysql" => new MySqlService(),
        _ => throw new ArgumentException($"Nothing is said here for '{protocol}'.", nameof(protocol)),
    };

    private static string Command(string line) => line.Split(' ')[0].ToUpperInvariant();
}
