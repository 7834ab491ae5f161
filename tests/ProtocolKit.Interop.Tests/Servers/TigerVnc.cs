using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>TigerVNC, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class TigerVnc : RealServer
{
    internal override IReadOnlyList<string> Needs => ["Xtigervnc"];

    internal override IReadOnlyList<Service> Services { get; } = [new(Vnc.Definition, OpenDesktopAsync) { HasTlsPort = false }];

    private protected override Task StartAsync()
    {
        Run(Listener.Upgrade, Secured(Valid));
        Run(Listener.NoTls, "-SecurityTypes", "None");
        Run(Listener.Expired, Secured(Expired));
        return Task.CompletedTask;
    }

    private static string[] Secured(CertificateFiles files) =>
        ["-SecurityTypes", "TLSNone,X509None", "-X509Cert", files.Certificate, "-X509Key", files.Key];

    /// <summary>SecurityResult, ClientInit, ServerInit (RFC 6143, 7.1.3 and 7.3).</summary>
    private static async Task OpenDesktopAsync(Conversation conversation)
    {
        Assert.Equal([0, 0, 0, 0], await conversation.HearAsync(4));
        await conversation.SendAsync(new byte[] { 1 });

        var desktop = await conversation.HearAsync(24);
        var name = await conversation.HearAsync(desktop[23]);

        Assert.Equal([0, 160, 0, 120], desktop[..4]);
        Assert.Equal("A small desktop"u8.ToArray(), name);
    }

    private void Run(Listener listener, params IEnumerable<string> security)
    {
        // A display's number is its own as long as its port is.
        var port = NewPort("vnc", listener);
        Run(null, "Xtigervnc",
            [$":{port - 10_000}", "-rfbport", $"{port}", "-interface", "127.0.0.1", "-geometry", "160x120", "-desktop", "A small desktop",
                .. security]);
    }
}

public sealed class TigerVncTests(TigerVnc server) : ServerTests<TigerVnc>(server);
