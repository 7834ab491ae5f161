namespace ProtocolKit.Interop.Tests.Clients.Trials;

/// <content>Libraries of other languages. What uses them is a few lines in the folder <c>Programs</c>.</content>
internal static partial class TriedClients
{
    private const string PythonPackages = "/usr/lib/python3/dist-packages";
    private const string JavaPackages = "/usr/share/java";
    internal const string NodePackages = "/usr/local/lib/protocolkit-interop/node_modules";

    private static IEnumerable<TriedClient> Libraries =>
    [
        Python("smtplib", "smtp"), Python("smtplib", "submission", "smtp"), Python("smtplib", "lmtp"),
        Python("imaplib", "imap"), Python("poplib", "pop3"), Python("ftplib", "ftp"), Python("nntplib", "nntp"),
        Python("ldap3", "ldap", needs: $"{PythonPackages}/ldap3/__init__.py"),
        Python("PyMySQL", "mysql", needs: $"{PythonPackages}/pymysql/__init__.py"),
        Python("slixmpp", "xmpp", needs: $"{PythonPackages}/slixmpp/__init__.py"),

        Ruby("Ruby's Net::SMTP", "smtp"), Ruby("Ruby's Net::IMAP", "imap"), Ruby("Ruby's Net::FTP", "ftp"),
        Ruby("Ruby's Net::LDAP", "ldap", needs: "/usr/lib/ruby/vendor_ruby/net/ldap.rb"),

        Perl("Perl's Net::SMTP", "smtp"), Perl("Perl's Net::POP3", "pop3"), Perl("Perl's Net::NNTP", "nntp"),
            Perl("Perl's Net::FTP", "ftp"),
        Perl("Perl's Net::LDAP", "ldap", needs: "/usr/share/perl5/Net/LDAP.pm"),

        Java("JNDI", "ldap"), Java("pgjdbc", "postgres", needs: $"{JavaPackages}/postgresql.jar"),

        Node("Nodemailer", "smtp"), Node("ImapFlow", "imap"), Node("ldapts", "ldap"), Node("pg", "postgres"), Node("MySQL2", "mysql"),
        Node("nats", "nats"),
    ];

    private static TriedClient Python(string name, string protocol, string? program = null, string? needs = null) =>
        Library(name, protocol, needs, "/usr/bin/python3", "-I", $"python/{program ?? protocol}.py");

    private static TriedClient Ruby(string name, string protocol, string? needs = null) =>
        Library(name, protocol, needs, "/usr/bin/ruby", $"ruby/{protocol}.rb");

    private static TriedClient Perl(string name, string protocol, string? needs = null) =>
        Library(name, protocol, needs ?? "/usr/share/perl5/IO/Socket/SSL.pm", "/usr/bin/perl", $"perl/{protocol}.pl");

    private static TriedClient Java(string name, string protocol, string? needs = null) =>
        Library(name, protocol, needs, "java", "-cp", $"{JavaPackages}/postgresql.jar",
            $"java/{char.ToUpperInvariant(protocol[0])}{protocol[1..]}.java");

    private static TriedClient Node(string name, string protocol) =>
        Library(name, protocol, $"{NodePackages}/{name.ToLowerInvariant()}/package.json", "node", $"node/{protocol}.js") with
        {
            Environment = _ => new Dictionary<string, string> { ["NODE_PATH"] = NodePackages },
        };

    /// <summary>A program that is told where the server is, and whom to trust.</summary>
    private static TriedClient Library(string name, string protocol, string? needs, params string[] command) =>
        new(
            name,
            protocol,
            command[0],
            trial =>
                [.. command[1..^1], Path.Combine(AppContext.BaseDirectory, "Clients", "Programs", command[^1]), "localhost",
                $"{trial.Port}", trial.Authority])
        {
            Needs = needs is null ? [] : [needs],
        };
}
