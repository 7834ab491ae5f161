using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProtocolKit.Cli;

/// <summary>Kestrel with one endpoint.</summary>
internal sealed class ServeHost : IAsyncDisposable
{
    /// <summary>How long connections are given to end by themselves: less than a console waits after Ctrl+C.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private ServeHost(WebApplication application, IPEndPoint endPoint) => (_application, EndPoint) = (application, endPoint);

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    public static async Task<ServeHost> StartAsync(ServeOptions options, ToolConsole console, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var log = new ServeLog(console, options.IsVerbose);
        builder.Logging.ClearProviders().AddProvider(log).AddFilter(log.IsShown);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            options.EndPoint, listen => listen.UseStartTls(options.Protocol, options.Tls, options.StartTls).Run(EchoAsync)));
        var application = builder.Build();
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            log.HasStarted = true;
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            var reason = (failure.InnerException ?? failure).Message.TrimEnd('.');
            throw new UsageException(
                $"{options.EndPoint} cannot be listened on: {reason}. --port and --address name another place.") { ExitCode =
                ExitCode.Network };
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new ServeHost(application, new IPEndPoint(options.EndPoint.Address, new Uri(addresses.Single()).Port));
    }

    public async ValueTask DisposeAsync()
    {
        using var grace = new CancellationTokenSource(Grace);
        await _application.StopAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Sends back what comes, until the client or the tool wants to end.</summary>
    private static async Task EchoAsync(ConnectionContext connection)
    {
        var closing = connection.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionLifetimeNotificationFeature>();
        try
        {
            await connection.Transport.Input.CopyToAsync(
                connection.Transport.Output, closing?.ConnectionClosedRequested ?? connection.ConnectionClosed).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The client is gone, or the tool is to stop.
        }
    }
}
