using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>INN's server for readers, with TLS, without, and with a certificate that has expired.</summary>
public sealed class Inn : RealServer
{
    private const string User = "news";

    internal override IReadOnlyList<string> Needs => ["nnrpd", "makehistory"];

    // It offers TLS whether or not it has a certificate, and answers 580 then.
    internal override IReadOnlyList<Service> Services { get; } =
        [new(Nntp.Definition, ListNewsgroupsAsync) { WithoutTls = UpgradeOutcome.Unavailable }];

    private protected override async Task StartAsync()
    {
        foreach (var folder in (string[])["db", "spool", "spool/articles", "spool/overview", "run", "log", "tmp"])
            Folder.CreateFolder(folder);
        Folder.Write("etc/storage.conf", "method tradspool {\n  newsgroups: *\n  class: 0\n}\n");
        Folder.Write("etc/readers.conf", """
            auth all {
              hosts: *
              default: <reader>
            }
            access all {
              users: *
              newsgroups: *
              access: RP
            }

            """);
        Folder.Write("db/active", "misc.test 0000000000 0000000001 y\n");
        Folder.Write("db/newsgroups", "misc.test\tFor tests\n");
        var settings = Configure("tls", Valid);
        await Folder.GiveToAsync(User, Folder.At("db"), Folder.At("spool"), Folder.At("run"), Folder.At("tmp"), Valid.Key, Expired.Key);
        await RunToEndAsync(User, "env", $"INNCONF={settings}", Programs.Path("makehistory"), "-x", "-O");
        Run(settings, Listener.Upgrade);
        Run(settings, Listener.Tls, "-S");
        Run(Configure("plain", null), Listener.NoTls);
        Run(Configure("expired", Expired), Listener.Expired);
    }

    private static async Task ListNewsgroupsAsync(Conversation conversation)
    {
        var capabilities = await conversation.AskAsync("CAPABILITIES", line => line == ".");
        Assert.Contains("VERSION 2", capabilities);
        Assert.DoesNotContain("STARTTLS", capabilities);
        Assert.Contains("misc.test 0000000000 0000000001 y", await conversation.AskAsync("LIST ACTIVE", line => line == "."));
        Assert.StartsWith("205 ", (await conversation.AskAsync("QUIT", _ => true))[0], StringComparison.Ordinal);
    }

    private string Configure(string name, CertificateFiles? files) => Folder.Write($"{name}.conf", $"""
        mta: "/bin/true %s"
        organization: "Tests"
        ovmethod: tradindexed
        hismethod: hisv6
        domain: example.org
        pathhost: news.example.org
        fromhost: example.org
        pathnews: /usr/lib/news
        pathetc: {Folder.At("etc")}
        pathdb: {Folder.At("db")}
        pathspool: {Folder.At("spool")}
        pathrun: {Folder.At("run")}
        pathlog: {Folder.At("log")}
        pathtmp: {Folder.At("tmp")}
        nnrpdloadlimit: 0
        tlscafile: {files?.Authority ?? "none"}
        tlscertfile: {files?.Certificate ?? "none"}
        tlskeyfile: {files?.Key ?? "none"}

        """);

    private void Run(string settings, Listener listener, params IEnumerable<string> arguments) =>
        Run(User, "env",
        [
            $"INNCONF={settings}", Programs.Path("nnrpd"), "-D", "-f", "-b", "127.0.0.1", "-p", $"{NewPort("nntp", listener)}",
                .. arguments,
        ]);
}

public sealed class InnTests(Inn server) : ServerTests<Inn>(server);
