using System.Text;
using ProtocolKit.Cli;
using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>Postfix with four ports for each service.</summary>
public sealed class Postfix : RealServer
{
    internal override IReadOnlyList<string> Needs => ["postfix"];

    internal override IReadOnlyList<Service> Services { get; } =
        [new(Smtp.Definition, MailTalk.EhloAsync), new(Submission.Definition, MailTalk.EhloAsync)];

    private protected override async Task StartAsync()
    {
        var settings = Folder.CreateFolder("etc");
        var data = Folder.CreateFolder("data");
        Folder.Write("etc/main.cf", $"""
            compatibility_level = 3.6
            queue_directory = {Folder.CreateFolder("queue")}
            data_directory = {data}
            maillog_file = {Folder.At("postfix.log")}
            maillog_file_prefixes = {Folder.Path}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mail.example.org
            mydestination =
            local_transport = error:no mail here
            default_transport = error:no mail here
            local_recipient_maps =
            alias_maps =
            alias_database =
            smtpd_peername_lookup = no
            smtpd_tls_chain_files = {Valid.Key}, {Valid.Certificate}
            smtpd_tls_security_level = may
            smtpd_tls_auth_only = yes

            """);
        // All listeners would take each other's tickets, and a resumed session is that of the certificate it began with.
        Folder.Write("etc/master.cf", $"""
            postlog unix-dgram n - n - 1 postlogd
            cleanup unix n - n - 0 cleanup
            rewrite unix - - n - - trivial-rewrite
            proxymap unix - - n - - proxymap
            anvil unix - - n - 1 anvil
            tlsmgr unix - - n 1000? 1 tlsmgr
            error unix - - n - - error
            {Listen("smtp")}
            {Listen("submission")}

            """);
        await Folder.GiveToAsync("postfix", data);
        await RunToEndAsync(null, "postfix", "-c", settings, "check");
        Run(null, "/usr/lib/postfix/sbin/master", "-c", settings);
    }

    private string Listen(string service) => $"""
        127.0.0.1:{NewPort(service, Listener.Upgrade)} inet n - n - - smtpd
        127.0.0.1:{NewPort(service, Listener.Tls)} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
        127.0.0.1:{NewPort(service, Listener.NoTls)} inet n - n - - smtpd -o smtpd_tls_security_level=none
        127.0.0.1:{NewPort(service, Listener.Expired)} inet n - n - - smtpd -o smtpd_tls_chain_files={Expired.Key},{Expired.Certificate} -o tls_ssl_options=NO_TICKET
        """;
}

public sealed class PostfixTests(Postfix server) : ServerTests<Postfix>(server)
{
    [ProgramFact("postfix")]
    public async Task What_the_server_can_is_asked_inside_TLS()
    {
        await using var connection = await Smtp.ConnectAsync(
            "127.0.0.1", Server.PortOf("smtp", Listener.Upgrade), null, OptionsFor("smtp", Listener.Upgrade), Limit);

        var capabilities = new List<string>();
        foreach (var offer in connection.Features.Offers)
            capabilities.Add(Encoding.ASCII.GetString(offer.Capability));
        Assert.Contains("PIPELINING", capabilities);
        Assert.DoesNotContain("STARTTLS", capabilities);
    }

    [ProgramFact("postfix")]
    public async Task A_plaintext_port_that_was_taken_for_a_TLS_port_is_recognised()
    {
        var port = Server.PortOf("smtp", Listener.Upgrade);

        var run = await ToolRun.OfAsync(Limit, "probe", $"smtps://127.0.0.1:{port}");

        // The greeting comes before the handshake, or into it.
        Assert.Contains(run.ExitCode, (int[])[ExitCode.Violation, ExitCode.TlsFailed]);
        Assert.Contains($"starts in plaintext: try smtp://127.0.0.1:{port}", Unwrapped(run), StringComparison.Ordinal);
    }
}
