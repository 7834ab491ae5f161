using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>InspIRCd, three times: with TLS, without STARTTLS, and with a certificate that has expired.</summary>
public sealed class InspIrcd : RealServer
{
    private const string User = "irc";

    internal override IReadOnlyList<string> Needs => ["inspircd"];

    internal override IReadOnlyList<Service> Services { get; } = [
        new(Irc.Definition, RegisterAsync) { AnswersInsideTlsToWhatWasSaidBefore = true }];

    private protected override async Task StartAsync()
    {
        await Folder.GiveToAsync(User, Valid.Key, Expired.Key);
        await RunAsync("tls", Secured(Valid) + Bind(Listener.Tls, "sslprofile=\"tests\""), Listener.Upgrade);
        await RunAsync("plain", "", Listener.NoTls);
        await RunAsync("expired", Secured(Expired), Listener.Expired);
    }

    /// <summary>Registers, which the list of capabilities has held up (RFC 2812, section 3.1).</summary>
    private static async Task RegisterAsync(Conversation conversation)
    {
        await conversation.SayAsync("CAP END");
        await conversation.SayAsync("NICK tester");
        await conversation.AskAsync("USER tester 0 * :Tester", line =>
            line.StartsWith(":irc.example.org 001 tester ", StringComparison.Ordinal));
        await conversation.AskAsync("QUIT", line => line.StartsWith("ERROR ", StringComparison.Ordinal));
    }

    private static string Secured(CertificateFiles files) => $"""
        <module name="ssl_gnutls">
        <module name="starttls">
        <starttls provider="tests">
        <sslprofile name="tests" provider="gnutls" certfile="{files.Certificate}" keyfile="{files.Key}">

        """;

    private string Bind(Listener listener, string more = "") =>
        $"""<bind address="127.0.0.1" port="{NewPort("irc", listener)}" type="clients" {more}>""";

    private async Task RunAsync(string name, string tls, Listener listener)
    {
        var own = Folder.CreateFolder(name);
        await Folder.GiveToAsync(User, own);
        Run(User, "inspircd", "--nofork", $"--config={Folder.Write($"{name}.conf", $"""
            <server name="irc.example.org" description="Tests" network="Tests" id="97K">
            <admin name="tests" nick="tests" email="tests@example.org">
            <dns enabled="no" server="127.0.0.1" sourceip="127.0.0.1">
            <pid file="{own}/pid">
            <log method="file" type="*" level="default" target="{own}/inspircd.log">
            <connect allow="*" resolvehostnames="no">
            <module name="cap">
            {Bind(listener)}
            {tls}

            """)}");
    }
}

public sealed class InspIrcdTests(InspIrcd server) : ServerTests<InspIrcd>(server)
{
    [ProgramFact("inspircd")]
    public async Task Without_a_list_of_capabilities_a_server_without_STARTTLS_says_nothing()
    {
        var options = new UpgradeClientOptions
        {
            ServerName = TestCertificates.Host,
            CustomRoots = TestCertificates.Roots,
            Timeout = TimeSpan.FromSeconds(1),
        };

        var failure = await Assert.ThrowsAsync<UpgradeException>(
            () => Irc.ConnectAsync("127.0.0.1", Server.PortOf("irc", Listener.NoTls), new() { List = "no" }, options, Limit));

        Assert.Equal(UpgradeOutcome.Timeout, failure.Outcome);
    }
}
