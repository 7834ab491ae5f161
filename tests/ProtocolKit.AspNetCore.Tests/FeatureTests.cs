using System.Net.Security;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>What a handler can tell of its connection.</summary>
public sealed class FeatureTests
{
    [Fact]
    public async Task A_handler_finds_what_was_agreed_what_was_offered_and_what_the_client_said()
    {
        IStartTlsFeature? feature = null;
        var hasTls = false;
        var server = new Smtp.ServerParameters { ServerName = "mx.example" };
        server.AddExtension("SIZE 1000");
        await using var host = await Servers.SmtpAsync(
            new StartTlsOptions { Parameters = server },
            connection =>
            {
                feature = connection.Features.Get<IStartTlsFeature>();
                hasTls = connection.Features.Get<ITlsConnectionFeature>() is not null
                    && connection.Features.Get<ITlsHandshakeFeature>()?.NegotiatedCipherSuite is not null;
                return EchoHandler.EchoAsync(connection);
            });
        await using var client = await RawClient.ConnectAsync(host.Port);
        await client.HearAsync("220 mx.example ESMTP\r\n");
        await client.AskAsync("EHLO first\r\n", "250-mx.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n");
        await client.AskAsync("NOOP\r\n", "250 OK\r\n");
        await client.AskAsync("EHLO second\r\n", "250-mx.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n");
        await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
        await client.StartTlsAsync();
        await client.AskAsync("echo\r\n", "echo\r\n");

        Assert.True(hasTls);
        Assert.NotNull(feature);
        Assert.True(feature.IsSecured);
        Assert.Same(Smtp.Definition, feature.Protocol);
        Assert.Equal(["SIZE", "STARTTLS"], feature.Capabilities.Select(offered => offered.Value));
        Assert.Equal(
            ["NOOP\r\n", "EHLO second\r\n", "STARTTLS\r\n"],
            feature.ClientMessages.Select(message => Encoding.ASCII.GetString(message.Octets.Span)));
        Assert.Equal(["ehlo", "starttls"], feature.ClientMessages.Skip(1).Select(message => message.Name));
    }

    [Fact]
    public async Task The_handler_speaks_first_inside_TLS_unless_the_grammar_answers_there()
    {
        await using var host = await Servers.SmtpAsync();
        await using var client = await SmtpTexts.UpgradeAsync(host);
        await client.AskAsync("EHLO inside\r\n", "EHLO inside\r\n");

        await using var answering = await Servers.SmtpAsync(new StartTlsOptions { AnswerInsideTls = true });
        await using var other = await SmtpTexts.UpgradeAsync(answering);
        await other.AskAsync("EHLO inside\r\n", SmtpTexts.FeaturesInsideTls);
        await other.AskAsync("echo\r\n", "echo\r\n");
    }

    [Fact]
    public async Task Parameters_and_refusals_can_differ_by_connection()
    {
        var count = 0;
        await using var host = await Servers.SmtpAsync(new StartTlsOptions
        {
            SelectParameters = connection =>
            {
                connection.Items["number"] = ++count;
                return new Smtp.ServerParameters { ServerName = $"server{count}" };
            },
            Refusal = connection => connection.Items["number"] is 2 ? UpgradeOutcome.Unavailable : null,
        });

        await using var first = await RawClient.ConnectAsync(host.Port);
        await first.HearAsync("220 server1 ESMTP\r\n");
        await using var second = await RawClient.ConnectAsync(host.Port);

        Assert.Equal("454 TLS not available due to temporary reason\r\n", await second.HearOutAsync());
        await first.AskAsync("EHLO client\r\n", "250-server1\r\n250 STARTTLS\r\n");
    }

    [Fact]
    public async Task The_observer_of_a_connection_sees_its_dialogue()
    {
        var observer = new NamesObserver();
        await using var host = await Servers.SmtpAsync(new StartTlsOptions { CreateObserver = _ => observer, AnswerInsideTls = true });
        await using var client = await SmtpTexts.UpgradeAsync(host);
        await client.AskAsync("EHLO inside\r\n", SmtpTexts.FeaturesInsideTls);
        await client.AskAsync("echo\r\n", "echo\r\n");

        Assert.Equal(["greeting", "ehlo", "features", "starttls", "ready", "TLS", "ehlo", "features"], observer.Names);
    }

    [Fact]
    public async Task The_TLS_of_a_client_can_depend_on_the_name_it_wants()
    {
        var tls = new TlsHandshakeCallbackOptions
        {
            OnConnectionState = "state",
            OnConnection = context => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificate = context.State is "state" && context.ClientHelloInfo.ServerName == TestCertificates.Host
                    ? TestCertificates.Valid
                    : TestCertificates.SelfSigned,
            }),
        };
        await using var host = await TestHost.StartAsync(listen => listen.UseStartTls<Smtp>(tls).Run(EchoHandler.EchoAsync));
        await using var client = await SmtpTexts.SaluteAsync(host);
        await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);

        Assert.Equal(TestCertificates.Valid, await client.StartTlsAsync());
    }

    [Fact]
    public async Task Parameters_of_another_protocol_are_refused_when_the_endpoint_is_made()
    {
        ArgumentException? failure = null;
        await using var host = await TestHost.StartAsync(listen =>
        {
            failure = Assert.Throws<ArgumentException>(() =>
                listen.UseStartTls<Smtp>(Servers.Tls, new StartTlsOptions { Parameters = new Pop3.ServerParameters() }));
            listen.Run(EchoHandler.EchoAsync);
        });

        Assert.Contains("Pop3", failure?.Message, StringComparison.Ordinal);
    }

    private sealed class NamesObserver : UpgradeObserver
    {
        public List<string> Names { get; } = [];

        public override void OnReceived(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) => Names.Add(message);

        public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets) => Names.Add(message);

        public override void OnTlsEstablished(UpgradeMachine machine) => Names.Add("TLS");
    }
}
