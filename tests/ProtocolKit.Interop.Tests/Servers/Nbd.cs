using System.Text;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>nbd-server, three times: with TLS, without, and with a certificate that has expired. With TLS it demands a certificate of its
/// clients.</summary>
public sealed class Nbd : RealServer
{
    /// <summary>It stays in the foreground only for one connection; else it tells the number of its process.</summary>
    private const string InForeground =
        """
        nbd-server -C "$1" -p "$2" || exit
        until [ -s "$2" ]; do sleep 0.05; done
        trap 'kill $(cat "$2")' TERM
        tail --pid=$(cat "$2") -f /dev/null &
        wait $!
        wait
        """;

    internal override IReadOnlyList<string> Needs => ["nbd-server", "sh"];

    internal override IReadOnlyList<Service> Services { get; } =
        [new(Protocols.Nbd.Definition, ListAsync) { HasTlsPort = false, WithoutTls = UpgradeOutcome.Refused, AsksForCertificate = true }];

    private protected override Task StartAsync()
    {
        Folder.Write("disk", new string('\0', 65536));
        Run("valid", Listener.Upgrade, Valid);
        Run("plain", Listener.NoTls, null);
        Run("expired", Listener.Expired, Expired);
        return Task.CompletedTask;
    }

    private void Run(string name, Listener listener, CertificateFiles? files)
    {
        var tls = files is null ? "" :
            $"""
            certfile = {files.Certificate}
            keyfile = {files.Key}
            cacertfile = {files.Authority}
            force_tls = true
            """;
        var settings = Folder.Write($"{name}.conf",
            $"""
            [generic]
            listenaddr = 127.0.0.1
            port = {NewPort("nbd", listener)}
            allowlist = true
            {tls}
            [export1]
            exportname = {Folder.At("disk")}

            """);
        Run(null, "sh", "-c", InForeground, "sh", settings, Folder.At($"{name}.pid"));
    }

    /// <summary>NBD_OPT_LIST: NBD_REP_SERVER with the export's name, NBD_REP_ACK.</summary>
    private static async Task ListAsync(Conversation conversation)
    {
        await conversation.SendAsync("IHAVEOPT\0\0\0\u0003\0\0\0\0"u8.ToArray());

        var answer = await conversation.HearAsync(20 + 4 + "export1".Length + 20);

        Assert.Contains("export1", Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
    }
}

public sealed class NbdTests(Nbd server) : ServerTests<Nbd>(server);
