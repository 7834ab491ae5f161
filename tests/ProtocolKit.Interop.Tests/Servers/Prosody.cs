using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>Prosody, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class Prosody : RealServer
{
    private const string User = "prosody";

    internal override IReadOnlyList<string> Needs => ["prosody"];

    internal override IReadOnlyList<Service> Services { get; } = [new(Xmpp.Definition, AuthenticateAsync)];

    private protected override async Task StartAsync()
    {
        await Folder.GiveToAsync(User, Valid.Key, Expired.Key);
        await RunAsync("tls", Secured(Valid), Listener.Upgrade, NewPort("xmpp", Listener.Tls));
        await RunAsync("plain", "modules_disabled = { \"tls\", \"s2s\" }", Listener.NoTls);
        await RunAsync("expired", Secured(Expired), Listener.Expired);
    }

    private static async Task AuthenticateAsync(Conversation conversation)
    {
        await conversation.SendAsync("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"u8.ToArray());
        Assert.StartsWith("<success ", await conversation.HearUntilAsync(">"), StringComparison.Ordinal);
    }

    private static string Secured(CertificateFiles files) => $$"""
        modules_disabled = { "s2s" }
        ssl = { certificate = "{{files.Certificate}}", key = "{{files.Key}}" }
        c2s_direct_tls_ssl = { certificate = "{{files.Certificate}}", key = "{{files.Key}}" }
        """;

    private async Task RunAsync(string name, string tls, Listener listener, int? tlsPort = null)
    {
        var data = Folder.CreateFolder(name);
        await Folder.GiveToAsync(User, data);

        // A client says whom it expects. Prosody must know that name, or it goes no further and shows no certificate.
        Run(User, "prosody", "-F", "--config", Folder.Write($"{name}.cfg.lua", $$"""
            data_path = "{{data}}"
            pidfile = "{{data}}/prosody.pid"
            log = { info = "*console" }
            interfaces = { "127.0.0.1" }
            c2s_ports = { {{NewPort("xmpp", listener)}} }
            c2s_direct_tls_ports = { {{tlsPort}} }
            c2s_require_encryption = {{(listener == Listener.NoTls ? "false" : "true")}}
            modules_enabled = { "saslauth", "tls" }
            authentication = "anonymous"
            {{tls}}
            VirtualHost "{{TestCertificates.Host}}"
            VirtualHost "other.example"

            """));
    }
}

public sealed class ProsodyTests(Prosody server) : ServerTests<Prosody>(server);
