namespace ProtocolKit.Interop.Tests.Clients.Trials;

/// <content>Programs of the system.</content>
internal static partial class TriedClients
{
    private static IEnumerable<TriedClient> Tools =>
    [
        Msmtp("smtp"), Msmtp("lmtp"),
        new("mbsync", "imap", "mbsync", trial => ["-c", trial.Folder.WriteSecret("mbsyncrc", MbSync(trial)), "-l", "all"]),
        new("fetchmail", "pop3", "fetchmail", trial =>
            ["-v", "-f", trial.Folder.WriteSecret("fetchmailrc", Fetchmail(trial))]) { Environment = Home },
        new("sieve-connect", "managesieve", "sh", trial =>
            [
                "-c", "exec sieve-connect \"$@\" < \"$0\"", trial.Folder.WriteSecret("password", "secret\n"), "--server", "localhost",
                    "--port", $"{trial.Port}",
                "--user", "user", "--authmech", "PLAIN", "--passwordfd", "0", "--tlscafile", trial.Authority, "--debug", "--list",
            ])
        {
            Needs = ["sieve-connect"],
            Parameters = [("sasl", "PLAIN")],
        },
        new("lftp", "ftp", "lftp", trial =>
            [
                "-c",
                $"set ssl:ca-file {trial.Authority}; set ftp:ssl-force yes; set net:max-retries 1; set net:timeout 20; "
                    + $"open -u user,secret -p {trial.Port} localhost; quote HELP",
            ])
        {
            Environment = Home,
            SaysUnverified = "USER user\n",
        },
        new("C-Kermit", "telnet", "kermit", trial => [trial.Folder.Write("kermit", Kermit(trial))]) { Environment = Home, Input = "N\n" },
        new("s3270", "telnet", "s3270", trial => ["-cafile", trial.Authority, $"localhost:{trial.Port}"])
        {
            Input = "Expect(inside TLS,20)\nAscii()\nQuit()\n",
            TellsFailure = false,
        },
        new("irssi", "irc", "script", trial => ["-qec", $"irssi --home={Irssi(trial)}", "/dev/null"])
        {
            Needs = ["irssi"],
            Environment = _ => new Dictionary<string, string> { ["TERM"] = "xterm" },
            TellsFailure = false,
        },
    ];

    private static Dictionary<string, string> Home(Trial trial) =>
        new() { ["HOME"] = trial.Folder.Path, ["FETCHMAILHOME"] = trial.Folder.Path };

    private static TriedClient Msmtp(string protocol) =>
        new("msmtp", protocol, "msmtp", trial =>
            [
                $"--protocol={protocol}", "--host=localhost", $"--port={trial.Port}", "--tls=on", "--tls-starttls=on",
                    $"--tls-trust-file={trial.Authority}",
                "--auth=off", "--debug", "--from=a@client.example", "b@mail.example",
            ]);

    private static string MbSync(Trial trial) =>
        $"""
        IMAPAccount far
        Host localhost
        Port {trial.Port}
        User user
        Pass secret
        AuthMechs LOGIN
        SSLType STARTTLS
        SystemCertificates no
        CertificateFile {trial.Authority}

        IMAPStore far
        Account far

        MaildirStore near
        Path {trial.Folder.CreateFolder("mail")}/

        Channel all
        Far :far:
        Near :near:
        Patterns *

        """;

    private static string Fetchmail(Trial trial) =>
        $"""
        poll localhost protocol POP3 service {trial.Port}
          user "user" password "secret" sslproto "TLS1.2+" sslcertck sslcertfile "{trial.Authority}" fetchall keep mda "/bin/cat"

        """;

    private static string Kermit(Trial trial) =>
        $"""
        set authentication tls verify-file {trial.Authority}
        set authentication tls verify fail-if-no-peer-cert
        set telopt start-tls required
        set host localhost {trial.Port}
        if fail exit 1 No connection
        input 20 inside TLS
        if fail exit 1 No answer
        echo \v(input)
        exit 0

        """;

    /// <summary>Writes irssi's settings.</summary>
    /// <returns>Their folder.</returns>
    private static string Irssi(Trial trial)
    {
        trial.Folder.Write("irssi/startup", $"/connect -starttls -tls_verify -tls_cafile {trial.Authority} localhost {trial.Port}\n");
        trial.Folder.Write("irssi/scripts/autorun/leave.pl", IrssiLeaves);
        return trial.Folder.At("irssi");
    }

    private const string IrssiLeaves =
        """
        use strict;
        use Irssi;

        sub leave { Irssi::timeout_add_once(100, sub { Irssi::command('quit') }, undef); }
        Irssi::signal_add_last('event 001', \&leave);
        Irssi::signal_add_last('server connect failed', \&leave);
        Irssi::signal_add_last('server disconnected', \&leave);
        Irssi::timeout_add_once(30000, \&leave, undef);

        """;
}
