using System.Security.Cryptography.X509Certificates;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transport;
using ProtocolKit.Protocols;

namespace ProtocolKit.Interop.Tests.Servers;

/// <summary>The server of Microsoft.Azure.Amqp, in this process: with TLS, with TLS from the first octet, without, and with a certificate
/// that has expired.</summary>
public sealed class AzureAmqp : RealServer
{
    private static readonly AmqpVersion Version = new(1, 0, 0);

    private readonly List<TransportListener> _listeners = [];

    internal override IReadOnlyList<string> Needs => [];

    // It closes the connection where it has no TLS, so nobody can go on without: see AzureAmqpTests.
    internal override IReadOnlyList<Service> Services { get; } = [new(Amqp.Definition, SayHeaderAsync) { WithoutTls = null }];

    /// <summary>The settings of a server or a client.</summary>
    /// <param name="tls">How it does TLS, or null for none.</param>
    internal static AmqpSettings Settings(TlsTransportSettings? tls)
    {
        var settings = new AmqpSettings();
        TransportProvider[] providers = tls is null ? [new AmqpTransportProvider()]
            : [new TlsTransportProvider(tls), new AmqpTransportProvider()];
        foreach (var provider in providers)
        {
            provider.Versions.Add(Version);
            settings.TransportProviders.Add(provider);
        }

        return settings;
    }

    private protected override Task StartAsync()
    {
        Listen(Listener.Upgrade, Plain, Settings(Tls(TestCertificates.Valid)));
        Listen(Listener.Tls, port =>
            new TlsTransportSettings(Plain(port)) { IsInitiator = false, Certificate = TestCertificates.Valid }, Settings(null));
        Listen(Listener.NoTls, Plain, Settings(null));
        Listen(Listener.Expired, Plain, Settings(Tls(TestCertificates.Expired)));
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync()
    {
        foreach (var listener in _listeners)
            listener.Close();
        await base.DisposeAsync();
    }

    private static TcpTransportSettings Plain(int port) => new() { Host = "127.0.0.1", Port = port };

    private static TlsTransportSettings Tls(X509Certificate2 certificate) => new() { IsInitiator = false, Certificate = certificate };

    /// <summary>The exchange of headers inside TLS.</summary>
    private static async Task SayHeaderAsync(Conversation conversation)
    {
        var header = "AMQP\0\x01\0\0"u8.ToArray();
        await conversation.SendAsync(header);

        Assert.Equal(header, await conversation.HearAsync(8));
    }

    private void Listen(Listener listener, Func<int, TransportSettings> at, AmqpSettings settings)
    {
        var transports = new AmqpTransportListener([at(NewPort("amqp", listener)).CreateListener()], settings);
        _listeners.Add(transports);
        transports.Listen((own, accepted) =>
        {
            if (accepted.Transport is not null)
                _ = OpenAsync(new AmqpConnection(accepted.Transport, settings, new AmqpConnectionSettings { ContainerId = "server" }));
        });
    }

    private static async Task OpenAsync(AmqpConnection connection)
    {
        try
        {
            await connection.OpenAsync(TimeSpan.FromSeconds(20));
        }
        catch (Exception)
        {
            // The clients of these tests say no more than the header.
            connection.Abort();
        }
    }
}

public sealed class AzureAmqpTests(AzureAmqp server) : ServerTests<AzureAmqp>(server)
{
    [Fact]
    public async Task A_server_without_TLS_says_what_it_has()
    {
        var failure = await Assert.ThrowsAsync<UpgradeException>(() => ConnectAsync("amqp", Listener.NoTls));

        Assert.Equal(UpgradeOutcome.NotOffered, failure.Outcome);
        Assert.Equal(@"AMQP\x00\x01\x00\x00", failure.ServerText);
    }
}
