using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Kestrel with one endpoint on 127.0.0.1.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly WebApplication _application;

    private TestHost(WebApplication application) => _application = application;

    public int Port { get; private init; }

    public IServiceProvider Services => _application.Services;

    /// <summary>Starts it.</summary>
    /// <param name="endpoint">What the endpoint does.</param>
    /// <param name="services">Adds services, or null.</param>
    public static async Task<TestHost> StartAsync(Action<ListenOptions> endpoint, Action<WebApplicationBuilder>? services = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint));
        services?.Invoke(builder);
        var application = builder.Build();
        await application.StartAsync().WaitAsync(Patience);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new TestHost(application) { Port = new Uri(addresses.Single()).Port };
    }

    /// <summary>Stops it as a host is stopped: connections are asked to close.</summary>
    public Task StopAsync() => _application.StopAsync().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        // A test that has failed may have left connections open: they are not waited for.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _application.DisposeAsync();
    }
}
