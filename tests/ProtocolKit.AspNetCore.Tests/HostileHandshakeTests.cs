using System.Diagnostics;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>What clients do to TLS is no fault of the server's: Kestrel logs none.</summary>
public sealed class HostileHandshakeTests : IDisposable
{
    private static readonly byte[][] Peculiar =
    [
        [0x16, 3, 3, 0, 0, 0x16, 3, 3, 0, 0], [0x16, 3, 3, 0, 0], [0x15, 3, 3, 0, 0], [0x15, 3, 3, 0, 2, 1, 0], [0x15, 3, 3, 0, 2, 2, 40],
        [0x14, 3, 3, 0, 1, 1, 0x16, 3, 3, 0, 0, 0x16, 3, 3, 0, 0], [0x17, 3, 3, 0, 0], [0x16, 3, 3, 0, 4, 1, 0, 0, 0],
            [0x16, 3, 3, 0xFF, 0xFF],
        [0x80, 0x2E, 1, 3, 1], [0, 0, 0, 0, 0, 0],
    ];

    private readonly FakeLoggerProvider _logs = new();

    public void Dispose() => _logs.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Octets_in_place_of_a_handshake_are_no_fault_of_the_servers(bool isImplicit)
    {
        await using (var host = await StartAsync(new StartTlsOptions { ImplicitTls = isImplicit }))
        {
            foreach (var octets in Peculiar)
            {
                await using var client = isImplicit ? await RawClient.ConnectAsync(host.Port) : await SmtpTexts.SaluteAsync(host);
                if (!isImplicit)
                    await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
                await client.SayAsync(octets);
                client.EndSpeech();
                await client.IsClosedAsync();
            }

            await host.StopAsync();
        }

        AssertNoFault();
        Assert.Equal(
            Peculiar.Length, Logged("ProtocolKit.Server").Count(record => record.Message.Contains("tls-failed", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
    [InlineData(SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls13, false)]
    public async Task Octets_that_break_TLS_inside_are_no_fault_of_the_servers(SslProtocols version, bool isInDialogue)
    {
        await using (var host = await StartAsync(new StartTlsOptions { AnswerInsideTls = isInDialogue }, SwallowingHandler))
        {
            await using var client = await SmtpTexts.SaluteAsync(host);
            await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
            await client.StartTlsAsync(version: version);
            if (isInDialogue)
                await client.AskAsync("EHLO client\r\n", SmtpTexts.FeaturesInsideTls);
            await client.SayBelowTlsAsync(new byte[] { 0x16, 3, 3, 0, 4, 0, 0, 0, 0 });
            client.EndSpeech();
            await client.IsClosedAsync();
            await host.StopAsync();
        }

        AssertNoFault();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_handler_that_does_not_foresee_broken_TLS_is_not_at_fault_either(SslProtocols version)
    {
        await using (var host = await StartAsync(new StartTlsOptions()))
        {
            await using var client = await SmtpTexts.SaluteAsync(host);
            await client.AskAsync("STARTTLS\r\n", SmtpTexts.Ready);
            await client.StartTlsAsync(version: version);
            await client.AskAsync("hello\r\n", "hello\r\n");
            await client.SayBelowTlsAsync(new byte[] { 0x17, 3, 3, 0, 4, 0, 0, 0, 0 });
            client.EndSpeech();
            await client.IsClosedAsync();
            await host.StopAsync();
        }

        AssertNoFault();
        Assert.Single(Logged("ProtocolKit.Server"), record => record.Id.Name == "Broken");
    }

    [OpenSslTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_renegotiates_is_no_fault_of_the_servers(bool isInDialogue)
    {
        await using (var host = await StartAsync(new StartTlsOptions { AnswerInsideTls = isInDialogue }))
        {
            using var client = Process.Start(new ProcessStartInfo(OpenSslTheoryAttribute.Program)
            {
                ArgumentList = { "s_client", "-connect", $"127.0.0.1:{host.Port}", "-starttls", "smtp", "-tls1_2" },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = Task.WhenAll(client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
            await client.StandardInput.WriteAsync("R\n");
            client.StandardInput.Close();
            var said = string.Concat(await output.WaitAsync(TestHost.Patience));
            await client.WaitForExitAsync().WaitAsync(TestHost.Patience);
            Assert.Contains("RENEGOTIATING", said, StringComparison.Ordinal);
            await host.StopAsync();
        }

        AssertNoFault();
    }

    [Fact]
    public async Task A_client_that_is_not_asked_for_a_certificate_has_none()
    {
        var hasCertificate = new TaskCompletionSource<bool>();
        await using var host = await StartAsync(new StartTlsOptions(), connection =>
        {
            hasCertificate.SetResult(connection.Features.Get<ITlsConnectionFeature>()!.ClientCertificate is not null);
            return EchoHandler.EchoAsync(connection);
        });
        await using var client = await SmtpTexts.UpgradeAsync(host);
        await client.AskAsync("hello\r\n", "hello\r\n");

        Assert.False(await hasCertificate.Task);
    }

    /// <summary>A handler that knows of connections that break.</summary>
    private static async Task SwallowingHandler(ConnectionContext connection)
    {
        try
        {
            await EchoHandler.EchoAsync(connection);
        }
        catch (IOException)
        {
            // The connection is broken.
        }
    }

    private Task<TestHost> StartAsync(StartTlsOptions options, Func<ConnectionContext, Task>? handler = null) => TestHost.StartAsync(
        listen => listen.UseStartTls<Smtp>(Servers.Tls, options).Run(handler ?? EchoHandler.EchoAsync),
        builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs));

    private IReadOnlyList<FakeLogRecord> Logged(string category) =>
        [.. _logs.Collector.GetSnapshot().Where(record => record.Category == category)];

    private void AssertNoFault()
    {
        var faults = _logs.Collector.GetSnapshot().Where(record => record.Level >= LogLevel.Error);
        Assert.True(!faults.Any(), string.Join('\n', faults.Select(record => $"{record.Category}: {record.Message} {record.Exception}")));
    }
}
