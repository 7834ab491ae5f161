using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>The MUPDATE server of Cyrus, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class CyrusMupdate : RealServer
{
    private const string User = "cyrus";

    internal override IReadOnlyList<string> Needs => ["cyrmaster", "mupdate"];

    internal override IReadOnlyList<Service> Services { get; } =
    [
        new(Mupdate.Definition, AskAsync) { HasTlsPort = false, EndsWithBrokenHandshakes = true },
    ];

    private protected override async Task StartAsync()
    {
        await Folder.GiveToAsync(User, Valid.Key, Expired.Key);
        await RunAsync("tls", Secured(Valid), Listener.Upgrade);
        await RunAsync("plain", "", Listener.NoTls);
        await RunAsync("expired", Secured(Expired), Listener.Expired);
    }

    private static async Task AskAsync(Conversation conversation)
    {
        Assert.Equal("N01 BAD \"Please login first\"", (await conversation.AskAsync("N01 NOOP", _ => true))[0]);
        Assert.StartsWith("L01 ", (await conversation.AskAsync("L01 LOGOUT", _ => true))[0], StringComparison.Ordinal);
    }

    private static string Secured(CertificateFiles files) => $"tls_server_cert: {files.Certificate}\ntls_server_key: {files.Key}";

    private async Task RunAsync(string name, string tls, Listener listener)
    {
        var own = Folder.CreateFolder(name);
        foreach (var folder in (string[])["db", "log", "proc", "socket", "spool"])
            Folder.CreateFolder($"{name}/{folder}");
        var settings = Folder.Write($"{name}/imapd.conf", $"""
            configdirectory: {own}
            defaultpartition: default
            partition-default: {own}/spool
            servername: localhost
            sasl_mech_list: PLAIN
            {tls}

            """);
        var services = Folder.Write($"{name}/cyrus.conf", $$"""
            START {
            }
            SERVICES {
              mupdate cmd="{{Programs.Path("mupdate")}} -C {{settings}} -m" listen="127.0.0.1:{{NewPort("mupdate", listener)}}" prefork=1
            }
            EVENTS {
            }

            """);
        await Folder.GiveToAsync(User, own);
        Run(null, "cyrmaster", "-D", "-C", settings, "-M", services, "-p", $"{own}/pid");
    }
}

public sealed class CyrusMupdateTests(CyrusMupdate server) : ServerTests<CyrusMupdate>(server);
