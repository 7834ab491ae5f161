using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using ProtocolKit.Protocols;
using ProtocolKit.Testing;

namespace ProtocolKit.AspNetCore.Tests.Clients;

/// <summary>Clients from dependency injection.</summary>
public sealed class ProtocolClientTests : IDisposable
{
    private readonly ThrowawayAuthority _authority = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ProtocolClientTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_client_that_is_configured_connects_with_the_type_of_its_protocol_and_logs()
    {
        var logs = new FakeLoggerProvider();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace));
        services.AddProtocolClient<Smtp>(Section(new()
        {
            ["Host"] = "localhost", ["Port"] = $"{Port}", ["Timeout"] = "00:00:20", ["Parameters:client-name:0"] = "app.example",
        })).Configure(Trust);
        using var provider = services.BuildServiceProvider();
        var serving = ServeAsync();

        await using Smtp.Connection connection = await provider.GetRequiredService<IProtocolClient<Smtp>>().ConnectAsync();

        Assert.True(connection.HasFeatures);
        Assert.Contains(logs.Collector.GetSnapshot(), record =>
            record.Category == "ProtocolKit.Wire" && record.Message.Contains("EHLO app.example", StringComparison.Ordinal));
        await (await serving).DisposeAsync();
    }

    [Fact]
    public async Task Clients_of_a_protocol_are_told_apart_by_their_keys_and_variants_have_their_own()
    {
        var services = new ServiceCollection();
        services.AddProtocolClient<Smtp>("in").Configure(options => (options.Host, options.Port) = ("localhost", Port)).Configure(Trust);
        services.AddProtocolClient<Smtp>("out").Configure(options => (options.Host, options.Port) = ("localhost", 1));
        services.AddProtocolClient<Submission>(options => (options.Host, options.Port) = ("localhost", Port)).Configure(Trust);
        using var provider = services.BuildServiceProvider();
        var serving = ServeAsync();

        await using (await provider.GetRequiredKeyedService<IProtocolClient<Smtp>>("in").ConnectAsync())
            await (await serving).DisposeAsync();
        Assert.Same(provider.GetRequiredKeyedService<IProtocolClient<Smtp>>("in"), provider.GetRequiredService<IProtocolClient<Smtp>>());
        var failure = await Assert.ThrowsAsync<UpgradeException>(
            () => provider.GetRequiredKeyedService<IProtocolClient<Smtp>>("out").ConnectAsync());
        Assert.Equal(UpgradeOutcome.Unreachable, failure.Outcome);

        serving = ServeAsync();
        await using (await provider.GetRequiredService<IProtocolClient<Submission>>().ConnectAsync())
            await (await serving).DisposeAsync();
    }

    [Fact]
    public async Task A_change_of_the_configuration_counts_from_the_next_connection_on()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Mail:Host"] = "localhost", ["Mail:Port"] = "1" }).Build();
        var services = new ServiceCollection();
        services.AddProtocolClient<Smtp>(configuration.GetSection("Mail")).Configure(Trust);
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IProtocolClient<Smtp>>();
        await Assert.ThrowsAsync<UpgradeException>(() => client.ConnectAsync());

        configuration["Mail:Port"] = $"{Port}";
        configuration.Reload();
        var serving = ServeAsync();

        await using (await client.ConnectAsync())
            await (await serving).DisposeAsync();
    }

    [Theory]
    [InlineData("Host", "", "Host is not set.")]
    [InlineData("Port", "70000", "Port is 70000.")]
    [InlineData("Timeout", "-00:00:01", "timeout")]
    [InlineData("Parameters:client-nam:0", "x", "client-nam")]
    [InlineData("Parameters:client-name:0", "a b", "client-name")]
    [InlineData("PinnedPublicKeys:0", "abc", "\"abc\" is not a SHA-256 digest")]
    [InlineData("RootsFile", "no-such-file.pem", "no-such-file.pem")]
    [InlineData("EnabledSslProtocols", "Tls11", "RFC 8996")]
    public async Task What_cannot_be_used_fails_when_the_application_starts(string key, string value, string reason)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddProtocolClient<Smtp>(Section(new() { ["Host"] = "localhost", [key] = value }));
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("The client of smtp 'smtp': ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    private void Trust(ProtocolClientOptions options) =>
        options.Configure = known => new UpgradeClientOptions(known) { CustomRoots = _authority.Roots };

    private static IConfigurationSection Section(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(pair => "Mail:" + pair.Key, pair => pair.Value)).Build()
            .GetSection("Mail");

    private async Task<Smtp.Connection> ServeAsync()
    {
        var socket = await _listener.AcceptSocketAsync();
        return await Smtp.AcceptAsync(
            new NetworkStream(socket, ownsSocket: true),
                new UpgradeServerOptions { Certificate = _authority.Certificate, AnswerInsideTls = true });
    }
}
