using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>xrdp, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class Xrdp : RealServer
{
    internal override IReadOnlyList<string> Needs => ["xrdp"];

    internal override IReadOnlyList<Service> Services { get; } = [new(Rdp.Definition, ConnectAsync) { HasTlsPort = false }];

    private protected override Task StartAsync()
    {
        Run("tls", Valid, Listener.Upgrade);
        Run("rdp", Valid, Listener.NoTls);
        Run("tls", Expired, Listener.Expired);
        return Task.CompletedTask;
    }

    /// <summary>MCS Connect Initial (MS-RDPBCGR, 2.2.1.3), which is answered by an MCS Connect Response.</summary>
    private static async Task ConnectAsync(Conversation conversation)
    {
        await conversation.SendAsync(McsConnectInitial.Create(selectedProtocol: 1));

        var head = await conversation.HearAsync(9);

        Assert.Equal([2, 0xF0, 0x80, 0x7F, 0x66], head[4..]);
    }

    private void Run(string layer, CertificateFiles files, Listener listener)
    {
        var port = NewPort("rdp", listener);
        var settings = Folder.Write($"{listener}.ini", $"""
            [Globals]
            ini_version=1
            fork=true
            port=tcp://127.0.0.1:{port}
            security_layer={layer}
            certificate={files.Certificate}
            key_file={files.Key}
            ssl_protocols=TLSv1.2, TLSv1.3
            autorun=Xorg
            max_bpp=32

            [Logging]
            LogFile={Folder.At($"{listener}.log")}
            LogLevel=INFO
            EnableSyslog=false

            [Xorg]
            name=Xorg
            lib=libxup.so
            ip=127.0.0.1
            port=-1
            code=20

            """);
        Run(null, "xrdp", "--nodaemon", "--config", settings);
    }
}

public sealed class XrdpTests(Xrdp server) : ServerTests<Xrdp>(server);
