using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>The deadline, Kestrel's own limits and metrics, and the end of the host.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_deadline_holds_wherever_the_client_falls_silent(int place)
    {
        var time = new ManualTimeProvider();
        await using var host = await Servers.SmtpAsync(new StartTlsOptions { TimeProvider = time, AnswerInsideTls = true });
        await using var client = await SmtpTexts.SaluteAsync(host);
        if (place == 0)
        {
            await client.SayAsync("STARTT");
        }
        else
        {
            await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
            if (place == 2)
                await client.SayAsync("\x16\x03\x01\xff\xff");
            if (place == 3)
                await client.StartTlsAsync();
        }

        time.LetTimeRunOut();

        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off_too()
    {
        const int Enough = 5;
        var time = new ManualTimeProvider();
        var server = new Smtp.ServerParameters();
        for (var i = 0; i < 100; i++)
            server.AddExtension($"X-{i:D5000}");
        var observer = new CountingObserver("features", Enough);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await Servers.SmtpAsync(new StartTlsOptions
        {
            TimeProvider = time,
            Parameters = server,
            CreateObserver = connection =>
            {
                connection.ConnectionClosed.Register(closed.SetResult);
                return observer;
            },
        });
        await using var client = await RawClient.ConnectAsync(host.Port, receiveBuffer: 4096);
        for (var i = 0; i < 31; i++)
            await client.SayAsync("EHLO client\r\n");
        await observer.Reached.WaitAsync(TestHost.Patience);

        time.LetTimeRunOut();

        await closed.Task.WaitAsync(TestHost.Patience);
    }

    [Fact]
    public async Task Kestrels_limit_of_connections_holds()
    {
        await using var host = await TestHost.StartAsync(listen =>
        {
            listen.KestrelServerOptions.Limits.MaxConcurrentConnections = 1;
            listen.UseStartTls<Smtp>(Servers.Tls).Run(EchoHandler.EchoAsync);
        });
        await using var first = await SmtpTexts.UpgradeAsync(host);
        await using var second = await RawClient.ConnectAsync(host.Port);

        Assert.True(await second.IsClosedAsync());
        await first.AskAsync("first\r\n", "first\r\n");
    }

    [Fact]
    public async Task Kestrel_counts_the_handshakes()
    {
        await using var host = await Servers.SmtpAsync();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        var versions = new ConcurrentQueue<object?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "kestrel.tls_handshake.duration" && ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "tls.protocol.version")
                    versions.Enqueue(tag.Value);
            }
        });
        listener.Start();

        await using var client = await SmtpTexts.UpgradeAsync(host);
        await client.AskAsync("inside\r\n", "inside\r\n");

        Assert.Equal("1.3", Assert.Single(versions));
    }

    [Fact]
    public async Task A_host_that_stops_closes_the_connections_that_are_on_their_way_and_lets_the_handlers_end()
    {
        var isClosing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await Servers.SmtpAsync(handler: async connection =>
        {
            var closing = connection.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionLifetimeNotificationFeature>()!;
            await using var registration = closing.ConnectionClosedRequested.Register(() => isClosing.TrySetResult());
            await connection.Transport.Output.WriteAsync("hello"u8.ToArray());
            await isClosing.Task;
            await connection.Transport.Output.WriteAsync("bye"u8.ToArray());
        });
        await using var silent = await SmtpTexts.SaluteAsync(host);
        await using var promised = await SmtpTexts.SaluteAsync(host);
        await promised.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
        await using var handled = await SmtpTexts.UpgradeAsync(host);
        await handled.HearAsync("hello");

        await host.StopAsync();

        Assert.Equal("", await silent.HearOutAsync());
        Assert.True(await promised.IsClosedAsync());
        Assert.Equal("bye", await handled.HearOutAsync());
    }

    /// <summary>Waits for the server to say something often enough that it must be stuck, or soon will be.</summary>
    private sealed class CountingObserver(string name, int enough) : UpgradeObserver
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task Reached => _reached.Task;

        public override void OnSent(UpgradeMachine machine, string message, ReadOnlySpan<byte> octets)
        {
            if (message == name && ++_count == enough)
                _reached.SetResult();
        }
    }
}
