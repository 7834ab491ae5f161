namespace ProtocolKit.Interop.Tests.Clients;

/// <summary>What servers of line protocols say inside TLS.</summary>
internal static class LineServices
{
    public static LineService Smtp { get; } = new(line => Command(line) switch
    {
        "EHLO" or "LHLO" => ("250-mail.example\r\n250 8BITMIME", false),
        "HELP" => ("214 Served inside TLS", false),
        "QUIT" => ("221 Bye", true),
        _ => ("250 OK", false),
    });

    public static LineService Imap { get; } = new(line =>
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

    public static LineService Pop3 { get; } = new(line => Command(line) switch
    {
        "CAPA" => ("+OK\r\nUSER\r\nUIDL\r\n.", false),
        "LIST" => ("+OK Served inside TLS\r\n1 42\r\n.", false),
        "QUIT" => ("+OK Bye", true),
        _ => ("+OK", false),
    });

    /// <summary>Gets what the server of a protocol says.</summary>
    /// <param name="protocol">The protocol, as its grammar spells it.</param>
    public static LineService Of(string protocol) => protocol switch
    {
        "smtp" => Smtp,
        "imap" => Imap,
        "pop3" => Pop3,
        _ => throw new ArgumentException($"Nothing is said here for '{protocol}'.", nameof(protocol)),
    };

    private static string Command(string line) => line.Split(' ')[0].ToUpperInvariant();
}
