using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtocolKit.Protocols;

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>The hosts that ASP.NET Core has.</summary>
public sealed class HostingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_with_services_is_served_by_the_usual_hosts_beside_HTTP(bool isSlim)
    {
        var builder = isSlim ? WebApplication.CreateSlimBuilder() : WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new Greeting("hello\r\n"));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
                listen.UseStartTls<Smtp>(TestCertificates.Valid).UseConnectionHandler<GreetingHandler>());
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        await using var application = builder.Build();
        application.MapGet("/", () => "HTTP");
        await application.StartAsync().WaitAsync(TestHost.Patience);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(
            address => new Uri(address)).ToArray();

        await using var connection = await UpgradeClient
            .ConnectAsync<Smtp>("127.0.0.1", addresses.Single(address => address.Scheme == "https").Port, null, Servers.Trusting())
            .WaitAsync(TestHost.Patience);
        var greeting = new byte[7];
        await connection.Stream.ReadExactlyAsync(greeting).AsTask().WaitAsync(TestHost.Patience);
        using var http = new HttpClient();

        Assert.Equal("hello\r\n", Encoding.ASCII.GetString(greeting));
        Assert.Equal("HTTP", await http.GetStringAsync(addresses.Single(address => address.Scheme == "http")).WaitAsync(TestHost.Patience));
    }

    [Fact]
    public async Task Several_endpoints_with_the_same_options_each_have_their_own_handler()
    {
        var options = new StartTlsOptions { MayStayInClear = true };
        await using var first = await Servers.SmtpAsync(options, connection => SayAsync(connection, "first"));
        await using var second = await Servers.SmtpAsync(options, connection => SayAsync(connection, "second"));
        await using var inClear = await SmtpTexts.SaluteAsync(first);
        await using var secured = await SmtpTexts.UpgradeAsync(second);

        await inClear.AskAsync("MAIL FROM:<a@example.org>\r\n", "first");
        await secured.HearAsync("second");
    }

    private static async Task SayAsync(ConnectionContext connection, string text)
    {
        await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(text));
        await connection.Transport.Input.ReadAsync();
    }

    private sealed record Greeting(string Text);

    private sealed class GreetingHandler(Greeting greeting) : ConnectionHandler
    {
        public override async Task OnConnectedAsync(ConnectionContext connection)
        {
            // The generated client asks inside TLS, and goes on with the answer.
            await connection.Transport.Input.ReadAsync();
            await SayAsync(connection, "250-mx.example\r\n250 HELP\r\n" + greeting.Text);
        }
    }
}
