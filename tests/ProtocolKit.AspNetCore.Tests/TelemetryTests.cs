using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>What operators see. The tests listen to the whole process, so nothing may run beside them.</summary>
[Collection(nameof(OneAtATime))]
public sealed class TelemetryTests : IDisposable
{
    private readonly MetricCollector<long> _upgrades = new(null, "ProtocolKit", "protocolkit.upgrades");
    private readonly MetricCollector<long> _active = new(null, "ProtocolKit", "protocolkit.active_upgrades");
    private readonly FakeLoggerProvider _logs = new();
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _activities;

    public TelemetryTests()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ProtocolKit",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Add,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public void Dispose()
    {
        _activities.Dispose();
        _upgrades.Dispose();
        _active.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task A_connection_that_comes_to_TLS_is_counted_logged_and_traced_without_the_handlers_part()
    {
        Activity? atHandler = null;
        await SpeakAsync("STARTTLS\r\n", async connection =>
        {
            atHandler = Activity.Current;
            await connection.Transport.Output.WriteAsync("hello"u8.ToArray());
            throw new InvalidOperationException("The handler's own affair.");
        });

        AssertEnded("secured");
        Assert.Equal("1.3", Assert.Single(_upgrades.GetMeasurementSnapshot()).Tags["tls.protocol.version"]);
        var span = Assert.Single(_spans);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.NotNull(span.GetTagItem("network.peer.port"));
        Assert.NotEqual(ActivityStatusCode.Error, span.Status);
        Assert.NotSame(span, atHandler);
        Assert.Equal("Secured", Logged[^1].Id.Name);
    }

    [Fact]
    public async Task At_the_level_of_tracing_the_dialogue_is_logged_up_to_TLS()
    {
        await SpeakAsync("STARTTLS\r\n", async connection => await connection.Transport.Output.WriteAsync("hello"u8.ToArray()));

        var wire = _logs.Collector.GetSnapshot().Where(record => record.Category == WireLog.Category)
            .Select(record => record.GetStructuredStateValue("Line")!).ToArray();
        Assert.Contains("C: STARTTLS", wire);
        Assert.Equal("-- TLS starts", wire[^2]);
        Assert.StartsWith("-- TLS 1.3, TLS_", wire[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plaintext_where_TLS_starts_is_a_warning()
    {
        await SpeakAsync("STARTTLS\r\nMAIL FROM:<a@example.org>\r\n");

        AssertEnded("leftover");
        var warning = Assert.Single(Logged, record => record.Level == LogLevel.Warning);
        Assert.Contains("received 27 octets, not shown", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_that_fails_is_told_from_one_that_is_late()
    {
        await using (var host = await StartAsync(new StartTlsOptions()))
        {
            await using var client = await SmtpTexts.SaluteAsync(host);
            await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
            await client.SayAsync("no TLS\r\n");
            await client.HearOutAsync();
            await host.StopAsync();
        }

        AssertEnded("tls-failed");
        Assert.Contains("Kestrel logs why", Logged[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_client_is_timed_out()
    {
        var time = new ManualTimeProvider();
        await using (var host = await StartAsync(new StartTlsOptions { TimeProvider = time }))
        {
            await using var client = await SmtpTexts.SaluteAsync(host);
            await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
            time.LetTimeRunOut();
            Assert.True(await client.IsClosedAsync());
            await host.StopAsync();
        }

        AssertEnded("timeout");
    }

    [Fact]
    public async Task Going_on_in_the_clear_is_no_error()
    {
        await SpeakAsync("MAIL FROM:<a@example.org>\r\n");

        AssertEnded("clear");
        Assert.False(Assert.Single(_upgrades.GetMeasurementSnapshot()).Tags.ContainsKey("error.type"));
    }

    [Fact]
    public async Task A_host_that_stops_cancels_what_is_on_its_way()
    {
        await using (var host = await StartAsync(new StartTlsOptions()))
        {
            await using var client = await SmtpTexts.SaluteAsync(host);
            await host.StopAsync();
        }

        AssertEnded("canceled");
    }

    [Fact]
    public async Task An_error_of_the_servers_own_ends_the_report_too()
    {
        await using (var host = await TestHost.StartAsync(listen => listen
            .UseStartTls<Smtp>(
                new TlsHandshakeCallbackOptions { OnConnection = _ => throw new InvalidOperationException("No certificate.") })
            .Run(EchoHandler.EchoAsync)))
        {
            await using var client = await SmtpTexts.SaluteAsync(host);
            await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
            await Assert.ThrowsAnyAsync<Exception>(() => client.StartTlsAsync());
        }

        Assert.Equal(0, _active.GetMeasurementSnapshot().Sum(measurement => measurement.Value));
        Assert.Single(_upgrades.GetMeasurementSnapshot());
    }

    private IReadOnlyList<FakeLogRecord> Logged =>
        [.. _logs.Collector.GetSnapshot().Where(record => record.Category == "ProtocolKit.Server")];

    private Task<TestHost> StartAsync(StartTlsOptions options, Func<ConnectionContext, Task>? handler = null) => TestHost.StartAsync(
        listen => listen.UseStartTls<Smtp>(Servers.Tls, options).Run(handler ?? EchoHandler.EchoAsync),
        builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs));

    /// <summary>Says something, comes to TLS if that is what it asks for, and leaves; the server has dealt with it all when this
    /// returns.</summary>
    private async Task SpeakAsync(string said, Func<ConnectionContext, Task>? handler = null)
    {
        await using var host = await StartAsync(new StartTlsOptions { MayStayInClear = true }, handler);
        await using var client = await SmtpTexts.SaluteAsync(host);
        await client.SayAsync(said);
        if (said == "STARTTLS\r\n")
        {
            await client.HearAsync(SmtpTexts.Ready);
            await client.StartTlsAsync();
            await client.HearAsync("hello");
        }

        client.EndSpeech();
        await client.IsClosedAsync();
        await host.StopAsync();
    }

    private void AssertEnded(string outcome)
    {
        Assert.Equal([1, -1], _active.GetMeasurementSnapshot().Select(measurement => measurement.Value));
        var tags = Assert.Single(_upgrades.GetMeasurementSnapshot()).Tags;
        Assert.Equal(outcome, tags["protocolkit.outcome"]);
        Assert.Equal("server", tags["protocolkit.role"]);
        Assert.Equal("smtp", tags["network.protocol.name"]);
    }
}
