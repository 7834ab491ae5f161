using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>Prosody, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class Prosody : RealServer
{
    /// <summary>A second port for clients with TLS from the first octet, on which Prosody agrees on ALPN.</summary>
    internal const string WithAlpn = "xmpp with ALPN";

    private const string User = "prosody";

    internal override IReadOnlyList<string> Needs => ["prosody"];

    internal override IReadOnlyList<Service> Services { get; } =
        [new(Xmpp.Definition, AuthenticateAsync), new(XmppServer.Definition, CloseAsync)];

    private protected override async Task StartAsync()
    {
        await Folder.GiveToAsync(User, Valid.Key, Expired.Key);
        await RunAsync("tls", Secured(Valid) + PortsWithTls(NewPort(WithAlpn, Listener.Tls)), Listener.Upgrade);
        await RunAsync("plain", """
            modules_disabled = { "tls" }
            c2s_require_encryption = false
            s2s_require_encryption = false
            """, Listener.NoTls);
        await RunAsync("expired", Secured(Expired), Listener.Expired);
    }

    private static async Task AuthenticateAsync(Conversation conversation)
    {
        await conversation.SendAsync("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"u8.ToArray());
        Assert.StartsWith("<success ", await conversation.HearUntilAsync(">"), StringComparison.Ordinal);
    }

    // What servers say to each other inside TLS would make it look for the other one.
    private static async Task CloseAsync(Conversation conversation)
    {
        await conversation.SendAsync("</stream:stream>"u8.ToArray());
        await conversation.HearUntilAsync("</stream:stream>");
    }

    private static string Secured(CertificateFiles files) => $$"""
        ssl = {{Context(files)}}

        """;

    private static string Context(CertificateFiles files, string more = "") =>
        $$"""{ certificate = "{{files.Certificate}}", key = "{{files.Key}}", {{more}} }""";

    private string PortsWithTls(int withAlpn) => $$"""
        c2s_direct_tls_ports = { {{NewPort("xmpp", Listener.Tls)}}, {{withAlpn}} }
        c2s_direct_tls_ssl = {{Context(Valid, $$"""[{{withAlpn}}] = { alpn = { "xmpp-client" } }""")}}
        s2s_direct_tls_ports = { {{NewPort("xmpp-server", Listener.Tls)}} }
        s2s_direct_tls_ssl = {{Context(Valid)}}
        """;

    private async Task RunAsync(string name, string tls, Listener listener)
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
            s2s_ports = { {{NewPort("xmpp-server", listener)}} }
            s2s_secure_auth = false
            modules_enabled = { "saslauth", "tls", "dialback" }
            authentication = "anonymous"
            {{tls}}
            VirtualHost "{{TestCertificates.Host}}"
            VirtualHost "other.example"

            """));
    }
}

public sealed class ProsodyTests(Prosody server) : ServerTests<Prosody>(server)
{
    [ProgramFact("prosody")]
    public async Task Where_it_agrees_on_ALPN_that_is_known()
    {
        await using var connection = await Xmpp.ConnectAsync(
            "127.0.0.1", Server.PortOf(Prosody.WithAlpn, Listener.Tls), null, OptionsFor("xmpp", Listener.Tls), Limit);

        Assert.Equal("xmpp-client", connection.Tls.ApplicationProtocol);
    }

    [ProgramFact("prosody")]
    public async Task Where_it_does_not_what_it_says_inside_TLS_is_enough()
    {
        await using var connection = await ConnectAsync("xmpp", Listener.Tls);

        Assert.Null(connection.Tls.ApplicationProtocol);
    }
}
