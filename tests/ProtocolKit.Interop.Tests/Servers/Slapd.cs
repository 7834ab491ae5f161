using ProtocolKit.Cli;
using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>OpenLDAP's server, three times: with TLS, without, and with a certificate that has expired.</summary>
public sealed class Slapd : RealServer
{
    // An anonymous bind, version 3, and its success (RFC 4511, section 4.2).
    private static readonly byte[] Bind = [0x30, 0x0c, 0x02, 0x01, 0x07, 0x60, 0x07, 0x02, 0x01, 0x03, 0x04, 0x00, 0x80, 0x00];
    private static readonly byte[] Bound = [0x30, 0x0c, 0x02, 0x01, 0x07, 0x61, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00];

    internal override IReadOnlyList<string> Needs => ["slapd"];

    internal override IReadOnlyList<Service> Services { get; } =
        [new(Ldap.Definition, BindAsync) { WithoutTls = UpgradeOutcome.Refused }];

    private protected override Task StartAsync()
    {
        Run("tls", Secured(Valid),
            $"ldap://127.0.0.1:{NewPort("ldap", Listener.Upgrade)}/ ldaps://127.0.0.1:{NewPort("ldap", Listener.Tls)}/");
        Run("plain", "", $"ldap://127.0.0.1:{NewPort("ldap", Listener.NoTls)}/");
        Run("expired", Secured(Expired), $"ldap://127.0.0.1:{NewPort("ldap", Listener.Expired)}/");
        return Task.CompletedTask;
    }

    private static async Task BindAsync(Conversation conversation)
    {
        await conversation.SendAsync(Bind);
        Assert.Equal(Bound, await conversation.HearAsync(Bound.Length));
    }

    private static string Secured(CertificateFiles files) => $"""
        TLSCACertificateFile {files.Authority}
        TLSCertificateFile {files.Certificate}
        TLSCertificateKeyFile {files.Key}
        """;

    private void Run(string name, string tls, string urls) =>
        Run(null, "slapd", "-d", "0", "-h", urls, "-f", Folder.Write($"{name}.conf", $"""
            include /etc/ldap/schema/core.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            pidfile {Folder.At($"{name}.pid")}
            {tls}
            database mdb
            suffix dc=example,dc=org
            directory {Folder.CreateFolder(name)}

            """));
}

public sealed class SlapdTests(Slapd server) : ServerTests<Slapd>(server)
{
    [ProgramFact("slapd")]
    public async Task Its_extensions_are_asked_for_first_where_the_caller_wants_that()
    {
        var run = await ProbeAsync("ldap", Listener.Upgrade, "--set", "ask=yes");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Matches("type: supportedExtension( [0-9.]+)* 1.3.6.1.4.1.1466.20037", run.Output);
    }

    [ProgramFact("slapd")]
    public async Task Its_own_words_are_told_where_it_refuses()
    {
        var run = await ProbeAsync("ldap", Listener.NoTls);

        Assert.Contains("unsupported extended operation", Unwrapped(run), StringComparison.Ordinal);
    }
}
