using ProtocolKit.Cli;
using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>Dovecot, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class Dovecot : RealServer
{
    internal override IReadOnlyList<string> Needs => ["dovecot"];

    internal override IReadOnlyList<Service> Services { get; } =
    [
        new(Imap.Definition, MailTalk.LogInByImapAsync),
        new(Pop3.Definition, MailTalk.LogInByPop3Async),
        new(Submission.Definition, MailTalk.EhloAsync),
        new(Lmtp.Definition, MailTalk.LhloAsync) { HasTlsPort = false },
        new(Managesieve.Definition, MailTalk.LogInByManageSieveAsync) { HasTlsPort = false },
    ];

    private protected override async Task StartAsync()
    {
        var mail = Folder.CreateFolder("mail");
        await Folder.GiveToAsync("nobody", mail);
        Run("tls", mail, Secured(Valid), Listener.Upgrade, hasTlsPorts: true);
        Run("plain", mail, "ssl = no", Listener.NoTls);
        Run("expired", mail, Secured(Expired), Listener.Expired);
    }

    private static string Secured(CertificateFiles files) => $"""
        ssl = required
        ssl_cert = <{files.Certificate}
        ssl_key = <{files.Key}
        """;

    private void Run(string name, string mail, string tls, Listener listener, bool hasTlsPorts = false)
    {
        Run(null, "dovecot", "-F", "-c", Folder.Write($"{name}.conf", $$"""
            {{tls}}
            base_dir = {{Folder.At(name)}}
            log_path = {{Folder.At($"{name}.log")}}
            listen = 127.0.0.1
            protocols = imap pop3 lmtp sieve submission
            hostname = mail.example.org
            submission_relay_host = 127.0.0.1
            mail_location = maildir:{{mail}}
            disable_plaintext_auth = yes
            passdb {
              driver = static
              args = nopassword=y
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{mail}}
            }
            {{Service("imap-login", "imap", "imap", "imaps")}}
            {{Service("pop3-login", "pop3", "pop3", "pop3s")}}
            {{Service("submission-login", "submission", "submission", "submissions")}}
            {{Service("lmtp", "lmtp", "lmtp")}}
            {{Service("managesieve-login", "managesieve", "sieve")}}

            """));

        string Service(string process, string service, string name, string? tlsName = null) => $$"""
            service {{process}} {
              inet_listener {{name}} {
                port = {{NewPort(service, listener)}}
              }
              inet_listener {{tlsName ?? "none"}} {
                port = {{(tlsName is not null && hasTlsPorts ? NewPort(service, Listener.Tls) : 0)}}
                ssl = yes
              }
            }
            """;
    }
}

public sealed class DovecotTests(Dovecot server) : ServerTests<Dovecot>(server)
{
    [ProgramFact("dovecot")]
    public async Task A_TLS_port_that_was_taken_for_a_plaintext_port_is_suspected()
    {
        var port = Server.PortOf("imap", Listener.Tls);

        var run = await ToolRun.OfAsync(Limit, "probe", $"imap://127.0.0.1:{port}", "--timeout", "0.5");

        Assert.Equal(ExitCode.Network, run.ExitCode);
        Assert.Contains($"try imaps://127.0.0.1:{port}", Unwrapped(run), StringComparison.Ordinal);
    }
}
