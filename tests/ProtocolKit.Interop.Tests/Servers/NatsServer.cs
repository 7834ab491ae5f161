using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>The NATS server: with TLS, without, with a certificate that has expired, with TLS that comes first, and with TLS that demands a
/// certificate of the client.</summary>
/// <remarks>The server begins with TLS itself from version 2.10.4 on. Here <c>socat</c> stands before one without TLS, as load balancers
/// do.</remarks>
public sealed class NatsServer : RealServer
{
    /// <summary>The service that demands a certificate of the client.</summary>
    internal const string Verifying = "nats with certificates";

    internal override IReadOnlyList<string> Needs => ["nats-server", "socat"];

    internal override IReadOnlyList<Service> Services { get; } = [new(Nats.Definition, PingAsync)];

    /// <summary>Says what a client of NATS says first, and is answered.</summary>
    internal static async Task PingAsync(Conversation conversation)
    {
        await conversation.AskAsync("CONNECT {\"verbose\":true}", line => line == "+OK");
        await conversation.AskAsync("PING", line => line == "PONG");
    }

    private protected override Task StartAsync()
    {
        Run("tls", Secured(Valid), "nats", Listener.Upgrade);
        Run("expired", Secured(Expired), "nats", Listener.Expired);
        Run("verify", Secured(Valid, $"ca_file: \"{Valid.Authority}\", verify: true"), Verifying, Listener.Upgrade);
        var plain = Run("plain", "", "nats", Listener.NoTls);
        Run(
            null, "socat",
            $"OPENSSL-LISTEN:{NewPort("nats", Listener.Tls)},bind=127.0.0.1,reuseaddr,fork,cert={Valid.Certificate},key={Valid.Key},verify=0",
            $"TCP4:127.0.0.1:{plain}");
        return Task.CompletedTask;
    }

    private static string Secured(CertificateFiles files, string more = "") =>
        $"tls {{ cert_file: \"{files.Certificate}\", key_file: \"{files.Key}\", timeout: 20, {more} }}";

    private int Run(string name, string tls, string service, Listener listener)
    {
        var port = NewPort(service, listener);
        Run(null, "nats-server", "-c", Folder.Write($"{name}.conf", $"""
            listen: "127.0.0.1:{port}"
            logfile: "{Folder.At($"{name}.log")}"
            {tls}

            """));
        return port;
    }
}

public sealed class NatsServerTests(NatsServer server) : ServerTests<NatsServer>(server)
{
    [ProgramFact("nats-server", "socat")]
    public async Task A_server_that_demands_a_certificate_gets_one()
    {
        var options = new UpgradeClientOptions
        {
            ServerName = TestCertificates.Host,
            CustomRoots = TestCertificates.Roots,
            ClientCertificates = [TestCertificates.Client],
        };

        await using var connection = await Nats.ConnectAsync("127.0.0.1", PortOfVerifying, null, options, Limit);

        await NatsServer.PingAsync(new Conversation(connection.Stream, Limit));
    }

    [ProgramFact("nats-server", "socat")]
    public async Task Without_a_certificate_it_closes_the_connection()
    {
        var failure = await Record.ExceptionAsync(async () =>
        {
            await using var connection = await Nats.ConnectAsync(
                "127.0.0.1", PortOfVerifying, null, new() { ServerName = TestCertificates.Host, CustomRoots = TestCertificates.Roots },
                    Limit);
            await NatsServer.PingAsync(new Conversation(connection.Stream, Limit));
        });

        Assert.True(failure is IOException or UpgradeException { Outcome: UpgradeOutcome.TlsFailed }, $"{failure}");
    }

    [ProgramFact("nats-server", "socat")]
    public async Task What_it_said_of_itself_before_TLS_is_handed_over()
    {
        await using var connection = await Nats.ConnectAsync(
            "127.0.0.1", Server.PortOf("nats", Listener.Upgrade), null,
            new() { ServerName = TestCertificates.Host, CustomRoots = TestCertificates.Roots }, Limit);

        Assert.True(connection.UnauthenticatedInfo.Facts.Contains("max_payload"u8));
    }

    private int PortOfVerifying => Server.PortOf(NatsServer.Verifying, Listener.Upgrade);
}
