using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>ProFTPD with a virtual host for each port.</summary>
public sealed class ProFtpd : RealServer
{
    internal override IReadOnlyList<string> Needs => ["proftpd"];

    internal override IReadOnlyList<Service> Services { get; } = [new(Ftp.Definition, AskForFeaturesAsync)];

    private protected override Task StartAsync()
    {
        Run(null, "proftpd", "--nodaemon", "--config", Folder.Write("proftpd.conf", $"""
            ServerType standalone
            DefaultServer off
            Port 0
            DefaultAddress 127.0.0.1
            SocketBindTight on
            UseIPv6 off
            UseReverseDNS off
            User proftpd
            Group nogroup
            LoadModule mod_tls.c
            WtmpLog off
            TransferLog none
            SystemLog {Folder.At("proftpd.log")}
            PidFile {Folder.At("pid")}
            ScoreboardFile {Folder.At("scoreboard")}
            DelayTable none
            {VirtualHost(Listener.Upgrade, Secured(Valid))}
            {VirtualHost(Listener.Tls, Secured(Valid) + "\nTLSOptions UseImplicitSSL")}
            {VirtualHost(Listener.NoTls, "TLSEngine off")}
            {VirtualHost(Listener.Expired, Secured(Expired))}

            """));
        return Task.CompletedTask;
    }

    /// <summary>FEAT (RFC 2389) and the protection of data connections (RFC 4217, section 9).</summary>
    private static async Task AskForFeaturesAsync(Conversation conversation)
    {
        Assert.Contains(" PROT", await conversation.AskAsync("FEAT", MailTalk.IsLastReplyLine));
        Assert.StartsWith("200 ", (await conversation.AskAsync("PBSZ 0", MailTalk.IsLastReplyLine))[0], StringComparison.Ordinal);
        Assert.StartsWith("200 ", (await conversation.AskAsync("PROT P", MailTalk.IsLastReplyLine))[0], StringComparison.Ordinal);
        Assert.StartsWith("221 ", (await conversation.AskAsync("QUIT", MailTalk.IsLastReplyLine))[0], StringComparison.Ordinal);
    }

    private static string Secured(CertificateFiles files) => $"""
        TLSEngine on
        TLSRequired on
        TLSECCertificateFile {files.Certificate}
        TLSECCertificateKeyFile {files.Key}
        """;

    private string VirtualHost(Listener listener, string tls) => $"""
        <VirtualHost 127.0.0.1>
        Port {NewPort("ftp", listener)}
        {tls}
        </VirtualHost>
        """;
}

public sealed class ProFtpdTests(ProFtpd server) : ServerTests<ProFtpd>(server);
